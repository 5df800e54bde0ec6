// The ballot. "All n" fills, the steppers split, and only Cast sends. A vote is "kept on this phone,
// not counted yet" until the receipt of the server is here: nothing is shown as done before.
//
// <form data-vote data-division data-person data-castable data-words='{...}' [data-secret] [data-shared]> holds
//   input[name=for], [name=against], [name=abstain]; or input[type=radio][name=choice] for a single vote
//   input[name=key]                        one ballot, one key: pressed twice, it counts once
//   button[data-all=for]                   button[data-step=1][data-of=for]
//   svg.bar > rect.by, .bn, .bx, .ba       p[data-sum] > [data-sum-words]
//   [data-unused] hidden > input[name=unused] + [data-unused-words]
//   section.errs[data-errors] hidden > a[data-error-words]      button[data-cast] > [data-cast-words]
// Beside the form: p[data-vote-state]; section[data-kept] hidden > [data-kept-words], button[data-try], button[data-change]
// data-words: cast "Cast {choice}", for "{n} yes", against, abstain, sum "{n} of {of} votes placed",
//   short, over, unused (with {n}), kept, sending, received "{at} {receipt}", late, refused, error.
//   A sentence with a number may be {"one": "...", "other": "..."} by the language's plural forms.
// The server answers (Accept: application/json) 200 {receipt, at}; 409 {words} too late; other 4xx {words}.

import {now} from "./clock.js";
import {number} from "./page.js";
import {say} from "./say.js";
import {announce, onNet} from "./stream.js";

/** @typedef {"for" | "against" | "abstain"} Choice */
/** @typedef {{division: string, person: string, key: string, for: number, against: number,
 *   abstain: number, unused: number, made_at: number, action: string, csrf: string}} Kept */

/** @type {Choice[]} */
const CHOICES = ["for", "against", "abstain"];
const RETRY_MS = 2000;
const WAIT_MS = 8000;
const STORE = "hemi.ballot.";

/** Ballots on their way, by division and person; a secret one lives here only. @type {Map<string, Kept>} */
const waiting = new Map();
/** @type {Set<string>} */
const sending = new Set();
let refused = false; // the box "leave unused" is shown only after a refusal
let begun = false;

/** @returns {HTMLFormElement | null} */
const ballot = () => document.querySelector("form[data-vote]");
/** @param {HTMLFormElement} form @param {string} name @returns {HTMLInputElement | null} */
const input = (form, name) => form.querySelector(`input[name="${name}"]`);
/** @param {{division?: string, person?: string}} of */
const nameOf = of => `${of.division}.${of.person}`;

/** A sentence of the page with its figures filled in. @param {HTMLElement | null} form @param {string} key @param {Record<string, string | number>} [figures] */
function words(form, key, figures = {}) {
  let sentence = JSON.parse(form?.dataset.words ?? "{}")[key] ?? "";
  if (typeof sentence === "object") {
    const plural = new Intl.PluralRules(document.documentElement.lang).select(Number(figures.n));
    sentence = sentence[plural] ?? sentence.other;
  }
  return sentence.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => figures[name] ?? "");
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

/** @param {HTMLFormElement} form @param {Record<Choice, number>} votes */
const choiceWords = (form, votes) =>
  CHOICES.filter(choice => votes[choice]).map(choice => words(form, choice, {n: votes[choice]})).join(" \u00b7 ");

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
  write(form, "[data-sum-words]", words(form, "sum", {n: placed, of: castable}));
  const sum = form.querySelector("[data-sum]");
  sum?.classList.toggle("ok", left === 0);
  sum?.classList.toggle("bad", left < 0 || (refused && left > 0));
  write(form, "[data-cast-words]", words(form, "cast", {choice: choiceWords(form, votes)}));
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
  write(form, "[data-unused-words]", words(form, "unused", {n: left}));
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
  const prefix = words(form, "error");
  if (prefix && !document.title.startsWith(prefix)) document.title = `${prefix}${document.title}`;
}

/** @param {Event} event */
function pressed(event) {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest?.("[data-all], [data-step], [data-try], [data-change]"));
  if (!button) return;
  const {all, step, of} = button.dataset;
  if ("try" in button.dataset) return void sendAll();
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
}

