// While a speech is typed: how many words it has and how long it takes; and whether a file is too
// large, before it is sent for nothing. The server counts again.

const TOGETHER = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/g;
const SIGNS_A_WORD = 1.6;
const WORD = /[\p{L}\p{N}_]+(?:[’'\-][\p{L}\p{N}_]+)*/gu;

/** @param {string} text */
function wordCount(text) {
  const signs = text.match(TOGETHER)?.length ?? 0;
  return Math.round(signs / SIGNS_A_WORD + (text.replace(TOGETHER, " ").match(WORD)?.length ?? 0));
}

/** @param {HTMLTextAreaElement} area */
function count(area) {
  const told = document.getElementById(area.dataset.count ?? "");
  if (!told) return;
  const words = wordCount(area.value);
  const minutes = Math.round((10 * words) / Number(told.dataset.pace)) / 10;
  const numbers = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });
  told.textContent = words
    ? (told.dataset.words ?? "")
        .replace("%w", numbers.format(words))
        .replace("%m", numbers.format(minutes))
    : "";
}

for (const area of document.querySelectorAll("textarea[data-count]")) {
  const own = /** @type {HTMLTextAreaElement} */ (area);
  own.addEventListener("input", () => count(own));
  count(own);
}

for (const chosen of document.querySelectorAll("input[data-largest]")) {
  const own = /** @type {HTMLInputElement} */ (chosen);
  own.addEventListener("change", () => {
    const size = own.files?.[0]?.size ?? 0;
    own.setCustomValidity(size > Number(own.dataset.largest) ? (own.dataset.tooLarge ?? "") : "");
    own.reportValidity();
  });
}
