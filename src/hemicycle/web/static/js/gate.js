// The page of a door with scripts: it answers from the list on this device, without a network, keeps
// each scan here, and sends it when it can. Without this module the same page works by posts.
//
// <main data-gate=SESSION data-list data-scans data-figures data-words data-marks>
// form[data-door-form], [data-door] [data-door-name] [data-door-direction]   the door, kept on this device
// form[data-read-form] #read     #answer, #found     [data-sent], [data-as-true], [data-remove]

import {isCode, readBadge, signerOf} from "./badge.js";
import {canRead, look} from "./gate_camera.js";
import {keptOf} from "./gate_kept.js";
import {listOf} from "./gate_list.js";
import {now} from "./clock.js";
import {draw} from "./stream.js";

/** @typedef {import("./gate_list.js").Person} Person */
/** @typedef {{verdict: string, how: "badge" | "hand", person?: Person, text: string}} Answer */

const SEND_EVERY_MS = 5000;
const LIST_EVERY_MS = 60_000;
const FIGURES_EVERY_MS = 5000;
const PATIENCE_MS = 15_000;
const MOST_FOUND = 20;
const OWN_CACHE = "gate";
const OWN_MODULES = ["gate", "badge", "gate_list", "gate_kept", "gate_camera"];

/** @type {(selector: string) => HTMLElement} */
const one = selector => /** @type {HTMLElement} */ (document.querySelector(selector));
const page = one("[data-gate]");
const words = JSON.parse(page.dataset.words ?? "{}");
const marks = JSON.parse(page.dataset.marks ?? "{}");
const session = page.dataset.gate ?? "";
const language = document.documentElement.lang;
const listName = `list.${language}`;
const kept = keptOf(session);
const field = /** @type {HTMLInputElement} */ (one("#read"));
const doorForm = /** @type {HTMLFormElement} */ (one("[data-door-form]"));
const readForm = /** @type {HTMLFormElement} */ (one("[data-read-form]"));

let csrf = /** @type {HTMLInputElement} */ (readForm.elements.namedItem("csrf")).value;
let list = listOf([]);
/** @type {import("./badge.js").Signer} */
let signer = {id: "", key: null};
let [door, direction] = ["", "in"];
let [sending, lost, trouble] = [false, 0, ""];
let [figuresAt, figuresTimer] = [-Infinity, 0];

// -- words and pieces of the page ----------------------------------------------------------------

/** @param {string} key @param {Record<string, string | number>} [facts] @returns {string} */
function say(key, facts = {}) {
  let sentence = words[key] ?? "";
  if (typeof sentence === "object") sentence = sentence[new Intl.PluralRules(language).select(Number(facts.n))] ?? sentence.other;
  return sentence.replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ name) => String(facts[name] ?? ""));
}

/** A moment on the wall of the session. @param {number} at */
const clock = at => new Date(at).toLocaleTimeString("en-GB", {timeZone: document.body.dataset.zone || undefined, hourCycle: "h23"});

