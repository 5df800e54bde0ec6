// Where the keyboard stands and what is typed outlive frames and reloads. On pages with <body data-keys>.
//
// A frame may take away what has the focus (an act that is no longer in order), and a button of an act
// loads the page again. Then the focus goes to what bears the same id, or else to #main, never to the top.
// What was typed into a field stands in it again once a field of that id is back, with its form open;
// it is kept for this tab only, until its form has been taken.

const STORE = "hemi.stay";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/** @type {{focus: string, sent: string[], typed: Record<string, string>}} */
let kept = {focus: "", sent: [], typed: {}};
let last = ""; // the id of what had the focus last
let stands = false; // whether it had it until now
let begun = false;

/** @param {EventTarget | null} target @returns {Field | null} */
function fieldOf(target) {
  const kinds = [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement];
  if (!kinds.some(kind => target instanceof kind)) return null;
  const field = /** @type {Field} */ (target);
  return field.id && field.type !== "hidden" ? field : null;
}

/** What stands in a field that nobody has touched. @param {Field} field */
function untouched(field) {
  if (!(field instanceof HTMLSelectElement)) return field.defaultValue;
  const own = Array.from(field.options);
  return (own.find(option => option.defaultSelected) ?? own[0])?.value ?? "";
}

function save() {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(kept));
  } catch {
    // then it outlives frames only
  }
}

/** Put back what was typed where the page has a field for it again. */
function refill() {
  for (const [id, text] of Object.entries(kept.typed)) {
    const field = fieldOf(document.getElementById(id));
    if (!field || field.value === text || field.value !== untouched(field)) continue;
    field.value = text;
    const form = field.closest("details");
    if (form) form.open = true;
  }
}

/** The focus, if a frame or a reload has taken it away. */
function stay() {
  if (!stands || (document.activeElement && document.activeElement !== document.body)) return;
  if (document.querySelector("dialog[open]")) return;
  const same = document.getElementById(last);
  same?.focus();
  if (document.activeElement !== same || !same) document.getElementById("main")?.focus({preventScroll: true});
}

/** A form goes off: its fields are forgotten when the page comes back without a complaint. @param {SubmitEvent} event */
function sent(event) {
  if (event.defaultPrevented || !(event.target instanceof HTMLFormElement)) return;
  if (event.target.action.endsWith("/logout")) return; // page.js has forgotten everything
  const opened = event.target.closest("details");
  kept.focus = event.submitter?.id || opened?.querySelector("summary")?.id || last;
  kept.sent = Array.from(event.target.elements, element => element.id);
  save();
  const button = event.submitter;
  if (button instanceof HTMLElement && button.dataset.busy) button.textContent = button.dataset.busy;
}

function begin() {
  begun = true;
  try {
    kept = {...kept, ...JSON.parse(sessionStorage.getItem(STORE) ?? "{}")};
  } catch {
    // nothing was kept
  }
  const isRefused = document.querySelector("[data-focus]") !== null;
  if (!isRefused) for (const id of kept.sent) delete kept.typed[id];
  if (kept.sent.length && !isRefused) {
    last = kept.focus;
    stands = true;
  }
  kept.focus = "";
  kept.sent = [];
  save();
  addEventListener("submit", sent);
  document.addEventListener("input", event => {
    const field = fieldOf(event.target);
    if (!field) return;
    if (field.value === untouched(field)) delete kept.typed[field.id];
    else kept.typed[field.id] = field.value;
    save();
  });
  document.addEventListener("focusin", event => {
    last = event.target instanceof HTMLElement ? event.target.id : "";
    stands = true;
  });
  document.addEventListener("pointerdown", () => { stands = false; });
}

/** A line that has been done, or cleared by its own script. @param {string} id */
export function forget(id) {
  delete kept.typed[id];
  save();
}

/** The page has been loaded or has changed. */
export function look() {
  if (!begun) begin();
  refill();
  stay();
}
