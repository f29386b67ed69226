// What this device remembers: the place in an exercise, and whether it may sound and shake.
// No answer about the body is ever kept here.

const PLACE = "stepwise.player.place";
const OFF = "off";
// Longer away than this, and the clock waits where it was left.
export const LONGEST_AWAY_MS = 10 * 60 * 1000;

/** Storage can be switched off; then nothing is remembered and everything else works. */
function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

/**
 * @param {string} exercise  which exercise of which session
 * @param {import("./run.js").Run} run
 * @param {number} now  of the run's clock
 */
export function keepPlace(exercise, run, now) {
  const place = {
    exercise,
    index: run.index,
    into: run.isDone ? 0 : run.elapsed(now),
    isRunning: run.isRunning,
    at: Date.now(),
  };
  attempt(() => localStorage.setItem(PLACE, JSON.stringify(place)));
}

/**
 * The place that was kept, as it would be now: a clock that ran has gone on meanwhile.
 * @param {string} exercise
 */
export function placeOf(exercise) {
  const place = attempt(() => JSON.parse(localStorage.getItem(PLACE)));
  if (!place || place.exercise !== exercise || !Number.isInteger(place.index)) return null;
  const away = Math.max(0, Date.now() - place.at);
  if (!place.isRunning || away > LONGEST_AWAY_MS) return { ...place, isRunning: false };
  return { ...place, into: place.into + away };
}

export function forgetPlace() {
  attempt(() => localStorage.removeItem(PLACE));
}

/** @param {string} sense "sound" or "vibration" */
export function isOn(sense) {
  return attempt(() => localStorage.getItem(`stepwise.player.${sense}`)) !== OFF;
}

/** @param {string} sense @param {boolean} on */
export function setOn(sense, on) {
  attempt(() => localStorage.setItem(`stepwise.player.${sense}`, on ? "on" : OFF));
}
