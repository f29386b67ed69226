// The caseload and the inbox by keyboard: j and k, or the arrows, from person to person; x ticks.
// Without it every link and every box is reached with the tab key, as ever.

const STEPS = new Map([
  ["j", 1],
  ["ArrowDown", 1],
  ["k", -1],
  ["ArrowUp", -1],
]);
const WRITING = "input:not([type=checkbox]), textarea, select, summary";

/** @returns {HTMLElement[]} */
function rows() {
  return [...document.querySelectorAll("[data-row]")].map((row) => /** @type {HTMLElement} */ (row));
}

/** @param {number} step */
function move(step) {
  const all = rows();
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
  const link = all[Math.min(Math.max(next, 0), all.length - 1)]?.querySelector(".who");
  if (!(link instanceof HTMLElement)) return;
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}

function tick() {
  const here = rows().find((one) => one.contains(document.activeElement));
  here?.querySelector("input[type=checkbox]")?.click();
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  const isWriting = event.target instanceof Element && event.target.matches(WRITING);
  if (isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = STEPS.get(event.key);
  if (step !== undefined && rows().length > 0) {
    event.preventDefault();
    move(step);
  } else if (event.key === "x") {
    tick();
  }
}

document.addEventListener("keydown", pressed);
