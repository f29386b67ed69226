// A count of seconds that stays exact: it reckons from the clock, not from ticks, so that a tab in
// the background or a locked phone loses nothing.

const SECOND = 1000;

/**
 * @typedef {object} Stretch
 * @property {"ready" | "go" | "rest"} kind
 * @property {number} ms
 * @property {number} round  counted from 1
 */

export const READY_SECONDS = 5;
export const REST_SECONDS = 5;

/**
 * Get ready, then each round with a rest before the next.
 * @param {{seconds: number, rounds: number}} test
 * @returns {Stretch[]}
 */
export function stretchesOf({ seconds, rounds }) {
  const row = [{ kind: "ready", ms: READY_SECONDS * SECOND, round: 1 }];
  for (let round = 1; round <= rounds; round += 1) {
    if (round > 1) row.push({ kind: "rest", ms: REST_SECONDS * SECOND, round });
    row.push({ kind: "go", ms: seconds * SECOND, round });
  }
  return row;
}

export class Countdown {
  /** @param {Stretch[]} stretches @param {() => number} now  milliseconds of any clock */
  constructor(stretches, now) {
    this.stretches = stretches;
    this.now = now;
    this.spent = 0;
    /** @type {number | null} */
    this.since = null;
  }

  get isRunning() {
    return this.since !== null;
  }

  start() {
    this.since ??= this.now();
  }

  pause() {
    this.spent = this.elapsed;
    this.since = null;
  }

  reset() {
    this.spent = 0;
    this.since = null;
  }

  get elapsed() {
    return this.spent + (this.since === null ? 0 : this.now() - this.since);
  }

  /** The stretch of this moment and the whole seconds left of it; no stretch once all is over. */
  get moment() {
    let before = 0;
    for (const stretch of this.stretches) {
      if (this.elapsed < before + stretch.ms) {
        return { stretch, left: Math.ceil((before + stretch.ms - this.elapsed) / SECOND) };
      }
      before += stretch.ms;
    }
    return { stretch: null, left: 0 };
  }
}
