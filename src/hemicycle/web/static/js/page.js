// The entry of every page: loads what it needs. globals.d.ts says what it looks for.

import * as clock from "./clock.js";
import * as stream from "./stream.js";

const SPREAD_MS = 300; // a thousand telephones must not ask in the same instant
const RETRY_MS = 2000;

/** @type {WeakMap<Element, {busy: boolean, again: boolean}>} */
const parts = new WeakMap();

/** A number nobody else draws; also where randomUUID is missing, on plain http. @returns {string} */
export function number() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}

/** What had the focus is gone. */
export const stand = () => document.getElementById("main")?.focus({preventScroll: true});

/** @param {HTMLElement} element */
async function fetchPart(element) {
  const answer = await fetch(element.dataset.part ?? "", {
    cache: "no-store",
    headers: {"HX-Request": "true", Accept: "text/html"},
    signal: AbortSignal.timeout(10_000),
  });
  if (answer.status === 401 || answer.status === 403) return stream.reload();
  if (answer.status === 204) return;
  if (!answer.ok) throw new Error(String(answer.status));
  const html = await answer.text();
  const held = element.contains(document.activeElement);
  await stream.draw(element, html).catch(stream.reload);
  const on = document.activeElement; // it may stand in what is folded up now
  if (held && (on === document.body || !on?.checkVisibility())) stand();
}

/** Fetch one part again; a second wish while it is being fetched is granted once, afterwards. @param {HTMLElement} element */
async function refresh(element) {
  const state = parts.get(element) ?? {busy: false, again: false};
  parts.set(element, state);
  if (state.busy) {
    state.again = true;
    return;
  }
  state.busy = true;
  try {
    await fetchPart(element);
  } catch {
    state.again = false;
    if (element.isConnected) setTimeout(() => refresh(element), RETRY_MS);
  }
  state.busy = false;
  if (state.again) {
    state.again = false;
    refresh(element);
  }
}

/** @param {string} names */
function personal(names) {
  const wanted = names.split(/\s+/).filter(Boolean);
  /** @type {NodeListOf<HTMLElement>} */
  const here = document.querySelectorAll("[data-part]");
  for (const element of here) {
    const name = new URL(element.dataset.part ?? "", location.href).pathname.split("/").pop() ?? "";
    if (wanted.length && !wanted.includes(name)) continue;
    setTimeout(() => refresh(element), Math.random() * SPREAD_MS);
  }
}

/** Fill in what a shared frame cannot know. @param {SubmitEvent} event */
function fillIn(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  /** @type {(name: string) => HTMLInputElement | null} */
  const empty = name => form.querySelector(`input[name="${name}"][value=""]`);
  const csrf = empty("csrf");
  const act = empty("act_id");
  if (csrf && document.body.dataset.csrf) csrf.value = document.body.dataset.csrf;
  if (act && !act.value) act.value = number();
}

/** Whoever signs out leaves no typed words to the next person at this device. @param {SubmitEvent} event */
function forget(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.action.endsWith("/logout")) sessionStorage.clear();
}

/** Words of the pill that are shown now. */
function sayNet() {
  const pill = document.querySelector("[data-pill]");
  for (const words of pill?.children ?? []) {
    const {display, visibility} = getComputedStyle(words);
    if (display !== "none" && visibility !== "hidden") stream.say(words.textContent?.trim() ?? "");
  }
}

/** When this page was last whole: now while it is live, otherwise what the kept copy says. */
function stamp() {
  const kept = Number(document.body.dataset.asOf);
  const words = clock.timeOfDay(kept || clock.now(), document.body.dataset.zone);
  document.querySelectorAll("[data-as-of]:not(body)").forEach(element => { element.textContent = words; });
}

/** Load what the page has come to need. A module is fetched once, however often it is asked for. */
function need() {
  if (document.querySelector("form[data-vote]")) import("./vote.js").then(module => module.look());
  if (document.querySelector("header[data-seat]")) import("./kept.js").then(module => module.look());
  if (document.querySelector("form[data-command]")) import("./command.js").then(module => module.look());
  if (!("keys" in document.body.dataset)) return;
  import("./keys.js").then(module => module.look());
  import("./stay.js").then(module => module.look());
}

function drawn() {
  stream.speakNew();
  need();
  const title = document.querySelector("[data-title]");
  if (title instanceof HTMLElement) document.title = title.dataset.title ?? document.title;
}

/** A button with data-copy puts its text where the next paste finds it. @param {Event} event */
function copy(event) {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (!(button instanceof HTMLElement)) return;
  navigator.clipboard?.writeText(button.dataset.copy ?? "").then(() => {
    button.textContent = button.dataset.copied ?? button.textContent;
  });
}

/** On a tablet that others use next, the page of one person leaves by itself. */
function leaveInTime() {
  const {leaveIn, leaveTo} = document.body.dataset;
  if (leaveIn && leaveTo) setTimeout(() => location.assign(leaveTo), Number(leaveIn) * 1000);
}

function start() {
  document.addEventListener("submit", fillIn, true);
  document.addEventListener("submit", forget);
  document.addEventListener("click", copy);
  navigator.serviceWorker?.addEventListener("message", () => document.querySelector("[data-unsent]")?.removeAttribute("hidden"));
  leaveInTime();
  stream.knowSpoken();
  stream.onDrawn(drawn);
  stream.onNamed("personal", personal);
  let before = "";
  stream.onNet(net => {
    if (net === "offline" || net === "quiet" || before) sayNet();
    if (net === "live" && before) personal(""); // what was missed while away
    if (net !== "live" && before === "live") stamp();
    before = net;
  });
  clock.start();
  stream.watch();
  stamp();
  if (document.body.dataset.asOf) document.documentElement.dataset.net = "offline";
  need();
  const errors = document.querySelector("[data-focus]");
  if (errors instanceof HTMLElement) errors.focus();
}

start();
