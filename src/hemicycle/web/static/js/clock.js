// Time as the assembly has it, the same second on every device, whatever the device's own clock says.
//
// The page asks the server for the time. The answer was true at some moment between the asking and
// its arrival; every round trip narrows these bounds, so the shortest one counts most, and the clock
// stands in their middle. It ticks on performance.now(), which nobody can set. A frame of the stream
// comes late and never early: it gives one bound. A rehearsal's clock runs at a rate, or stands still.
// globals.d.ts says which elements are clocks.

import {onDrawn, onNamed, onNet, say} from "./stream.js";

const ROUND_TRIPS = 5;
const GOOD_MS = 50; // bounds as narrow as this need no further round trip
const LATE_MS = 300; // a frame later than this may also mean that the clock was set back
const DRIFT = 5e-4; // a device's crystal, and a server whose clock is being corrected
const TICK_MS = 100;
const AGAIN_MS = 300_000;
const RETRY_MS = 10_000;
const BACK = 1.1; // so far beyond a mark it is passed again
const SPREAD_MS = 2000; // a thousand telephones come back from a cut in the same instant

/** The assembly's clock reads rate * performance.now() + c, with c between low and high.
    @typedef {{rate: number, low: number, high: number, at: number, isGuess: boolean}} Known */

const body = document.body;
// A page that the service worker had kept was written some time ago.
const age = body.dataset.asOf ? Math.max(0, Date.now() - Number(body.dataset.asOf)) : 0;
let begun = 0; // what was asked before this says nothing about the present clock
let isAsking = false;
let timer = 0;
let hasBegun = false; // what is on the page when it loads is read with it
/** Of each thing that is awaited, the last mark that was passed. @type {Map<string, number>} */
const passed = new Map();
/** @type {Known} */
let known = guess(Number(body.dataset.rate ?? 1), Number(body.dataset.now) || Date.now(), age);
/** @type {Map<string, Intl.DateTimeFormat>} */
const zones = new Map();

/** @param {number} rate @param {number} base @param {number} [age] @returns {Known} */
function guess(rate, base, age = 0) {
  const at = performance.now();
  const c = base + rate * (age - at);
  return {rate, low: c, high: c, at, isGuess: true};
}

/** Now on the assembly's clock, in milliseconds UTC. @returns {number} */
export function now() {
  return known.rate * performance.now() + (known.low + known.high) / 2;
}

/** The bounds as they have become since they were measured. */
function bounds() {
  const slack = DRIFT * known.rate * (performance.now() - known.at);
  return {low: known.low - slack, high: known.high + slack};
}

/** Take what a round trip says; where it contradicts what was known, the clock was set. @param {number} rate @param {number} low @param {number} high */
function narrow(rate, low, high) {
  const old = bounds();
  const both = {low: Math.max(low, old.low), high: Math.min(high, old.high)};
  const agrees = !known.isGuess && rate === known.rate && both.low <= both.high;
  known = {rate, ...(agrees ? both : {low, high}), at: performance.now(), isGuess: false};
  document.documentElement.dataset.clock = "known";
}

/** One round trip to the server's clock. @param {string} url */
async function ask(url) {
  const sent = performance.now();
  const answer = await fetch(url, {cache: "no-store", signal: AbortSignal.timeout(5000)});
  const got = performance.now();
  if (!answer.ok) throw new Error(String(answer.status));
  const {now: base, rate = 1} = await answer.json();
  // It tells whole milliseconds, cut off.
  if (sent >= begun) narrow(rate, base - rate * got, base + 1 - rate * sent);
}

/** Is the clock known so well that nobody sees the difference? */
function isGood() {
  const {low, high} = bounds();
  return !known.isGuess && high - low <= GOOD_MS * Math.max(1, known.rate);
}

/** Set the clock by round trips; without an answer it runs on as it did. @param {number} [trips] */
export async function sync(trips = ROUND_TRIPS) {
  const url = body.dataset.time;
  if (!url || isAsking) return;
  isAsking = true;
  clearTimeout(timer);
  try {
    for (let i = 0; i < trips && !(i && isGood()); i++) {
      await ask(url);
      tick();
    }
  } catch {
    // no network: the stream tells when it is back
  }
  isAsking = false;
  const wait = known.isGuess ? RETRY_MS : AGAIN_MS;
  timer = setTimeout(() => sync(), wait * (0.8 + 0.4 * Math.random()));
}

