// What is spoken by a screen reader. One polite region: at most one message in five seconds, and the
// newest wins, never one for each tick of a tally. The other region interrupts, and is for three
// things only: a division opened, you have the floor, your vote was not received.
//
// <span hidden data-say="words" [data-urgent] [data-buzz]></span>: spoken once, when it arrives.

const GAP_MS = 5000;

let last = -GAP_MS;
let waiting = "";
let timer = 0;
/** @type {Set<string>} */
let known = new Set();

function speak() {
  timer = 0;
  last = performance.now();
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
  if (!timer) timer = setTimeout(speak, Math.max(0, last + GAP_MS - performance.now()));
}

/** @returns {NodeListOf<HTMLElement>} */
const found = () => document.querySelectorAll("[data-say]");

/** What is on the page when it loads has been read already. */
export function start() {
  known = new Set(Array.from(found(), element => element.dataset.say ?? ""));
}

/** Speak what has arrived since the last look. */
export function look() {
  const here = new Set();
  for (const element of found()) {
    const words = element.dataset.say ?? "";
    here.add(words);
    if (known.has(words)) continue;
    say(words, {urgent: "urgent" in element.dataset});
    if ("buzz" in element.dataset) navigator.vibrate?.([200, 100, 200]);
  }
  known = here;
}
