// The ballot. "All n" fills, the steppers split, and only Cast sends. What becomes of it then is told
// by kept.js. globals.d.ts says what the form holds.

import {now} from "./clock.js";
import {choiceWords, keep, look as lookAtKept, nameOf, onRefused, takeBack, unanswered, words} from "./kept.js";
import {number} from "./page.js";
import {say} from "./stream.js";

/** @typedef {"for" | "against" | "abstain"} Choice */

/** @type {Choice[]} */
const CHOICES = ["for", "against", "abstain"];

let refused = false; // the box "leave unused" is shown only after a refusal
let begun = false;

/** @returns {HTMLFormElement | null} */
const ballot = () => document.querySelector("form[data-vote]");
/** @param {HTMLFormElement} form @param {string} name @returns {HTMLInputElement | null} */
const input = (form, name) => form.querySelector(`input[name="${name}"]`);

/** Whose ballot in which division a form is. @param {HTMLFormElement} form */
function whose(form) {
  const {division = "", person = ""} = form.dataset;
  return {session: new URL(form.action).pathname.split("/")[2] ?? "", division, person};
}

/** @param {HTMLFormElement} form @param {Choice} choice */
function read(form, choice) {
  const radios = form.querySelectorAll('input[type=radio][name="choice"]');
  if (radios.length) {
    const value = /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=choice]:checked"))?.value;
    return value === choice ? Number(form.dataset.castable) : 0;
  }
  const typed = Number(input(form, choice)?.value);
  return Number.isInteger(typed) && typed > 0 ? typed : 0;
}

/** @param {HTMLFormElement} form */
function split(form) {
  const votes = {for: read(form, "for"), against: read(form, "against"), abstain: read(form, "abstain")};
  const placed = votes.for + votes.against + votes.abstain;
  const castable = Number(form.dataset.castable);
  return {votes, placed, castable, left: castable - placed};
}

/** @param {ParentNode} root @param {string} selector @param {string} text */
function write(root, selector, text) {
  const element = root.querySelector(selector);
  if (element && element.textContent !== text) element.textContent = text;
}

/** The parts of the bar, with a gap between them. @param {HTMLFormElement} form @param {Record<Choice, number>} votes @param {number} of */
function drawBar(form, votes, of) {
  let x = 0;
  const whole = Math.max(1, of, votes.for + votes.against + votes.abstain);
  for (const [choice, marks] of /** @type {[Choice, string][]} */ ([["for", ".by"], ["against", ".bn, .bx"], ["abstain", ".ba"]])) {
    const width = (100 * votes[choice]) / whole;
    for (const rect of form.querySelectorAll(`.bar :is(${marks})`)) {
      rect.setAttribute("x", x.toFixed(1));
      rect.setAttribute("width", Math.max(0, width - 0.5).toFixed(1));
    }
    x += width;
  }
}

/** Show what is placed, what is left, and the choice on the button. */
function draw() {
  const form = ballot();
  if (!form) return;
  const {votes, placed, castable, left} = split(form);
  drawBar(form, votes, castable);
  write(form, "[data-sum-words]", words("sum", {n: placed, of: castable}));
  const sum = form.querySelector("[data-sum]");
  sum?.classList.toggle("ok", left === 0);
  sum?.classList.toggle("bad", left < 0 || (refused && left > 0));
  write(form, "[data-cast-words]", words("cast", {choice: choiceWords(votes)}));
  for (const button of form.querySelectorAll("[data-step]")) {
    const {of, step} = /** @type {HTMLElement} */ (button).dataset;
    const stuck = step === "1" ? left <= 0 : !votes[/** @type {Choice} */ (of)];
    button.setAttribute("aria-disabled", String(stuck));
  }
  for (const button of form.querySelectorAll("[data-all]")) {
    const all = votes[/** @type {Choice} */ (/** @type {HTMLElement} */ (button).dataset.all)];
    button.setAttribute("aria-pressed", String(castable > 0 && all === castable));
  }
  drawUnused(form, left);
}

