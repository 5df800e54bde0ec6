// Passkeys: the one place that talks to the browser's keys. A form asks, the browser answers, and the
// form is sent as any other: <form data-passkey="get|create" data-begin="/login/passkey/begin">
// with the empty fields `challenge` and `answer`, a place [data-said] for what went wrong, what is read
// [data-without-script], and the button [data-with-script].

/** @param {string} text base64url without padding @returns {ArrayBuffer} */
export function unpack(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, sign => sign.charCodeAt(0)).buffer;
}

/** @param {ArrayBuffer | null | undefined} bytes @returns {string | undefined} */
export function pack(bytes) {
  if (!bytes) return undefined;
  const plain = Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** What the server sends is text; the browser wants bytes. @param {any} options */
function forBrowser(options) {
  const one = {...options, challenge: unpack(options.challenge)};
  /** @param {any[]} list */
  const known = list => list.map(key => ({...key, id: unpack(key.id)}));
  if (one.user) one.user = {...one.user, id: unpack(one.user.id)};
  if (one.excludeCredentials) one.excludeCredentials = known(one.excludeCredentials);
  if (one.allowCredentials) one.allowCredentials = known(one.allowCredentials);
  return one;
}

/** What the browser answers, as text. @param {PublicKeyCredential} credential */
function forServer(credential) {
  const said = /** @type {any} */ (credential.response);
  return JSON.stringify({
    id: credential.id,
    rawId: pack(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: pack(said.clientDataJSON),
      attestationObject: pack(said.attestationObject),
      authenticatorData: pack(said.authenticatorData),
      signature: pack(said.signature),
      userHandle: pack(said.userHandle),
      transports: said.getTransports?.(),
    },
  });
}

/** @param {HTMLFormElement} form @param {string | undefined} words */
function say(form, words) {
  const place = form.querySelector("[data-said]");
  if (place) place.textContent = words ?? "";
}

/** @param {HTMLFormElement} form @param {string} name @returns {HTMLInputElement} */
const field = (form, name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

/** @param {HTMLFormElement} form */
async function fill(form) {
  const asked = await fetch(form.dataset.begin ?? "", {
    method: "POST",
    headers: {"Content-Type": "application/json"},
    body: "{}",
    signal: AbortSignal.timeout(10_000),
  });
  if (!asked.ok) throw new Error(String(asked.status));
  const {options, challenge} = await asked.json();
  const publicKey = forBrowser(options.publicKey);
  const keys = navigator.credentials;
  const answer = await (form.dataset.passkey === "create" ? keys.create({publicKey}) : keys.get({publicKey}));
  if (!answer) throw new DOMException("", "NotAllowedError");
  field(form, "challenge").value = challenge;
  field(form, "answer").value = forServer(/** @type {PublicKeyCredential} */ (answer));
}

/** @param {HTMLFormElement} form @param {SubmitEvent} event */
async function submitted(form, event) {
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "1";
  say(form, "");
  try {
    await fill(form);
    form.submit();
  } catch (fault) {
    const name = fault instanceof DOMException ? fault.name : "";
    if (name === "NotAllowedError" || name === "AbortError") say(form, form.dataset.cancelled);
    else if (name === "InvalidStateError") say(form, form.dataset.held);
    else say(form, form.dataset.failed);
  }
  delete form.dataset.busy;
}

/** @param {HTMLFormElement} form */
function start(form) {
  form.querySelector("[data-without-script]")?.remove();
  if (!window.PublicKeyCredential || !window.isSecureContext) return say(form, form.dataset.unknown);
  form.querySelector("[data-with-script]")?.removeAttribute("hidden");
  form.addEventListener("submit", event => submitted(form, event));
}

document.querySelectorAll("form[data-passkey]").forEach(form => start(/** @type {HTMLFormElement} */ (form)));
