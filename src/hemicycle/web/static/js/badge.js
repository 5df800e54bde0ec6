// What the code of a badge says, and whether its signature fits: the same answers as the server's
// publish/papers/badge_code.py, checked against it by tests/web/test_gate_js.py. No network.
//
//     version 1 | id of the key 4 | category 1 | holds until 4 | session | member | signature 64

const PREFIX = "HB1:";
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const LONGEST = 400;
const SIGNATURE = 64;
const CATEGORIES = ["", "delegate", "associate", "observer", "guest", "accompanying"];
const context = new TextEncoder().encode("hemicycle badge 1\n");

/** @typedef {{session: string, member: string, category: string, until: number}} Badge  until: milliseconds since 1970 */
/** @typedef {{badge?: Badge, why: "" | "unreadable" | "foreign_key" | "tampered" | "unchecked"}} Read */
/** @typedef {{id: string, key: CryptoKey | null}} Signer */

/** @param {string} text @returns {Uint8Array | null} */
function fromBase45(text) {
  const out = [];
  for (let at = 0; at < text.length; at += 3) {
    const signs = Array.from(text.slice(at, at + 3), sign => SIGNS.indexOf(sign));
    if (signs.length === 1 || signs.includes(-1)) return null;
    const value = signs.reduceRight((sum, sign) => sum * 45 + sign, 0);
    if (value >= 256 ** (signs.length - 1)) return null;
    if (signs.length === 3) out.push(value >> 8);
    out.push(value & 255);
  }
  return Uint8Array.from(out);
}

/** @param {Uint8Array} facts @returns {{badge: Badge, signer: string} | null} */
function understood(facts) {
  const words = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true});
  const texts = [];
  let at = 10;
  try {
    for (let i = 0; i < 2; i++) {
      const end = at + 1 + facts[at];
      if (!(end <= facts.length)) return null;
      texts.push(words.decode(facts.slice(at + 1, end)));
      at = end;
    }
  } catch {
    return null;
  }
  const category = CATEGORIES[facts[5]];
  if (facts[0] !== 1 || !category || at !== facts.length) return null;
  const view = new DataView(facts.buffer, facts.byteOffset);
  const [session, member] = texts;
  const signer = Array.from(facts.slice(1, 5), byte => byte.toString(16).padStart(2, "0")).join("");
  return {badge: {session, member, category, until: view.getUint32(6) * 60_000}, signer};
}

/** The key of the house, made ready; without a key where the browser cannot check signatures.
    @param {string} raw in base 64 @param {string} id in hexadecimal @returns {Promise<Signer>} */
export async function signerOf(raw, id) {
  try {
    const bytes = Uint8Array.from(atob(raw), sign => sign.charCodeAt(0));
    return {id, key: await crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"])};
  } catch {
    return {id, key: null};
  }
}

/** Whether a text is meant as the code of a badge. @param {string} text */
export const isCode = text => text.startsWith(PREFIX);

/** What a code says, and why it is none of ours. @param {string} text @param {Signer} signer @returns {Promise<Read>} */
export async function readBadge(text, signer) {
  if (!isCode(text) || text.length > LONGEST) return {why: "unreadable"};
  const raw = fromBase45(text.slice(PREFIX.length));
  if (!raw || raw.length <= SIGNATURE) return {why: "unreadable"};
  const facts = raw.slice(0, -SIGNATURE);
  const known = understood(facts);
  if (!known) return {why: "unreadable"};
  if (known.signer !== signer.id) return {why: "foreign_key"};
  if (!signer.key) return {badge: known.badge, why: "unchecked"};
  const signed = new Uint8Array([...context, ...facts]);
  const fits = await crypto.subtle.verify("Ed25519", signer.key, raw.slice(-SIGNATURE), signed);
  return fits ? {badge: known.badge, why: ""} : {why: "tampered"};
}