/** @param {HTMLFormElement} form @param {number} left */
function drawUnused(form, left) {
  const box = form.querySelector("[data-unused]");
  if (box instanceof HTMLElement) box.hidden = !(refused && left > 0);
  const tick = input(form, "unused");
  if (tick) tick.value = String(left);
  write(form, "[data-unused-words]", words("unused", {n: left}));
}

/** @param {HTMLFormElement} form @param {string} sentence @param {string} where */
function refuse(form, sentence, where) {
  refused = true;
  draw();
  const errors = form.querySelector("[data-errors]");
  if (!(errors instanceof HTMLElement)) return;
  const link = errors.querySelector("[data-error-words]");
  if (link) link.textContent = sentence;
  if (where) link?.setAttribute("href", where);
  errors.hidden = false;
  errors.focus();
  const prefix = words("error");
  if (prefix && !document.title.startsWith(prefix)) document.title = `${prefix}${document.title}`;
}

/** @param {Event} event */
function pressed(event) {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest?.("[data-all], [data-step], [data-change]"));
  if (!button) return;
  const {all, step, of} = button.dataset;
  if ("change" in button.dataset) return change();
  const form = button.closest("form");
  if (!form || !("vote" in form.dataset)) return;
  event.preventDefault();
  const {votes, castable, left} = split(form);
  for (const choice of CHOICES) {
    const field = input(form, choice);
    if (!field) continue;
    if (all) field.value = String(choice === all ? castable : 0);
    if (choice === of) field.value = String(Math.max(0, votes[choice] + Math.min(Number(step), Math.max(0, left))));
  }
  draw();
  say(`${choiceWords(split(form).votes)} – ${form.querySelector("[data-sum-words]")?.textContent}`);
}

/** What is placed, as it is kept and sent. @param {HTMLFormElement} form */
function made(form) {
  const {votes, left} = split(form);
  const of = whose(form);
  const key = number(); // a new choice is a new ballot; only a repetition keeps its key
  const field = input(form, "key");
  if (field) field.value = key;
  return {
    ...of, key, ...votes, unused: left, made_at: Math.round(now()), instead_of: unanswered(nameOf(of)),
    action: form.action, closes_at: Number(form.dataset.closes), skew: Math.round(now() - Date.now()),
  };
}

/** @param {SubmitEvent} event */
function submitted(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!("vote" in form.dataset)) return;
  const {left} = split(form);
  const isShort = left > 0 && !input(form, "unused")?.checked;
  // On a tablet that others use next nothing is kept: the form goes as a form goes.
  if ("shared" in form.dataset && left >= 0 && !isShort) return;
  event.preventDefault();
  if (left < 0) return refuse(form, words("over", {n: -left}), "#vote-for");
  if (isShort) return refuse(form, words("short", {n: left}), "#vote-unused");
  const errors = form.querySelector("[data-errors]");
  if (errors instanceof HTMLElement) errors.hidden = true;
  keep(made(form), {isSecret: "secret" in form.dataset});
}

/** The person takes the kept ballot back into the form. */
function change() {
  const form = ballot();
  const kept = form && takeBack(nameOf(whose(form)));
  if (!form || !kept) return;
  const folded = form.closest("details");
  if (folded) folded.open = true;
  for (const choice of CHOICES) {
    const field = input(form, choice);
    if (field && field.type !== "radio") field.value = String(kept[choice]);
    const single = form.querySelector(`input[type=radio][value="${choice}"]`);
    if (single instanceof HTMLInputElement) single.checked = kept[choice] > 0;
  }
  draw();
}

/** While a division is open the screen stays awake, where the telephone allows it. */
async function stayAwake() {
  if (document.hidden || !ballot()) return;
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // the battery is low, or the browser says no
  }
}

function begin() {
  begun = true;
  document.addEventListener("click", pressed);
  document.addEventListener("input", draw);
  document.addEventListener("submit", submitted);
  document.addEventListener("visibilitychange", stayAwake);
  onRefused((kept, sentence) => {
    const form = ballot();
    if (form && nameOf(whose(form)) === nameOf(kept)) refuse(form, sentence, "");
  });
  stayAwake();
}

/** The page has been loaded or has changed. */
export function look() {
  if (!begun) begin();
  lookAtKept();
  draw();
}
