// The live stream of a page. This module and macros.html are the only places that know htmx:
// another transport that gives the same functions can take its place. What is spoken of the changes
// stands here too, at the end: a file less to fetch on a poor line.

/** @typedef {"live" | "quiet" | "lost" | "offline"} Net */

const QUIET_MS = 20_000; // two heartbeats missed
const LOST_MS = 60_000; // figures on a hall screen are covered
const RELOAD_EVERY_MS = 10_000; // a page that cannot be drawn must not reload in a circle

const page = document.documentElement;
/** @type {Set<(root: Element) => void>} */
const drawn = new Set();
/** @type {Set<(net: Net) => void>} */
const changed = new Set();
let heard = performance.now();
let opened = false;
let drawing = false; // a frame has arrived and is not yet on the page
let tries = 0;
let timer = 0;

/** Is this page meant to be live? @returns {string | null} */
const address = () => document.body.getAttribute("hx-sse:connect");

/** Call with the changed element after each change of the page. @param {(root: Element) => void} fn */
export function onDrawn(fn) {
  drawn.add(fn);
}

/** Call when the page becomes live, quiet, lost or offline. @param {(net: Net) => void} fn */
export function onNet(fn) {
  changed.add(fn);
}

/** Call with the data of each frame of this name. @param {string} name @param {(data: string) => void} fn */
export function onNamed(name, fn) {
  document.body.addEventListener(name, event => {
    fn(/** @type {CustomEvent} */ (event).detail?.data ?? "");
  });
}

/** Say to this page alone what the server says to it with a named frame. @param {string} name */
export function announce(name) {
  document.body.dispatchEvent(new CustomEvent(name, {detail: {data: ""}}));
}

/** Put HTML of our own server into an element; focus and typed text stay. @param {Element} into @param {string} html */
export async function draw(into, html) {
  await window.htmx.swap({text: html, target: into, swap: "innerMorph", sourceElement: into});
  for (const fn of drawn) fn(into);
}

/** Load the page again at the present position, at most once in ten seconds. */
export function reload() {
  let last = 0;
  try {
    last = Number(sessionStorage.getItem("hemi.reload"));
    sessionStorage.setItem("hemi.reload", String(Date.now()));
  } catch {
    // a browser without storage reloads all the same, only not at once
    last = Date.now();
  }
  const wait = Math.min(RELOAD_EVERY_MS, last + RELOAD_EVERY_MS - Date.now()); // the device's clock may be set back
  setTimeout(() => location.reload(), Math.max(0, wait));
}

function hear() {
  heard = performance.now();
  opened = true;
  tries = 0;
  look();
}

/** @returns {Net | null} */
function net() {
  if (!navigator.onLine) return "offline";
  const silence = performance.now() - heard;
  if (silence > LOST_MS) return "lost";
  if (silence > QUIET_MS) return "quiet";
  return opened ? "live" : null;
}

function look() {
  const now = net();
  if (!now || page.dataset.net === now) return;
  page.dataset.net = now;
  for (const fn of changed) fn(now);
}

/** The first request failed, or the stream was given up: htmx does not try again by itself. */
function again() {
  const url = address();
  clearTimeout(timer);
  if (!url || document.body._htmx?.sse) return;
  const wait = Math.min(8000, 1000 * 2 ** tries++) * (0.7 + 0.6 * Math.random());
  timer = setTimeout(() => {
    if (!document.body._htmx?.sse) {
      window.htmx.ajax("GET", url, {source: document.body, timeout: 20_000}).catch(() => {});
    }
  }, wait);
}

/** @param {CustomEvent} event */
function failed(event) {
  if (event.detail?.status === 401 || event.detail?.status === 403) return reload();
  // A frame that was begun and not finished is a gap: never go on with it.
  if (drawing) reload();
}

function watchFrames() {
  /** @type {(name: string, fn: (event: CustomEvent) => void) => void} */
  const on = (name, fn) => document.body.addEventListener(name, event => fn(/** @type {CustomEvent} */ (event)));
  on("htmx:sse:after:connection", hear);
  on("htmx:sse:before:message", () => {
    if (drawing) reload();
    drawing = true;
    hear();
  });
  on("htmx:sse:after:message", event => {
    drawing = false;
    if (!event.detail?.message?.event) for (const fn of drawn) fn(document.body);
  });
  on("htmx:sse:error", failed);
  on("htmx:sse:close", again);
  on("htmx:finally:request", event => {
    if (event.detail?.ctx?.sourceElement === document.body) again();
  });
}

/** Begin to watch the stream of this page, if it has one. */
export function watch() {
  if (!address()) return;
  watchFrames();
  if (document.body._htmx?.sse?.status === 200) hear(); // it was open before this module came
  addEventListener("online", look);
  addEventListener("offline", look);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) heard = performance.now(); // a hidden tab has no stream; give it time
  });
  setInterval(() => document.hidden || look(), 1000);
}

// What is spoken by a screen reader; globals.d.ts says how.

const GAP_MS = 5000;

let spokenAt = -GAP_MS;
let waiting = "";
let speaking = 0;
/** @type {Set<string>} */
let known = new Set();

function speak() {
  speaking = 0;
  spokenAt = performance.now();
  const region = document.getElementById("say");
  if (region) region.textContent = waiting;
}

/** Speak these words. @param {string} words @param {{urgent?: boolean}} [how] */
export function say(words, {urgent = false} = {}) {
  if (urgent) {
    const region = document.getElementById("say-now");
    if (region) region.textContent = words;
    return;
  }
  waiting = words;
  if (!speaking) speaking = setTimeout(speak, Math.max(0, spokenAt + GAP_MS - performance.now()));
}

/** @returns {NodeListOf<HTMLElement>} */
const spoken = () => document.querySelectorAll("[data-say]");

/** What is on the page when it loads has been read already. */
export function knowSpoken() {
  known = new Set(Array.from(spoken(), element => element.dataset.say ?? ""));
}

/** Speak what has arrived since the last time. */
export function speakNew() {
  const here = new Set();
  for (const element of spoken()) {
    const words = element.dataset.say ?? "";
    here.add(words);
    if (known.has(words)) continue;
    say(words, {urgent: "urgent" in element.dataset});
    if ("buzz" in element.dataset) navigator.vibrate?.([200, 100, 200]);
  }
  known = here;
}
