// The timer of a test: start, pause, again. The page works without it, with a clock of one's own.

import { Countdown, stretchesOf } from "./countdown.js";

const TICK = 200;

/** @param {number} seconds */
function clock(seconds) {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}

/** @param {HTMLElement} box */
function wire(box) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (box.querySelector(`[data-part="${name}"]`));
  const words = box.dataset;
  const rounds = Number(words.rounds);
  const seconds = Number(words.seconds);
  const count = new Countdown(stretchesOf({ seconds, rounds }), () => Date.now());
  let said = "";
  /** @type {number | undefined} */
  let ticking;

  /** @param {import("./countdown.js").Stretch | null} stretch */
  function sayOf(stretch) {
    if (stretch === null) return words.over ?? "";
    const which = rounds > 1 ? ` ${stretch.round}/${rounds}` : "";
    return (words[stretch.kind] ?? "") + which;
  }

  function show() {
    const hasBegun = count.elapsed > 0 || count.isRunning;
    const { stretch, left } = count.moment;
    part("left").textContent = clock(hasBegun ? left : seconds);
    const now = hasBegun ? sayOf(stretch) : "";
    if (now !== said) {
      // Spoken only when it changes, never each second.
      part("said").textContent = now;
      if (count.isRunning && said && navigator.vibrate) navigator.vibrate(stretch ? 150 : [200, 100, 200]);
      said = now;
    }
    if (hasBegun && stretch === null) stop();
    part("start").hidden = count.isRunning || (hasBegun && stretch === null);
    part("pause").hidden = !count.isRunning;
    part("again").hidden = !hasBegun || count.isRunning;
  }

  function stop() {
    count.pause();
    clearInterval(ticking);
  }

  part("start").addEventListener("click", () => {
    count.start();
    ticking = setInterval(show, TICK);
    show();
    part("pause").focus();
  });
  part("pause").addEventListener("click", () => {
    stop();
    show();
    part("start").focus();
  });
  part("again").addEventListener("click", () => {
    count.reset();
    said = "";
    part("said").textContent = "";
    show();
    part("start").focus();
  });
  document.addEventListener("visibilitychange", show);
  show();
  box.hidden = false;
}

document.querySelectorAll("[data-test-timer]").forEach((box) => wire(/** @type {HTMLElement} */ (box)));
