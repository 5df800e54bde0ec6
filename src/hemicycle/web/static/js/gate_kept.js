// Scans on this device: each is kept under its own key until the server says that it has it. Each
// has a random id, so that sending it twice is harmless; two pages of one device do not disturb each other.

const MOST_AT_ONCE = 50;
const PATIENCE_MS = 15_000;
const RECENT_MS = 10 * 60_000;
const MOST_RECENT = 400;

/** @typedef {{id: string, door: string, direction: string, text: string, told: string, at: number}} Scan */
/** @typedef {{member: string, at: number, door: string, direction: string}} Recent */

/** Hexadecimal digits that nobody else draws. @param {number} bytes */
const drawn = bytes => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), one => one.toString(16).padStart(2, "0")).join("");

/** What one session keeps on this device. @param {string} session */
export function keptOf(session) {
  const prefix = `hemi.gate.${session}.`;
  /** What could not be stored lives as long as the page. @type {Map<string, string>} */
  const memory = new Map();
  let isStored = true;

  /** @param {string} name @returns {any} */
  const get = name => {
    let text = memory.get(name) ?? null;
    try {
      text ??= localStorage.getItem(prefix + name);
      return JSON.parse(text ?? "null");
    } catch {
      return null;
    }
  };
  /** @param {string} name @param {unknown} value */
  const put = (name, value) => {
    const text = JSON.stringify(value);
    try {
      localStorage.setItem(prefix + name, text);
      memory.delete(name);
    } catch {
      isStored = false;
      memory.set(name, text);
    }
  };
  /** @param {string} name */
  const drop = name => {
    memory.delete(name);
    try {
      localStorage.removeItem(prefix + name);
    } catch {
      // what was never stored is gone with the page
    }
  };
  const names = () => {
    try {
      const stored = Object.keys(localStorage).filter(name => name.startsWith(prefix));
      return [...stored.map(name => name.slice(prefix.length)), ...memory.keys()];
    } catch {
      return [...memory.keys()];
    }
  };
  /** @returns {Scan[]} */
  const waiting = () => names().filter(name => name.startsWith("scan.")).map(get).filter(Boolean).sort((a, b) => a.at - b.at);
  /** @returns {Recent[]} */
  const recent = () => (get("recent") ?? []).filter((/** @type {Recent} */ one) => Math.abs(Date.now() - one.at) <= RECENT_MS);

  return {
    get, put, drop, waiting,
    isStored: () => isStored,

    /** The name of this device, drawn once. */
    device() {
      const name = get("device") ?? `d-${drawn(12)}`;
      put("device", name);
      return name;
    },

    /** Keep a scan, and tell when the same person was read in the same direction before.
        @param {Omit<Scan, "id" | "at">} scan @param {string} member @returns {Recent | undefined} */
    add(scan, member) {
      const [id, at] = [drawn(16), Date.now()];
      put(`scan.${id}`, {...scan, id, at});
      if (!member || scan.told !== "valid") return undefined;
      const before = recent();
      const now = {member, at, door: scan.door, direction: scan.direction};
      put("recent", [...before, now].slice(-MOST_RECENT));
      return before.findLast(one => one.member === member && one.direction === scan.direction);
    },

    /** Send what waits, a part at a time; throws where there is no network.
        @param {string} url @param {string} csrf @returns {Promise<{status: number, refused: number}>} */
    async send(url, csrf) {
      let refused = 0;
      for (let scans = waiting().slice(0, MOST_AT_ONCE); scans.length; scans = waiting().slice(0, MOST_AT_ONCE)) {
        const batch = JSON.stringify({device: this.device(), at: Date.now(), scans});
        const answer = await fetch(url, {
          method: "POST", body: new URLSearchParams({csrf, batch}), redirect: "manual", cache: "no-store",
          signal: AbortSignal.timeout(PATIENCE_MS),
        });
        if (!answer.ok) return {status: answer.status || 401, refused};
        const told = await answer.json();
        const done = [...told.received, ...told.refused.map((/** @type {number} */ place) => scans[place].id)];
        if (!done.length) return {status: 500, refused};
        refused += told.refused.length;
        for (const id of done) drop(`scan.${id}`);
      }
      return {status: 200, refused};
    },
  };
}
