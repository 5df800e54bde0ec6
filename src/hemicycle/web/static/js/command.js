// The command line of the console: a combobox over what the server offers for the typed text.
//
// <form data-command=URL data-done=WORDS data-lost=WORDS> with #command (the field), #command-out (what
// URL answers: a listbox and one sentence) and a button that does it.
// Down: into what can be said. Up, from the field: what was said before. Enter: take what is chosen, or
// do what is typed. Escape: clear. A sentence with data-sure asks twice, as the buttons do.

import {number} from "./page.js";
import {forget} from "./stay.js";
import * as stream from "./stream.js";

const PAUSE_MS = 60;
const MOST_KEPT = 50;
const STORE = "hemi.said";

/** @type {HTMLFormElement | null} */
let form = null;
/** @type {string[]} */
let past = [];
let back = 0; // how far the person has gone back in it
let active = -1;
let timer = 0;
let asked = 0;
let open = false;
let busy = false;
/** @type {Promise<void>} */
let latest = Promise.resolve();

const field = () => /** @type {HTMLInputElement} */ (document.getElementById("command"));
const out = () => /** @type {HTMLElement} */ (document.getElementById("command-out"));
const doIt = () => /** @type {HTMLButtonElement} */ (document.getElementById("command-do"));
const sentence = () => document.getElementById("command-said");
/** @returns {HTMLElement[]} */
const options = () => Array.from(out().querySelectorAll("[role=option]"));

/** Show which option is chosen, and whether there are any to choose from. */
function mark() {
  const here = open ? options() : [];
  if (active >= here.length) active = -1;
  const list = document.getElementById("command-list");
  if (list) list.hidden = !open;
  here.forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
  field().setAttribute("aria-expanded", String(here.length > 0));
  if (active < 0) return field().removeAttribute("aria-activedescendant");
  const chosen = here[active];
  field().setAttribute("aria-activedescendant", chosen?.id ?? "");
  chosen?.scrollIntoView({block: "nearest"});
}

/** Ask the server what may follow, and draw it; an answer that is late is dropped. */
async function ask() {
  clearTimeout(timer);
  const mine = ++asked;
  const typed = field().value;
  try {
    const url = `${form?.dataset.command}&${new URLSearchParams({typed})}`;
    const answer = await fetch(url, {cache: "no-store", headers: {"HX-Request": "true", Accept: "text/html"}});
    if (!answer.ok) throw new Error(String(answer.status));
    const html = await answer.text();
    if (mine !== asked || !form?.isConnected) return;
    await stream.draw(out(), html);
  } catch {
    return; // the line goes on as a plain field; the next letter asks again
  }
  const sure = sentence()?.dataset.sure ?? "";
  if (sure) doIt().dataset.confirm = sure;
  else delete doIt().dataset.confirm;
  mark();
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => { latest = ask(); }, PAUSE_MS);
}

/** Is the sentence that is shown about what is typed now? */
const fresh = () => sentence()?.dataset.of === field().value;

/** @param {string} text */
function write(text) {
  field().value = text;
  if (!text) forget("command");
  active = -1;
  latest = ask();
}

/** @param {HTMLElement} option */
function take(option) {
  if (option.getAttribute("aria-disabled") === "true") return stream.say(option.textContent ?? "");
  const text = option.dataset.text ?? "";
  open = "goesOn" in option.dataset;
  write(text + (open && !text.endsWith(" ") ? " " : ""));
  field().focus();
}

/** @param {number} by */
function recall(by) {
  const next = Math.min(past.length, Math.max(0, back + by));
  if (next === back) return;
  back = next;
  open = false;
  write(back ? past[past.length - back] ?? "" : "");
}

