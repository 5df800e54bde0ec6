// A ballot on its way: kept, and sent under the same key until its receipt is here. See globals.d.ts.

import {stand} from "./page.js";
import {announce, onDrawn, onNet, say} from "./stream.js";

const FIRST_MS = 1000;
const LONGEST_MS = 8000;
const STALE_MS = 24 * 3600 * 1000;
const MOST_KEYS = 16;
const STORE = "hemi.ballot.";
const TRIED = "hemi.tried.";

/** By nameOf. @type {Map<string, Kept>} */
const waiting = new Map();
/** Keys of what is only here. @type {Set<string>} */
const unstored = new Set();
/** @type {Set<string>} */
const sending = new Set();
/** Turned away: somebody else is signed in. @type {Set<string>} */
const turned = new Set();
/** @type {Map<string, {tries: number, timer: number}>} */
const pauses = new Map();
/** Seen last, by division. @type {Map<string, string>} */
const receipts = new Map();
/** @type {(kept: Kept, sentence: string) => void} */
let complain = () => {};
let toldOn = ""; // the division of that moment
let begun = false;

/** @returns {HTMLElement | null} */
const seat = () => document.querySelector("header[data-seat]");
/** @returns {HTMLFormElement | null} */
const form = () => document.querySelector("form[data-vote]");
// A form that was fetched since knows better than the page.
const person = () => form()?.dataset.person ?? seat()?.dataset.seat ?? "";
/** @param {{session: string, division: string, person: string}} of */
export const nameOf = of => `${of.session}.${of.division}.${of.person}`;
/** @param {Kept} kept */
const isMine = kept =>
  kept.person === person() && kept.session === (seat()?.dataset.session ?? kept.session) && !("shared" in (form()?.dataset ?? {}));
/** @param {Kept} kept */
const isLatest = kept => waiting.get(nameOf(kept))?.key === kept.key;

/** @param {string} key @param {Record<string, string | number>} [figures] */
export function words(key, figures = {}) {
  const given = {...JSON.parse(seat()?.dataset.words ?? "{}"), ...JSON.parse(form()?.dataset.words ?? "{}")};
  let sentence = given[key] ?? "";
  if (typeof sentence === "object") {
    const plural = new Intl.PluralRules(document.documentElement.lang).select(Number(figures.n));
    sentence = sentence[plural] ?? sentence.other;
  }
  return sentence.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => figures[name] ?? "");
}

/** The choice in words. @param {{for: number, against: number, abstain: number}} votes */
export const choiceWords = votes =>
  /** @type {const} */ (["for", "against", "abstain"])
    .filter(choice => votes[choice]).map(choice => words(choice, {n: votes[choice]})).join(" \u00b7 ");

