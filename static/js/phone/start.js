/**
 * On every page of a signed-in patient: starts the worker, and says what waits on this phone. On
 * the page of signing in it only says so.
 */

import { prepareForms } from "./forms.js";
import { show } from "./strip.js";

const worker = navigator.serviceWorker;

/** @param {"opened" | "send"} reason */
async function ask(reason) {
  const { active } = await worker.ready;
  active?.postMessage({ reason, person: document.documentElement.dataset.person });
}

/** Back in sight, or back in reach of a network: a good moment to send what waits. */
function watch() {
  worker.addEventListener("message", show);
  window.addEventListener("online", () => ask("opened"));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") ask("send");
  });
  window.addEventListener("pageshow", show);
  document.querySelector("[data-send-now]")?.addEventListener("click", () => ask("send"));
}

prepareForms();
show();
if (worker && document.documentElement.dataset.person) {
  worker.register("/service-worker.js", { type: "module", scope: "/" }).catch(() => {});
  watch();
  ask("opened");
}
