// Time as the assembly has it. Every device shows the same second: the offset is that of the best of
// five round trips. A rehearsal's clock runs at a rate, and may stand still.
//
// <body data-now data-rate data-time>          now on the assembly's clock, its seconds per second, where to ask
// <time data-ends-at [data-overrun] [data-tell='{"30":"..."}']>   counts down
// <rect data-bar data-ends-at data-span>       its width shrinks from 100
// <time data-since>                            counts up          <time data-clock="Asia/Tashkent">  time of day

import {onDrawn, onNamed} from "./stream.js";
import {say} from "./say.js";

const ROUND_TRIPS = 5;
const SMALL_STEP_MS = 300;
const LAST_S = 30;

/** @typedef {{base: number, at: number, rate: number}} Running */

const body = document.body;
const rate = Number(body.dataset.rate ?? 1);
// A page that the service worker had kept was written some time ago.
const age = body.dataset.asOf ? Date.now() - Number(body.dataset.asOf) : 0;
/** @type {Running} */
let running = {base: (Number(body.dataset.now) || Date.now()) + rate * age, at: performance.now(), rate};
/** @type {Map<string, Intl.DateTimeFormat>} */
const zones = new Map();

/** Now on the assembly's clock, in milliseconds UTC. @returns {number} */
export function now() {
  return running.base + running.rate * (performance.now() - running.at);
}

/** One round trip to the server's clock. @param {string} url */
async function ask(url) {
  const sent = performance.now();
  const answer = await fetch(url, {cache: "no-store", signal: AbortSignal.timeout(5000)});
  if (!answer.ok) throw new Error(String(answer.status));
  const got = performance.now();
  const told = await answer.json();
  return {trip: got - sent, base: told.now, rate: told.rate ?? 1, at: (sent + got) / 2};
}

/** Set the clock by the best of five round trips; without an answer it runs on as it did. */
export async function sync() {
  const url = body.dataset.time;
  if (!url) return;
  let best = null;
  for (let i = 0; i < ROUND_TRIPS; i++) {
    try {
      const asked = await ask(url);
      if (!best || asked.trip < best.trip) best = asked;
    } catch {
      break;
    }
  }
  if (best) running = best;
  tick();
}

/** The server says what time it is, one way: good enough for a jump, not for a second. @param {string} data */
function told(data) {
  const {now: base, rate: runs = 1} = JSON.parse(data);
  const jump = Math.abs(base - now()) > SMALL_STEP_MS * Math.max(1, runs);
  if (runs === running.rate && !jump) return;
  running = {base, at: performance.now(), rate: runs};
  tick();
  sync();
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

/** @param {HTMLElement} element @param {number} left */
function tell(element, left) {
  if (!element.dataset.tell) return;
  const words = JSON.parse(element.dataset.tell);
  const before = Number(element.dataset.left ?? Infinity);
  element.dataset.left = String(left);
  for (const mark of Object.keys(words).map(Number)) {
    if (before > mark && left <= mark && left > mark - 3) say(words[mark]);
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
  element.classList.toggle("warnleft", left <= LAST_S && !over);
  tell(element, left);
}

/** @param {HTMLElement} element */
function wall(element) {
  const zone = element.dataset.clock ?? "";
  let format = zones.get(zone);
  if (!format) {
    const options = {hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone || undefined};
    format = new Intl.DateTimeFormat("en-GB", /** @type {Intl.DateTimeFormatOptions} */ (options));
    zones.set(zone, format);
  }
  write(element, format.format(now()));
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
  setInterval(tick, 250);
  sync();
  document.addEventListener("visibilitychange", () => document.hidden || sync());
}
