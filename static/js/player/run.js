// Where somebody is in a timeline. Knows no clock of its own: every question brings the time.
//
// Nothing is counted. A stretch ends at its deadline, and the next one began at that deadline,
// however late anybody looks; so a tab that slept for a minute is right when it wakes.

import { nextPlace, setsDoneAt } from "./timeline.js";

/** @typedef {import("./timeline.js").Stretch} Stretch */

export class Run {
  /**
   * @param {Stretch[]} row
   * @param {number} index  the stretch it stands in; row.length when all is done
   * @param {number} into  milliseconds into that stretch
   */
  constructor(row, index = 0, into = 0) {
    this.row = row;
    this.index = index;
    this.into = into;
    /** @type {number | null} when the stretch began, or would have without its pauses */
    this.beganAt = null;
  }

  get isRunning() {
    return this.beganAt !== null;
  }

  get isDone() {
    return this.index >= this.row.length;
  }

  get isFresh() {
    return this.index === 0 && this.into === 0 && !this.isRunning;
  }

  get setsDone() {
    return setsDoneAt(this.row, this.index);
  }

  /** @returns {Stretch | undefined} */
  get stretch() {
    return this.row[this.index];
  }

  /** @param {number} now */
  goOn(now) {
    if (!this.isRunning && !this.isDone) this.beganAt = now - this.into;
  }

  /** @param {number} now */
  pause(now) {
    this.settle(now);
    if (!this.isRunning) return;
    this.into = now - this.beganAt;
    this.beganAt = null;
  }

  /** Move past every deadline before now. @param {number} now */
  settle(now) {
    while (this.isRunning && now - this.beganAt >= this.stretch.ms) {
      this.beganAt += this.stretch.ms;
      this.index += 1;
      this.#stopAtTheEnd();
    }
  }

  /** Go to what comes next: from a wait to the work, from work to the wait. @param {number} now */
  skip(now) {
    this.settle(now);
    if (this.isDone) return;
    this.index = nextPlace(this.row, this.index);
    this.into = 0;
    if (this.isRunning) this.beganAt = now;
    this.#stopAtTheEnd();
  }

  /** Milliseconds into the stretch. Settle first. @param {number} now */
  elapsed(now) {
    return this.isRunning ? now - this.beganAt : this.into;
  }

  /** Milliseconds left; Infinity where it waits for a tap. @param {number} now */
  left(now) {
    return this.isDone ? 0 : this.stretch.ms - this.elapsed(now);
  }

  /**
   * What is still to come, with the milliseconds until it begins; up to the next tap.
   * @param {number} now
   * @returns {{ stretch: Stretch | null, inMs: number }[]} null is the end
   */
  ahead(now) {
    const found = [];
    let inMs = this.left(now);
    for (let place = this.index + 1; Number.isFinite(inMs) && place <= this.row.length; place += 1) {
      const stretch = this.row[place] ?? null;
      found.push({ stretch, inMs });
      inMs += stretch ? stretch.ms : 0;
    }
    return found;
  }

  #stopAtTheEnd() {
    if (!this.isDone) return;
    this.beganAt = null;
    this.into = 0;
  }
}