/** @param {string} text */
function keep(text) {
  past = [...past.filter(one => one !== text), text].slice(-MOST_KEPT);
  back = 0;
  try {
    sessionStorage.setItem(STORE, JSON.stringify(past));
  } catch {
    // they are kept until the page is left
  }
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  const here = open ? options() : [];
  if (event.key === "Enter") {
    event.preventDefault();
    enter();
  } else if (event.key === "Escape") {
    event.preventDefault();
    open = false;
    back = 0;
    write("");
  } else if (event.key === "ArrowDown") {
    event.preventDefault();
    if (back && !here.length) recall(-1);
    else latest = down();
  } else if (event.key === "ArrowUp") {
    event.preventDefault();
    if (active < 0) return recall(1);
    active -= 1;
    mark();
  }
}

/** Into what can be said, or one further; what is offered for fewer letters does not count. */
async function down() {
  const before = latest;
  if (!open || !fresh()) {
    open = true;
    await ask();
  }
  await before;
  active = Math.min(active + 1, options().length - 1);
  mark();
}

/** Take what is chosen; where nothing is, do what is typed. */
async function enter() {
  await latest;
  const chosen = open ? options()[active] : null;
  if (chosen) take(chosen);
  else go();
}

/** Do what is typed, once the sentence about it has come; a grave act is asked about first. */
async function go() {
  if (!field().value.trim()) return;
  if (!fresh()) latest = ask();
  await latest;
  doIt().click();
}

/** What became of it, in the place where it was foreseen. @param {string} words @param {boolean} isWrong */
function tell(words, isWrong) {
  const place = sentence();
  if (!place) return;
  const told = document.createElement("span");
  told.className = isWrong ? "over" : "";
  told.textContent = words;
  place.replaceChildren(told);
  field().setAttribute("aria-invalid", String(isWrong));
}

/** @param {SubmitEvent} event */
async function sent(event) {
  event.preventDefault();
  if (!form || busy || !field().value.trim()) return;
  if (!fresh()) { // a press that was quicker than what it would do
    latest = ask();
    await latest;
    if (fresh()) return doIt().click();
  }
  const typed = field().value;
  busy = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new URLSearchParams(/** @type {any} */ (new FormData(form))),
      headers: {Accept: "application/json"},
    });
    const told = await answer.json();
    if (!answer.ok) return tell(told.words, true);
    keep(typed);
    field().value = "";
    forget("command");
    open = false;
    /** @type {HTMLInputElement} */ (form.elements.namedItem("act_id")).value = number();
    delete doIt().dataset.confirm;
    await ask();
    tell(`${form.dataset.done} ${told.at} · ${typed}`, false);
    stream.announce("personal");
  } catch {
    tell(form.dataset.lost ?? "", true); // the same number goes again: done twice is done once
  } finally {
    busy = false;
  }
}

function begin() {
  if (!form) return;
  try {
    past = JSON.parse(sessionStorage.getItem(STORE) ?? "[]");
  } catch {
    past = [];
  }
  const own = field();
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": "command-list",
    "aria-autocomplete": "list", "aria-haspopup": "listbox",
  })) own.setAttribute(name, value);
  own.addEventListener("keydown", pressed);
  own.addEventListener("input", () => {
    own.removeAttribute("aria-invalid");
    open = true;
    back = 0;
    active = -1;
    soon();
  });
  own.addEventListener("blur", () => {
    open = false;
    mark();
  });
  own.addEventListener("click", () => {
    open = true;
    latest = ask();
  });
  out().addEventListener("pointerdown", event => event.preventDefault()); // the field keeps the focus
  out().addEventListener("click", event => {
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    if (option instanceof HTMLElement) take(option);
  });
  form.addEventListener("submit", sent);
  if (own.value) { // typed before this script had come
    open = document.activeElement === own;
    soon();
  }
}

/** The page has been loaded or has changed: what was foreseen may be otherwise now. */
export function look() {
  const found = document.querySelector("form[data-command]");
  if (!(found instanceof HTMLFormElement)) return;
  if (found !== form) {
    form = found;
    begin();
  }
}

stream.onDrawn(root => {
  if (!form?.isConnected || root.id === "command-out" || busy) return;
  if (open || field().value) soon();
});
