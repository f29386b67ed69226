// A dose as a row of stretches of time, each with a known end or waiting for a tap.

/**
 * @typedef {object} Dose
 * @property {number} sets
 * @property {number | null} reps
 * @property {number | null} hold_seconds
 * @property {number | null} duration_seconds
 * @property {number} rest_seconds
 * @property {string[]} sides  one name for each part of a set; one empty name where there are none
 */

/**
 * @typedef {object} Stretch
 * @property {"ready" | "out" | "hold" | "back" | "work" | "open" | "change" | "rest"} kind
 * @property {number} ms  how long it lasts; Infinity where it waits for a tap
 * @property {number} set  counted from 1; a rest belongs to the set it leads to
 * @property {number} part  which side of the set, counted from 0
 * @property {number} rep  counted from 1; 0 where nothing is counted
 */

export const READY_SECONDS = 5;
export const CHANGE_SECONDS = 5;
// Half a repetition: the rules reckon four seconds for a whole one.
export const MOVE_SECONDS = 2;
const SECOND = 1000;

/** @param {Dose} dose @returns {Stretch[]} */
export function timelineOf(dose) {
  const row = [stretch("ready", READY_SECONDS, 1)];
  for (let set = 1; set <= dose.sets; set += 1) {
    if (set > 1) row.push(stretch("rest", dose.rest_seconds || READY_SECONDS, set));
    dose.sides.forEach((_side, part) => {
      if (part > 0) row.push(stretch("change", CHANGE_SECONDS, set, part));
      row.push(...workOf(dose, set, part));
    });
  }
  return row;
}

/** One side of one set. @param {Dose} dose @param {number} set @param {number} part */
function workOf(dose, set, part) {
  if (dose.duration_seconds) return [stretch("work", dose.duration_seconds, set, part)];
  if (!dose.reps) return [stretch("open", Infinity, set, part)];
  return Array.from({ length: dose.reps }, (_empty, place) => repOf(dose, set, part, place + 1)).flat();
}

/** @param {Dose} dose @param {number} set @param {number} part @param {number} rep */
function repOf(dose, set, part, rep) {
  const hold = dose.hold_seconds ? [stretch("hold", dose.hold_seconds, set, part, rep)] : [];
  return [
    stretch("out", MOVE_SECONDS, set, part, rep),
    ...hold,
    stretch("back", MOVE_SECONDS, set, part, rep),
  ];
}

/** @returns {Stretch} */
function stretch(kind, seconds, set, part = 0, rep = 0) {
  return { kind, ms: seconds * SECOND, set, part, rep };
}

const WAITS = new Set(["ready", "rest", "change"]);

/** Whether nothing is asked of the body then. @param {Stretch} one */
export function isWait(one) {
  return WAITS.has(one.kind);
}

/** How many sets lie wholly before this place. @param {Stretch[]} row @param {number} index */
export function setsDoneAt(row, index) {
  return index < row.length ? row[index].set - 1 : row.at(-1).set;
}

/** Where the next wait or the next piece of work begins. @param {Stretch[]} row @param {number} index */
export function nextPlace(row, index) {
  const here = row[index];
  if (isWait(here)) return index + 1;
  const next = row.findIndex((one, place) => place > index && isWait(one));
  return next === -1 ? row.length : next;
}
