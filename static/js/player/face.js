// The face of the clock: a ring with a number, what it stands for, and a circle for each set.

import { isWait } from "./timeline.js";

const SECOND = 1000;
const MINUTE = 60;
const FULL = 100;
const MOVES = new Set(["out", "back"]);

/** "45", or "1:30" from a minute on. @param {number} seconds */
export function clockWords(seconds) {
  if (seconds < MINUTE) return String(seconds);
  return `${Math.floor(seconds / MINUTE)}:${String(seconds % MINUTE).padStart(2, "0")}`;
}

/** "Set {set} of {sets}" with its numbers. @param {string} words @param {Record<string, unknown>} facts */
function filled(words, facts) {
  return words.replace(/\{(\w+)\}/g, (_all, name) => String(facts[name]));
}

export class Face {
  /** @param {HTMLElement} root @param {import("./timeline.js").Dose} dose */
  constructor(root, dose) {
    this.dose = dose;
    this.words = root.dataset;
    /** @param {string} name */
    const find = (name) => root.querySelector(`[data-face=${name}]`);
    this.parts = Object.fromEntries(
      ["value", "number", "unit", "what", "count", "set", "said"].map((name) => [name, find(name)]),
    );
    this.circles = [...root.querySelectorAll(".sets li")];
  }

  /** @param {import("./run.js").Run} run @param {number} now */
  draw(run, now) {
    const stretch = run.stretch ?? null;
    this.#ring(run, stretch, now);
    this.#write("what", this.#whatWords(stretch));
    this.#write("count", stretch?.kind === "hold" ? this.#countWords(stretch) : "");
    const set = stretch ? stretch.set : this.dose.sets;
    this.#write("set", filled(this.words.setOf, { set, sets: this.dose.sets }));
    this.#circles(run, stretch);
  }

  /** For those who listen: one short sentence, when something new begins. */
  say(stretch) {
    const count = stretch ? this.#countWords(stretch) : "";
    this.parts.said.textContent = [this.#whatWords(stretch), count].filter(Boolean).join(", ");
  }

  #ring(run, stretch, now) {
    const isTimed = stretch !== null && Number.isFinite(stretch.ms);
    const left = isTimed ? run.left(now) : 0;
    const seconds = Math.ceil(left / SECOND);
    const share = isTimed ? left / stretch.ms : 1;
    this.parts.value.setAttribute("stroke-dasharray", `${(share * FULL).toFixed(1)} ${FULL}`);
    // While somebody moves, the repetition is what counts; else the seconds that are left.
    const isMove = MOVES.has(stretch?.kind);
    this.#write("number", isMove ? String(stretch.rep) : isTimed ? clockWords(seconds) : "");
    this.#write("unit", isMove ? filled(this.words.ofReps, this.dose) : this.#unitWords(stretch, seconds));
  }

  #unitWords(stretch, seconds) {
    if (stretch === null) return this.words.end;
    if (!Number.isFinite(stretch.ms)) return this.words.tap;
    return seconds < MINUTE ? this.words.seconds : this.words.minutes;
  }

  #whatWords(stretch) {
    if (stretch === null) return this.words.end;
    const side = isWait(stretch) && stretch.kind !== "change" ? "" : this.dose.sides[stretch.part];
    const kind = this.words[stretch.kind];
    return side ? `${kind}, ${side}` : kind;
  }

  #countWords(stretch) {
    if (!stretch?.rep) return "";
    return filled(this.words.repOf, { rep: stretch.rep, reps: this.dose.reps });
  }

  #circles(run, stretch) {
    this.circles.forEach((circle, place) => {
      const isDone = place < run.setsDone;
      const isNow = !isDone && place + 1 === stretch?.set && !run.isFresh;
      if (circle.classList.contains("done") !== isDone) circle.classList.toggle("done", isDone);
      circle.classList.toggle("now", isNow);
      if (isNow) circle.setAttribute("aria-current", "step");
      else circle.removeAttribute("aria-current");
    });
  }

  /** Only what differs is written, so that nothing is laid out anew in between. */
  #write(name, words) {
    const place = this.parts[name];
    if (place.textContent !== words) place.textContent = words;
  }
}