/** @param {string} tag @param {string} text @param {string} [kind] */
function make(tag, text, kind = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

/** The mark of an answer: a drawing and a word. @param {string} verdict */
function mark(verdict) {
  const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  const tag = make("span", "", `tag ${marks[verdict][0]}`);
  drawing.setAttribute("class", "i");
  drawing.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${marks[verdict][1]}`);
  drawing.append(use);
  tag.append(drawing, words.verdict[verdict]);
  return tag;
}

/** @param {Person} person */
function standing(person) {
  const category = person.category === person.capacity ? "" : words.category[person.category];
  const parts = [person.delegation, words.capacity[person.capacity], category];
  return parts.filter(Boolean).join(" · ");
}

/** @param {Answer} answer @param {{at: number, door: string} | undefined} before */
function show({verdict, how, person}, before) {
  const section = one("#answer");
  const name = make("p", "", "who");
  const first = make("p", "", "verdict");
  first.append(mark(verdict));
  if (person) name.append(make("bdi", person.name));
  const parts = [first, ...(person ? [name, make("p", standing(person), "whose")] : []), make("p", words.means[verdict])];
  if (verdict !== "unknown") parts.push(make("p", `${say(`by_${how}`)} · ${clock(Date.now())}`));
  if (before) parts.push(make("p", say("before", {at: clock(before.at), door: before.door}), "strong"));
  section.className = `answer ${marks[verdict][0]}`;
  section.replaceChildren(...parts);
  one("#found").replaceChildren();
  section.scrollIntoView({block: "nearest"});
}

/** @param {Person[]} people */
function offer(people) {
  const items = make("ul", "", "people");
  items.setAttribute("role", "list");
  for (const person of people.slice(0, MOST_FOUND)) {
    const [item, about, button] = [make("li", ""), make("div", ""), make("button", words.take, "btn sec")];
    about.append(make("b", person.name), make("br", ""), `${standing(person)} `);
    if (person.state !== "valid") about.append(mark(person.state));
    button.setAttribute("type", "button");
    button.setAttribute("aria-label", `${words.take}${words.colon} ${person.name}`);
    button.addEventListener("click", () => record(person.id));
    item.append(about, button);
    items.append(item);
  }
  one("#answer").replaceChildren();
  one("#found").replaceChildren(items);
}

/** What waits on this device, and as of when its list is true. */
function tellState() {
  const waiting = kept.waiting().length;
  const sentAt = kept.get("sent");
  const sentences = [waiting ? say("kept", {n: waiting}) : sentAt ? say("all_sent", {at: clock(sentAt)}) : words.nothing_yet];
  if (lost) sentences.push(say("refused", {n: lost}));
  if (trouble) sentences.push(words[trouble]);
  if (!kept.isStored()) sentences.push(words.no_store);
  const text = sentences.join(". ");
  if (one("[data-sent]").textContent !== text) one("[data-sent]").textContent = text;
  const held = kept.get(listName);
  one("[data-as-true]").textContent = held
    ? `${say("listed", {n: list.count})}, ${say("list_as_of", {at: clock(held.as_of)})}` : words.no_list;
}

// -- reading -------------------------------------------------------------------------------------

/** @param {string} text @returns {Promise<Answer>} */
async function answerTo(text) {
  if (!isCode(text)) {
    const person = list.of(text.toLowerCase());
    return {verdict: person ? person.state : "unknown", how: "hand", person, text};
  }
  const {badge, why} = await readBadge(text, signer);
  if (!badge) return {verdict: why, how: "badge", text};
  if (badge.session !== session) return {verdict: why || "other_session", how: "badge", text};
  const person = list.of(badge.member);
  if (why) return {verdict: why, how: "badge", person, text};
  if (!person) return {verdict: "unlisted", how: "badge", text};
  const isOver = person.state === "valid" && now() >= badge.until;
  return {verdict: isOver ? "expired" : person.state, how: "badge", person, text};
}

/** Answer, keep and send what was read. @param {string} text */
async function record(text) {
  const answer = await answerTo(text);
  const people = answer.verdict === "unknown" ? list.find(text) : [];
  if (people.length) return offer(people);
  const isKept = answer.verdict !== "unknown";
  const scan = {door, direction, text, told: answer.verdict};
  show(answer, isKept ? kept.add(scan, answer.person?.id ?? "") : undefined);
  tellState();
  if (isKept) send();
}

/** Can this page answer by itself? Otherwise the form is posted, as without scripts. */
const canAnswer = () => list.count > 0 && (signer.key !== null || !navigator.onLine);

/** @param {SubmitEvent} event */
function submitted(event) {
  if (door && !canAnswer()) return;
  event.preventDefault();
  const text = field.value.trim().slice(0, 1000);
  if (!door) return chooseDoor();
  field.value = "";
  field.focus();
  if (text) record(text);
}

// -- the door ------------------------------------------------------------------------------------

function chooseDoor() {
  one("[data-door-details]").setAttribute("open", "");
  one("#door").focus();
}

/** @param {string} name @param {string} way */
function standAt(name, way) {
  [door, direction] = [name, way];
  one("[data-door]").hidden = !name;
  one("[data-door-name]").replaceChildren(make("bdi", name));
  one("[data-door-direction]").textContent = words[way];
  one("[data-door-details]").toggleAttribute("open", !name);
  const ways = /** @type {RadioNodeList} */ (doorForm.elements.namedItem("direction"));
  /** @type {HTMLInputElement} */ (one("#door")).value = name;
  ways.value = way;
  /** @type {NodeListOf<HTMLInputElement>} */
  const hidden = document.querySelectorAll("input[type=hidden][name=door], input[type=hidden][name=direction]");
  for (const input of hidden) input.value = input.name === "door" ? name : way;
  if (name) kept.put("door", {name, way});
  if (name) field.focus();
}

/** @param {SubmitEvent} event */
function doorChosen(event) {
  event.preventDefault();
  const data = new FormData(doorForm);
  standAt(String(data.get("door")).replace(/\s+/g, " ").trim().slice(0, 60), String(data.get("direction")));
}

// -- the network ---------------------------------------------------------------------------------

/** Whoever lost the right to stand here keeps no list; the scans stay until they are sent. */
function putOut() {
  trouble = "sign_in";
  forgetList();
}

function forgetList() {
  for (const code of ["en", "fr", "ar"]) kept.drop(`list.${code}`);
  kept.drop("recent");
  list = listOf([]);
  forgetPages().catch(() => {}); // where there are no caches, no page was kept
}

/** The pages of doors that the service worker kept, in every language. */
async function forgetPages() {
  const cache = await caches.open("pages");
  for (const one of await cache.keys()) if (new URL(one.url).pathname.endsWith(`/a/${session}/gate`)) await cache.delete(one);
}

/** Send what waits, then draw the figures afresh. */
async function send() {
  if (sending || !kept.waiting().length) return;
  sending = true;
  try {
    const {status, refused} = await kept.send(page.dataset.scans ?? "", csrf);
    lost += refused;
    trouble = status === 200 ? "" : status === 401 ? "sign_in" : "too_old";
    if (status === 200) kept.put("sent", Date.now());
    if (status === 403) await fetchList(); // the token was of an older login: the list brings a new one
    if (status === 200) drawFigures();
  } catch {
    // no network: they wait here, and the sentence above says so
  }
  sending = false;
  tellState();
}

/** Draw the figures afresh: soon, and not for each scan of a queue. */
function drawFigures() {
  figuresTimer ||= setTimeout(async () => {
    [figuresTimer, figuresAt] = [0, Date.now()];
    try {
      const answer = await fetch(page.dataset.figures ?? "", {redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS)});
      if (answer.ok) await draw(one("[data-figures-part]"), await answer.text());
    } catch {
      // no network: the figures say themselves when they were counted
    }
  }, Math.max(0, figuresAt + FIGURES_EVERY_MS - Date.now()));
}

/** The list as it stands now; only its time where nothing has changed. */
async function fetchList() {
  const held = kept.get(listName);
  try {
    const url = `${page.dataset.list}?mark=${encodeURIComponent(held?.mark ?? "")}`;
    const answer = await fetch(url, {redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS)});
    if (answer.type === "opaqueredirect" || answer.status === 403) putOut();
    if (!answer.ok) return tellState();
    const fresh = await answer.json();
    csrf = fresh.csrf ?? csrf;
    if (trouble === "sign_in") trouble = "";
    await hold({...fresh, csrf: undefined, people: fresh.people ?? held?.people ?? []});
    if ("ready" in page.dataset) drawFigures(); // what other doors counted meanwhile
  } catch {
    tellState(); // no network: the list is as true as it says
  }
}

/** @param {any} fresh */
async function hold(fresh) {
  kept.put(listName, fresh);
  list = listOf(fresh.people);
  signer = await signerOf(fresh.key, fresh.key_id);
  tellState();
}

/** Keep this page and its scripts, so that it opens without a network too. */
async function keepShell() {
  const own = OWN_MODULES.map(name => new URL(`./${name}.js`, import.meta.url).href);
  const sheet = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=stylesheet]"))?.href;
  const cache = await caches.open(OWN_CACHE);
  const wanted = [...own, ...(sheet ? [sheet] : [])];
  for (const old of await cache.keys()) if (!wanted.includes(old.url)) await cache.delete(old);
  await cache.addAll(wanted);
}

// -- the camera, and the beginning -----------------------------------------------------------------

/** @type {(() => void) | null} */
let stopCamera = null;

async function camera() {
  const button = one("[data-camera]");
  const view = /** @type {HTMLVideoElement} */ (one("[data-camera-view]"));
  if (stopCamera) stopCamera();
  if (stopCamera || !door) {
    stopCamera = null;
    button.textContent = button.dataset.words ?? "";
    return door ? undefined : chooseDoor();
  }
  try {
    stopCamera = await look(view, record);
    button.dataset.words ??= button.textContent ?? "";
    button.textContent = words.camera_off;
  } catch {
    one("#answer").replaceChildren(make("p", words.camera_refused));
  }
}

function remove() {
  const waiting = kept.waiting().length;
  if (!waiting) forgetList();
  one("[data-as-true]").textContent = words[waiting ? "send_first" : "removed"];
}

async function start() {
  const known = kept.get("door");
  const asked = new URLSearchParams(location.search).get("door");
  if (known && !asked) standAt(known.name, known.way);
  else if (asked) standAt(asked.slice(0, 60), new URLSearchParams(location.search).get("direction") === "out" ? "out" : "in");
  doorForm.addEventListener("submit", doorChosen);
  readForm.addEventListener("submit", submitted);
  one("[data-remove]").addEventListener("click", remove);
  one("[data-camera]").addEventListener("click", camera);
  window.addEventListener("online", () => fetchList().then(send));
  setInterval(send, SEND_EVERY_MS);
  setInterval(fetchList, LIST_EVERY_MS);
  canRead().then(can => { one("[data-camera]").hidden = !can; });
  const held = kept.get(listName);
  if (held) await hold(held);
  await fetchList();
  await send();
  page.dataset.ready = "";
  keepShell().catch(() => {}); // plain http has no caches: this page must then stay open
}

start();