/** The server says what time it is, one way. @param {string} data */
function told(data) {
  const {now: base, rate = 1} = JSON.parse(data);
  const low = base - rate * performance.now();
  const old = bounds();
  const isSet = rate !== known.rate || (!known.isGuess && low > old.high);
  if (isSet) begun = performance.now();
  if (isSet || known.isGuess) {
    known = guess(rate, base);
    tick();
    sync();
  } else if (base < now() - LATE_MS * Math.max(1, rate)) {
    sync(1);
  } else if (low > old.low) {
    narrow(rate, low, old.high);
  }
}

/** 0:42, 12:05, 1:02:05; digits 0-9 in every language. @param {number} seconds */
export function digits(seconds) {
  const whole = Math.abs(Math.trunc(seconds));
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.trunc(whole / 3600), Math.trunc(whole / 60) % 60, whole % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** @param {Element} element @param {string} text */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Say when a mark is passed, also where what is awaited has come nearer at once: an estimate jumps
    when a speaker is brief, and the element is drawn anew with each entry.
    @param {HTMLElement} element @param {number} left */
function tell(element, left) {
  const told = element.dataset.tell;
  if (!told) return;
  const words = JSON.parse(told);
  const marks = Object.keys(words).map(Number).filter(mark => mark >= left && left > 0);
  const before = passed.get(told) ?? Infinity;
  let mark = Math.min(Infinity, ...marks);
  if (mark > before && left <= before * BACK) mark = before; // it trembles about a mark
  passed.set(told, mark);
  if (mark < before && hasBegun) say(words[mark]);
  for (const shown of all("[data-told]")) {
    write(shown, words[mark] ?? "");
    shown.hidden = !words[mark];
  }
}

/** @param {HTMLElement} element */
function countDown(element) {
  const ms = Number(element.dataset.endsAt) - now();
  const over = ms < 0 && "overrun" in element.dataset;
  // Rounded up: a clock shows 0:00 when the time is over, not a second before.
  const left = Math.ceil(ms / 1000);
  write(element, over ? `+${digits(left)}` : digits(Math.max(0, left)));
  element.classList.toggle("over", over && left < 0);
  const isLast = left <= Number(element.dataset.last) && !over;
  element.classList.toggle("warnleft", isLast);
  tell(element, left);
}

/** The time of day in a zone. @param {number} at @param {string} [zone] */
export function timeOfDay(at, zone = "") {
  let format = zones.get(zone);
  if (!format) {
    const options = {hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone || undefined};
    format = new Intl.DateTimeFormat("en-GB", /** @type {Intl.DateTimeFormatOptions} */ (options));
    zones.set(zone, format);
  }
  return format.format(at);
}

/** @param {HTMLElement} element */
function wall(element) {
  write(element, timeOfDay(now(), element.dataset.clock));
}

/** @param {Element} bar */
function shrink(bar) {
  const {endsAt, span} = /** @type {SVGElement} */ (bar).dataset;
  const share = Math.max(0, Math.min(1, (Number(endsAt) - now()) / Number(span)));
  bar.setAttribute("width", (share * 100).toFixed(1));
}

/** @param {HTMLElement} element */
function since(element) {
  write(element, digits(Math.max(0, (now() - Number(element.dataset.since)) / 1000)));
}

/** @param {string} selector @returns {NodeListOf<HTMLElement>} */
const all = selector => document.querySelectorAll(selector);

/** Draw every clock of the page. */
export function tick() {
  all("time[data-ends-at]").forEach(countDown);
  all("[data-bar]").forEach(shrink);
  all("time[data-clock]").forEach(wall);
  all("time[data-since]").forEach(since);
}

/** Start the clocks of this page. */
export function start() {
  if (!body.dataset.now) return;
  onNamed("clock", told);
  onDrawn(tick);
  tick();
  hasBegun = true;
  setInterval(tick, TICK_MS);
  sync();
  document.addEventListener("visibilitychange", () => document.hidden || sync());
  let before = "";
  onNet(net => {
    if (net === "live" && before) setTimeout(() => sync(), SPREAD_MS * Math.random());
    before = net;
  });
}
