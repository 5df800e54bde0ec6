// The page without a network. It says that a vote is kept on this phone, though not whose or which, and
// counts down to the close by what was known of the assembly's clock; with a network it makes way.

const STORE = "hemi.ballot.";
const TICK_MS = 250;

/** @returns {Kept[]} */
function kept() {
  try {
    const names = Object.keys(localStorage).filter(name => name.startsWith(STORE));
    return names.map(name => JSON.parse(localStorage.getItem(name) ?? "null")).filter(one => one?.key);
  } catch {
    return [];
  }
}

/** The time left, as 0:42. @param {Kept} one */
function left(one) {
  const seconds = Math.max(0, Math.ceil((one.closes_at - Date.now() - one.skew) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function tick() {
  const all = kept();
  for (const words of document.querySelectorAll("[data-kept-here]")) words.toggleAttribute("hidden", !all.length);
  const [last] = all.filter(one => one.closes_at).sort((a, b) => b.made_at - a.made_at);
  for (const line of document.querySelectorAll("[data-kept-ends]")) {
    line.toggleAttribute("hidden", !last);
    const time = line.querySelector("time");
    if (time && last) time.textContent = left(last);
  }
}

addEventListener("online", () => location.reload());
tick();
setInterval(tick, TICK_MS);
