// Reading badges with the camera, where the browser itself can read codes (BarcodeDetector).
//
// <button data-camera hidden>, <video data-camera-view hidden>

const LOOK_EVERY_MS = 200;
const SAME_WITHIN_MS = 4000;

/** Whether this browser reads QR codes by itself. @returns {Promise<boolean>} */
export async function canRead() {
  try {
    const formats = await /** @type {any} */ (window).BarcodeDetector.getSupportedFormats();
    return formats.includes("qr_code") && Boolean(navigator.mediaDevices?.getUserMedia);
  } catch {
    return false;
  }
}

/** Show what the camera sees, and tell each code once; the answer stops it. Throws where it may not.
    @param {HTMLVideoElement} view @param {(code: string) => void} tell @returns {Promise<() => void>} */
export async function look(view, tell) {
  const stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: "environment"}});
  const detector = new /** @type {any} */ (window).BarcodeDetector({formats: ["qr_code"]});
  view.srcObject = stream;
  view.hidden = false;
  await view.play();
  let [last, lastAt] = ["", 0];
  const timer = setInterval(async () => {
    const [found] = await detector.detect(view).catch(() => []);
    if (!found || (found.rawValue === last && Date.now() - lastAt < SAME_WITHIN_MS)) return;
    [last, lastAt] = [found.rawValue, Date.now()];
    tell(last);
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    view.srcObject = null;
    view.hidden = true;
  };
}
