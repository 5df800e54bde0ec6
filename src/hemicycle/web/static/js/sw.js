// The service worker, served as /sw.js. It keeps the shell (styles, scripts, icon) and the last copy
// of the pages that may be kept; acts, streams and fragments always go to the network. An act that does
// not get there, or whose answer does not come back, leaves the page alone and tells it: p[data-unsent] is shown.
// A kept page says how old it is: data-as-of on <body>, which page.js turns into words.
// A page with Cache-Control: no-store is not kept, so a page that shows a ballot never is.

const STATIC = "__STATIC__"; // written by static_files.py, together with the list
const SHELL = __SHELL__;
const SHELL_CACHE = `shell ${STATIC}`;
const PAGES_CACHE = "pages";
const OFFLINE = `${STATIC}offline.html`;

self.addEventListener("install", event => {
  const fill = caches.open(SHELL_CACHE).then(cache => cache.addAll(SHELL.map(path => STATIC + path)));
  event.waitUntil(fill.then(() => self.skipWaiting()));
});

self.addEventListener("activate", event => {
  const old = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("shell ") && name !== SHELL_CACHE) await caches.delete(name);
    }
    await self.clients.claim();
  };
  event.waitUntil(old());
});

/** @param {Request} request */
async function fromShell(request) {
  return (await caches.match(request)) ?? fetch(request);
}

/** The same page with the moment at which it is kept, by this device's clock: its age is measured with
    the same clock, which may be wrong. @param {Response} fresh */
function dated(fresh) {
  const headers = new Headers(fresh.headers);
  headers.set("Kept-At", String(Date.now()));
  return new Response(fresh.body, {headers});
}

/** The kept copy with its age written into it, or the page that says that there is none. @param {Request} request */
async function fromKept(request) {
  const kept = await (await caches.open(PAGES_CACHE)).match(request, {ignoreVary: true});
  if (!kept) return (await caches.match(OFFLINE)) ?? Response.error();
  const at = Number(kept.headers.get("Kept-At")) || Date.now();
  const html = (await kept.text()).replace("<body", `<body data-as-of="${at}"`);
  const headers = new Headers(kept.headers);
  headers.delete("Content-Length");
  headers.delete("Content-Encoding");
  return new Response(html, {headers});
}

/** @param {Request} request */
async function page(request) {
  try {
    const fresh = await fetch(request);
    const rule = fresh.headers.get("Cache-Control") ?? "";
    const html = fresh.headers.get("Content-Type")?.startsWith("text/html");
    if (fresh.ok && html && !fresh.redirected && !rule.includes("no-store")) {
      const copy = dated(fresh.clone());
      caches.open(PAGES_CACHE).then(cache => cache.put(request, copy));
    }
    return fresh;
  } catch {
    return fromKept(request);
  }
}

/** An act on its way. Where it cannot be sent the page stays as it is, with what was typed, and says so:
    pressed again it goes under the same number, and is done once. @param {Request} request */
async function act(request) {
  try {
    return await fetch(request);
  } catch {
    for (const page of await self.clients.matchAll({type: "window"})) {
      if (page.visibilityState === "visible") page.postMessage("unsent");
    }
    return new Response(null, {status: 204});
  }
}

self.addEventListener("fetch", event => {
  const {request} = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && request.mode === "navigate") return event.respondWith(act(request));
  if (request.method !== "GET") return;
  if (url.pathname.startsWith(STATIC)) event.respondWith(fromShell(request));
  else if (request.mode === "navigate") event.respondWith(page(request));
});
