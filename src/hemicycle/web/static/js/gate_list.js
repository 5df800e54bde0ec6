// The list of a session on this device: who somebody is by number, and whom a name finds with its
// spelling forgiven, as the server's secretariat/lists/comparing.py does. No network.

/** @typedef {{id: string, also: string[], name: string, delegation: string, capacity: string, category: string, state: string, words: string[]}} Person */
/** @typedef {[string, string[], string, string, string, string, string, string[]]} Row */

const LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "æ": "ae", "œ": "oe",
  "þ": "th", "ə": "a", "ĸ": "k", "ʔ": "", "\u0640": "", "\u0671": "\u0627", "\u0649": "\u064a", "\u0629": "\u0647"};
const APOSTROPHES = /['’‘ʻʼʽʾʿˈ`´′ʹ＇]/g;
const SHORT = 4;

/** The words of a name, bare of accents, apostrophes and capitals. @param {string} text @returns {string[]} */
export function words(text) {
  const plain = text.replace(APOSTROPHES, "").normalize("NFKD").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");
  const bare = plain.replace(/\p{M}/gu, "");
  const letters = Array.from(bare, one => /** @type {Record<string, string>} */ (LETTERS)[one] ?? one).join("");
  return letters.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** Is one word at most one slip away from the other? @param {string} one @param {string} other */
function isSlip(one, other) {
  if (one === other) return true;
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [rest, rest2] = [one.slice(at), other.slice(at)];
  if (rest.slice(1) === rest2.slice(1) || rest.slice(1) === rest2 || rest === rest2.slice(1)) return true;
  return rest[0] === rest2[1] && rest[1] === rest2[0] && rest.slice(2) === rest2.slice(2);
}

/** Does a typed word begin a word of a name, with one wrong letter at most? @param {string} word @param {string} other */
function isFound(word, other) {
  if (other.startsWith(word)) return true;
  if (word.length < SHORT) return false;
  return [word.length, word.length + 1, other.length].some(n => isSlip(word, other.slice(0, n)));
}

/** Whether a search finds somebody. @param {string} sought @param {string[]} known */
export const matches = (sought, known) => words(sought).every(word => known.some(other => isFound(word, other)));

/** The list as it lies on the device. @param {Row[]} rows */
export function listOf(rows) {
  /** @type {Map<string, Person>} */
  const byId = new Map();
  /** @type {Person[]} */
  const people = rows.map(([id, also, name, delegation, capacity, category, state, spellings]) => {
    const all = [name, ...spellings].flatMap(words);
    return {id, also, name, delegation, capacity, category, state, words: Array.from(new Set(all))};
  });
  for (const one of people) for (const id of [one.id, ...one.also]) byId.set(id, one);
  return {
    count: people.length,
    /** @param {string} id */
    of: id => byId.get(id),
    /** @param {string} sought */
    find: sought => (words(sought).length ? people.filter(one => matches(sought, one.words)) : []),
  };
}
