/**
 * What a service worker does with a reminder: show it, and open its page when it is tapped.
 *
 * The service worker takes it in while it is first run, which is when browsers let it listen.
 */

/** @typedef {{ title: string, body: string, page: string, tag: string }} Notice */

const ICON = "/static/img/mark.svg";

/**
 * @param {ServiceWorkerGlobalScope} scope
 */
export function listen(scope) {
  scope.addEventListener("push", (event) => event.waitUntil(show(scope, read(event.data))));
  scope.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(scope, event.notification.data));
  });
}

/**
 * A push that brings nothing readable still has to show something, or the browser complains.
 *
 * @param {PushMessageData | null} data
 * @returns {Notice}
 */
export function read(data) {
  const plain = { title: "Stepwise", body: "", page: "/", tag: "stepwise" };
  try {
    return { ...plain, ...data?.json() };
  } catch {
    return plain;
  }
}

/**
 * @param {ServiceWorkerGlobalScope} scope
 * @param {Notice} notice
 */
export function show(scope, { title, body, page, tag }) {
  return scope.registration.showNotification(title, { body, tag, data: page, icon: ICON });
}

/**
 * The page in a window that is open already, else in a new one. Never an address elsewhere.
 *
 * @param {ServiceWorkerGlobalScope} scope
 * @param {string} page
 */
export async function open(scope, page) {
  const { origin } = scope.location;
  const wanted = new URL(page, origin);
  const address = wanted.origin === origin ? wanted.href : origin;
  const [first] = await scope.clients.matchAll({ type: "window" });
  if (!first) return scope.clients.openWindow(address);
  await first.focus();
  return first.navigate(address);
}