/** @param {HTMLFormElement} form @returns {Kept} */
function made(form) {
  const {votes, left} = split(form);
  const {division = "", person = ""} = form.dataset;
  const key = number(); // a new choice is a new ballot; only a repetition keeps its key
  const field = input(form, "key");
  if (field) field.value = key;
  return {
    division, person, key, ...votes, unused: left, made_at: Math.round(now()),
    action: form.action, csrf: input(form, "csrf")?.value ?? "",
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
  if (left < 0) return refuse(form, words(form, "over", {n: -left}), "#vote-for");
  if (isShort) return refuse(form, words(form, "short", {n: left}), "#vote-unused");
  const errors = form.querySelector("[data-errors]");
  if (errors instanceof HTMLElement) errors.hidden = true;
  const kept = made(form);
  waiting.set(nameOf(kept), kept);
  if (!("secret" in form.dataset)) store(kept);
  send(kept);
}

/** @param {Kept} kept */
function store(kept) {
  try {
    localStorage.setItem(STORE + nameOf(kept), JSON.stringify(kept));
  } catch {
    // without storage the ballot is kept as long as the page is open
  }
}

/** @param {Kept} kept */
function forget(kept) {
  if (waiting.get(nameOf(kept))?.key !== kept.key) return; // a newer choice has taken its place
  waiting.delete(nameOf(kept));
  try {
    localStorage.removeItem(STORE + nameOf(kept));
  } catch {
    // nothing was stored
  }
}

function remember() {
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const name = localStorage.key(i);
      if (!name?.startsWith(STORE)) continue;
      const kept = JSON.parse(localStorage.getItem(name) ?? "");
      waiting.set(nameOf(kept), kept);
    }
  } catch {
    // no storage, nothing kept
  }
}

/** @param {Kept} kept */
async function post(kept) {
  const form = ballot();
  const {action, ...rest} = kept;
  const csrf = form && nameOf(form.dataset) === nameOf(kept) ? input(form, "csrf")?.value : "";
  const fields = Object.entries({...rest, csrf: csrf || kept.csrf}).map(([name, value]) => [name, String(value)]);
  const answer = await fetch(action, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: {Accept: "application/json"},
    signal: AbortSignal.timeout(WAIT_MS),
  });
  if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
  return {status: answer.status, ...(await answer.json().catch(() => ({})))};
}

/** Send one ballot; if it cannot be sent it stays kept. @param {Kept} kept */
async function send(kept) {
  if (sending.has(kept.key)) return;
  sending.add(kept.key);
  show(kept, "sending");
  try {
    const answer = await post(kept);
    forget(kept);
    settle(kept, answer);
  } catch {
    if (waiting.get(nameOf(kept))?.key === kept.key) show(kept, "kept");
  }
  sending.delete(kept.key);
}

/** The server has answered. @param {Kept} kept @param {{status: number, words?: string, at?: string, receipt?: string}} answer */
function settle(kept, answer) {
  const form = ballot();
  if (answer.status < 300) {
    refused = false;
    show(kept, "received", {at: answer.at ?? "", receipt: answer.receipt ?? ""});
    announce("personal");
  } else if (answer.status === 409) {
    show(kept, "late", {}, answer.words);
    announce("personal");
  } else {
    show(kept, "refused", {}, answer.words);
    if (form) refuse(form, answer.words ?? words(form, "refused"), "");
  }
}

/** The three states and their words: kept on this phone, sending, received. @param {Kept} kept @param {string} state @param {Record<string, string>} [figures] @param {string} [sentence] */
function show(kept, state, figures = {}, sentence) {
  const form = ballot();
  const text = sentence ?? words(form, state, figures);
  const line = document.querySelector("[data-vote-state]");
  if (line instanceof HTMLElement) {
    line.dataset.voteState = state;
    line.textContent = text;
  }
  const panel = document.querySelector("[data-kept]");
  if (panel instanceof HTMLElement) {
    const was = panel.hidden;
    panel.hidden = state !== "kept";
    if (form) write(panel, "[data-kept-words]", choiceWords(form, kept));
    if (was && !panel.hidden) say(text, {urgent: true});
  }
  if (state === "late" || state === "refused") say(text, {urgent: true});
  if (state === "received") say(text);
}

function sendAll() {
  for (const kept of waiting.values()) send(kept);
}

/** The person takes the kept ballot back into the form. */
function change() {
  const form = ballot();
  const kept = form && waiting.get(nameOf(form.dataset));
  if (!form || !kept) return;
  forget(kept);
  const panel = document.querySelector("[data-kept]");
  if (panel instanceof HTMLElement) panel.hidden = true;
  write(document, "[data-vote-state]", "");
  for (const choice of CHOICES) {
    const field = input(form, choice);
    if (field && field.type !== "radio") field.value = String(kept[choice]);
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
  remember();
  document.addEventListener("click", pressed);
  document.addEventListener("input", draw);
  document.addEventListener("submit", submitted);
  addEventListener("online", sendAll);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    sendAll();
    stayAwake();
  });
  onNet(net => net === "live" && sendAll());
  setInterval(sendAll, RETRY_MS);
  sendAll();
  stayAwake();
}

/** The page has been loaded or has changed. */
export function look() {
  if (!begun) begin();
  draw();
}
