/**
 * The button with which somebody lets this browser show reminders.
 *
 * Nothing is asked before the button is pressed, and it is there only where it can work.
 */

const BYTES_OF = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

/**
 * A key as browsers want it: bytes, from base64 in the spelling of web addresses.
 *
 * @param {string} key
 */
export function keyBytes(key) {
  return BYTES_OF(key.replaceAll("-", "+").replaceAll("_", "/"));
}

/** @returns {Promise<ServiceWorkerRegistration | undefined>} */
async function worker() {
  if (!("serviceWorker" in navigator && "PushManager" in window)) return undefined;
  return navigator.serviceWorker.getRegistration();
}

/**
 * @param {HTMLElement} part
 * @param {"off" | "on" | "denied" | "failed"} state
 */
function say(part, state) {
  for (const line of part.querySelectorAll("[data-when]")) {
    line.hidden = line.dataset.when !== state;
  }
}

/**
 * @param {PushSubscription} subscription
 * @param {HTMLElement} part
 */
async function keep(subscription, part) {
  const { endpoint, keys } = subscription.toJSON();
  const answer = await fetch(part.dataset.address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": part.dataset.token },
    body: JSON.stringify({ endpoint, ...keys }),
  });
  if (!answer.ok) throw new Error(`The device was not kept: ${answer.status}`);
}

/**
 * @param {ServiceWorkerRegistration} registration
 * @param {HTMLElement} part
 */
async function agree(registration, part) {
  if ((await Notification.requestPermission()) !== "granted") return say(part, "denied");
  const options = { userVisibleOnly: true, applicationServerKey: keyBytes(part.dataset.key) };
  try {
    await keep(await registration.pushManager.subscribe(options), part);
    return say(part, "on");
  } catch {
    return say(part, "failed");
  }
}

/** @param {HTMLElement} part the part of the page about this device */
export async function start(part) {
  const registration = await worker();
  if (!registration) return;
  const has = await registration.pushManager.getSubscription();
  // A browser keeps what an earlier person agreed to; only the server knows whose it is.
  const isOwn = has && part.dataset.known.split(" ").includes(has.endpoint);
  const isOn = isOwn && Notification.permission === "granted";
  say(part, isOn ? "on" : Notification.permission === "denied" ? "denied" : "off");
  part.querySelector("button").addEventListener("click", () => agree(registration, part));
}

const part = document.querySelector("[data-device]");
if (part) start(part);
