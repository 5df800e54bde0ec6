// The keyboard of the console, and the second press on dangerous acts.
//
// <body data-keys='{"title":"Shortcuts","off":"Single keys are on","close":"Close","key":"Key for"}'>
// button[data-key="V"], button[data-key="Space"], a[data-key="G"]: pressed by that key, while no field is active
// button[data-confirm="Press again to close the vote ..."]: a second press on the same button within 3 s; Esc cancels
// button[data-keys-list]: opens the list by hand
// `?` shows the list, where keys can be switched off or given to another letter; both are kept on this device

import {say} from "./stream.js";

const SECOND_PRESS_MS = 3000;
const STORE = "hemi.keys";

/** @type {{off: boolean, map: Record<string, string>}} */
let settings = {off: false, map: {}};
/** @type {{button: HTMLElement, words: string, timer: number} | null} */
let armed = null;
let begun = false;

function load() {
  try {
    settings = {...settings, ...JSON.parse(localStorage.getItem(STORE) ?? "{}")};
  } catch {
    // the keys are as they come
  }
}

function save() {
  try {
    localStorage.setItem(STORE, JSON.stringify(settings));
  } catch {
    // they hold until the page is closed
  }
}

/** @param {HTMLElement} button @returns {Element} */
const label = button => button.querySelector("[data-words] b") ?? button.querySelector("[data-words]") ?? button;

function disarm() {
  if (!armed) return;
  clearTimeout(armed.timer);
  armed.button.classList.remove("armed");
  label(armed.button).textContent = armed.words;
  armed = null;
}

/** @param {HTMLElement} button */
function arm(button) {
  disarm();
  const words = label(button).textContent ?? "";
  armed = {button, words, timer: setTimeout(disarm, SECOND_PRESS_MS)};
  dress();
  say(button.dataset.confirm ?? "", {urgent: true});
}

/** Write the question on the armed button; a frame may have drawn it afresh. */
function dress() {
  if (!armed) return;
  if (!armed.button.isConnected || !armed.button.dataset.confirm) return disarm();
  armed.button.classList.add("armed");
  label(armed.button).textContent = armed.button.dataset.confirm;
}

/** @param {Event} event */
function clicked(event) {
  const target = /** @type {Element} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest?.("[data-confirm]"));
  if (!button) return disarm();
  if (armed?.button === button) return disarm(); // the second press goes through
  event.preventDefault();
  event.stopImmediatePropagation();
  arm(button);
}

/** @param {KeyboardEvent} event @returns {string} */
function keyOf(event) {
  if (event.key === " ") return "Space";
  return event.key.length === 1 ? event.key.toUpperCase() : event.key;
}

/** Is the person writing, or standing on something that this key already works? @param {Element | null} on @param {string} key */
function taken(on, key) {
  if (!on) return false;
  if (on.matches("input, select, textarea, [contenteditable]")) return true;
  return key === "Space" && on.matches("button, a, summary");
}

/** @returns {HTMLElement[]} */
const buttons = () => Array.from(document.querySelectorAll("[data-key]:not([aria-disabled=true], :disabled)"));
/** @param {HTMLElement} button */
const keyFor = button => settings.map[button.dataset.key ?? ""] ?? button.dataset.key ?? "";

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.key === "Escape") return disarm();
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
  const key = keyOf(event);
  if (taken(document.activeElement, key)) return;
  if (document.querySelector("dialog[open]")) return;
  if (key === "?") {
    event.preventDefault();
    return list();
  }
  if (settings.off) return;
  const button = buttons().find(candidate => keyFor(candidate) === key);
  if (!button) return;
  event.preventDefault();
  button.focus();
  button.click();
}

/** @param {string} tag @param {string} [text] @param {Record<string, string>} [attributes] */
function make(tag, text = "", attributes = {}) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** One line of the list: the act, and the key that may be changed. @param {HTMLElement} button @param {string} of */
function line(button, of) {
  const own = button.dataset.key ?? "";
  const name = button.getAttribute("aria-label") ?? label(button).textContent ?? "";
  const field = /** @type {HTMLInputElement} */ (make("input", "", {
    maxlength: "5", size: "5", value: keyFor(button), "aria-label": `${of} ${name}`,
  }));
  field.addEventListener("change", () => {
    settings.map[own] = field.value === " " ? "Space" : field.value.toUpperCase();
    if (!field.value) delete settings.map[own];
    save();
  });
  const dt = make("dt");
  dt.append(field);
  return [dt, make("dd", name)];
}

function list() {
  const words = JSON.parse(document.body.dataset.keys || "{}");
  const dialog = /** @type {HTMLDialogElement} */ (make("dialog", "", {class: "keys", "aria-labelledby": "keys-t"}));
  const lines = make("dl");
  for (const button of buttons()) lines.append(...line(button, words.key ?? ""));
  const tick = make("label", ` ${words.off ?? ""}`);
  const box = /** @type {HTMLInputElement} */ (make("input", "", {type: "checkbox"}));
  box.checked = !settings.off;
  box.addEventListener("change", () => {
    settings.off = !box.checked;
    save();
  });
  tick.prepend(box);
  const close = make("button", words.close ?? "", {class: "btn", type: "button"});
  close.addEventListener("click", () => dialog.close());
  dialog.append(make("h2", words.title ?? "", {id: "keys-t"}), lines, tick, make("p"), close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function begin() {
  begun = true;
  load();
  document.addEventListener("click", clicked, true);
  document.addEventListener("keydown", pressed);
  for (const opener of document.querySelectorAll("[data-keys-list]")) opener.addEventListener("click", list);
  document.documentElement.dataset.keysOn = ""; // from here on a dangerous act asks twice
}

/** The page has been loaded or has changed. */
export function look() {
  if (!begun) begin();
  dress();
}