/** Store a text, or forget it. @param {string} name @param {string} [text] */
function put(name, text) {
  try {
    if (text === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name @returns {any} */
function got(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** Keys of presses without an answer. @param {string} name */
export function unanswered(name) {
  const held = waiting.get(name);
  const keys = [...(got(TRIED + name) ?? []), ...(held ? [...held.instead_of.split(" "), held.key] : [])];
  return [...new Set(keys.filter(Boolean))].slice(-MOST_KEYS).join(" ");
}

/** Keep a ballot and send it. @param {Kept} kept @param {{isSecret: boolean}} how */
export function keep(kept, {isSecret}) {
  waiting.set(nameOf(kept), kept);
  pauses.delete(nameOf(kept));
  if (isSecret || !put(STORE + nameOf(kept), JSON.stringify(kept))) unstored.add(kept.key);
  send(kept);
}

/** Its key stays known: it may be on its way. @param {string} name @returns {Kept | undefined} */
export function takeBack(name) {
  const kept = waiting.get(name);
  if (!kept) return;
  put(TRIED + name, JSON.stringify(unanswered(name).split(" ")));
  drop(kept);
  hide();
  tell("", "");
  return kept;
}

/** @param {Kept} kept */
function drop(kept) {
  clearTimeout(pauses.get(nameOf(kept))?.timer);
  pauses.delete(nameOf(kept));
  waiting.delete(nameOf(kept));
  put(STORE + nameOf(kept));
}

/** Another tab may have cast, or have had the answer. */
function remember() {
  /** @type {string[]} */
  let names = [];
  try {
    names = Object.keys(localStorage).filter(name => name.startsWith(STORE));
  } catch {
    return;
  }
  for (const kept of waiting.values()) {
    if (!unstored.has(kept.key) && !names.includes(STORE + nameOf(kept))) waiting.delete(nameOf(kept));
  }
  for (const name of names) {
    const kept = got(name);
    const isWhole = kept?.key && kept.action && Date.now() + (kept.skew ?? 0) - kept.made_at < STALE_MS;
    if (isWhole) waiting.set(nameOf(kept), kept);
    else put(name);
  }
}

/** @param {Kept} kept @returns {Promise<Answered>} */
async function post(kept) {
  const {action, session: _session, closes_at: _closes, skew: _skew, ...fields} = kept;
  const own = /** @type {HTMLInputElement | null} */ (form()?.querySelector('input[name="csrf"]'));
  const csrf = own?.value || seat()?.dataset.csrf || "";
  const sent = Object.entries({...fields, csrf}).map(([name, value]) => [name, String(value)]);
  const answer = await fetch(action, {
    method: "POST",
    body: new URLSearchParams(sent),
    headers: {Accept: "application/json"},
    signal: AbortSignal.timeout(LONGEST_MS),
  });
  if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
  const told = await answer.json();
  if (answer.ok ? !told.receipt : !told.words) throw new Error("not ours");
  return {...told, status: answer.status};
}

/** @param {Kept} kept */
async function send(kept) {
  if (sending.has(kept.key)) return;
  clearTimeout(pauses.get(nameOf(kept))?.timer);
  sending.add(kept.key);
  show(kept, "sending");
  const answer = await post(kept).catch(() => null);
  sending.delete(kept.key);
  if (!isLatest(kept)) return; // a newer choice has taken its place
  if (answer && answer.status !== 401 && answer.status !== 403) return settle(kept, answer);
  show(kept, "kept", answer?.words);
  if (answer && !turned.has(kept.key)) announce("personal");
  if (answer) turned.add(kept.key);
  pause(kept);
}

/** @param {Kept} kept */
function pause(kept) {
  const tries = pauses.get(nameOf(kept))?.tries ?? 0;
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries) * (0.7 + 0.6 * Math.random());
  pauses.set(nameOf(kept), {tries: tries + 1, timer: setTimeout(() => isLatest(kept) && isMine(kept) && send(kept), wait)});
}

/** @param {Kept} kept @param {Answered} answer */
function settle(kept, answer) {
  drop(kept);
  toldOn = form()?.dataset.division ?? "";
  put(TRIED + nameOf(kept));
  hide();
  if (answer.receipt) {
    receipts.set(kept.division, answer.receipt);
    tell("received", words("received", {at: answer.at ?? "", receipt: answer.receipt}));
    announce("personal");
  } else if (answer.rule === "division.ballots") {
    tell("late", answer.words ?? "");
    announce("personal");
  } else {
    tell("refused", answer.words ?? "");
    complain(kept, answer.words ?? "");
  }
}

/** @param {string} state @param {string} text */
function tell(state, text) {
  const line = document.querySelector("[data-vote-state]");
  if (line instanceof HTMLElement) {
    line.dataset.voteState = state;
    line.textContent = text;
  }
  if (text && state !== "sending" && state !== "kept") say(text, {urgent: state !== "received"});
}

/** @type {() => HTMLElement | null} */
const panel = () => document.querySelector("[data-kept]");

function hide() {
  const shown = panel();
  const held = shown?.contains(document.activeElement);
  shown?.toggleAttribute("hidden", true);
  if (held) stand();
}

/** The panel stays while a kept ballot is tried again. @param {Kept} kept @param {string} state @param {string} [sentence] */
function show(kept, state, sentence) {
  const text = sentence ?? words(state);
  tell(state, text);
  const shown = panel();
  if (!shown || state !== "kept") return;
  const choice = shown.querySelector("[data-kept-words]");
  if (choice) choice.textContent = choiceWords(kept);
  const ends = shown.querySelector("[data-kept-ends]");
  const time = ends?.querySelector("time");
  if (ends instanceof HTMLElement && time && kept.closes_at) {
    ends.hidden = false;
    time.dataset.endsAt = String(kept.closes_at);
  }
  if (!shown.hidden) return;
  say(text, {urgent: true});
  shown.hidden = false;
  shown.focus(); // what was pressed may stand far below
}

export function sendAll() {
  remember();
  for (const kept of waiting.values()) {
    if (!isMine(kept)) continue;
    pauses.set(nameOf(kept), {tries: 0, timer: pauses.get(nameOf(kept))?.timer ?? 0});
    send(kept);
  }
}

function compare() {
  const receipt = document.querySelector("[data-receipt]");
  const open = form()?.dataset.division;
  if (open && open !== toldOn && !waiting.size) {
    toldOn = open;
    tell("", "");
  }
  if (!(receipt instanceof HTMLElement) || sending.size) return;
  const {receipt: code = "", division = ""} = receipt.dataset;
  const before = receipts.get(division);
  if (before && before !== code) tell("replaced", words("replaced"));
  receipts.set(division, code);
}

/** @param {BeforeUnloadEvent} event */
function ask(event) {
  for (const kept of waiting.values()) if (unstored.has(kept.key)) event.preventDefault();
}

function begin() {
  begun = true;
  addEventListener("online", sendAll);
  addEventListener("beforeunload", ask);
  document.addEventListener("visibilitychange", () => document.hidden || sendAll());
  document.addEventListener("click", event => {
    if (event.target instanceof Element && event.target.closest("[data-try]")) sendAll();
  });
  onNet(net => net === "live" && sendAll());
  onDrawn(compare);
  sendAll();
}

/** @param {(kept: Kept, sentence: string) => void} fn */
export function onRefused(fn) {
  complain = fn;
}

/** The page has been loaded or has changed. */
export function look() {
  if (!begun) begin();
  compare();
}
