// The last part of live.js. Every fragment passes this one policy on its way into the page; it makes
// no scripts, so a script inside a fragment fails closed.
const rules = {createHTML: html => html,
  createScriptURL: url => { if (url !== "/sw.js") throw new TypeError(url); return url; }};
const policy = window.trustedTypes ? trustedTypes.createPolicy("hemi", rules) : rules;
htmx.registerExtension("hemi-tt", {init: api => api.initSecurity(policy)});
navigator.serviceWorker?.register(policy.createScriptURL("/sw.js")).catch(() => {});
