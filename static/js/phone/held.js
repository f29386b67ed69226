/** Holding a form that could not be sent, and sending what waits: once, in order, as its owner. */

import * as box from "./box.js";

/** @typedef {import("./box.js").Held} Held */
/** @typedef {{person: string, csrf: string, on: string, zone: string, stamp: string,
 *             pages: string[], figures: string[]}} Day */

const BY_PHONE = "Stepwise-Phone";
const KEPT = 204;
const BROKEN = 500;
// Signed out meanwhile, or the token is no longer good: nothing of what waits is to blame.
const NOT_NOW = [401, 403];
const PATIENCE_MS = 10_000;
const A_DAY_MS = 24 * 60 * 60 * 1000;
// What forms.js adds for the worker to read; the server never sees it.
export const FOR_WORKER = "outbox";
const NOT_KEPT = ["csrfmiddlewaretoken"];
const ALARMING = (name, value) =>
  name === "red_flags" || (name === "flags" && value === "some") ||
  (name === "new" && value === "sudden_event");

/** @param {[string, string][]} fields @param {string} name */
export const valueOf = (fields, name) => fields.find(([one]) => one === name)?.[1] ?? "";

/** Whether a check-in says that somebody should look at it before anything is trained. */
export const isAlarming = (held) =>
  held.kind === "check-in" && held.fields.some(([name, value]) => ALARMING(name, value));

/**
 * A filled-in form as it waits. A warning sign that waits counts as meant: until its owner deletes
 * it, the safe way is to believe it.
 * @param {string} url
 * @param {[string, string][]} fields
 * @param {string} today
 * @returns {Held}
 */
export function heldOf(url, fields, today) {
  const own = fields.filter(
    ([name]) => !NOT_KEPT.includes(name) && !name.startsWith(FOR_WORKER) && name !== "confirmed",
  );
  const held = {
    kind: valueOf(fields, FOR_WORKER),
    url,
    fields: own,
    person: valueOf(fields, "person"),
    group: valueOf(fields, "client_id"),
    page: valueOf(fields, `${FOR_WORKER}-here`) || url,
    on: valueOf(fields, "on") || today,
    at: Date.now(),
    state: "waiting",
  };
  if (isAlarming(held)) held.fields.push(["confirmed", "1"]);
  return held;
}

/** Filled in again before it was sent, it takes the place of what it was. @param {Held} held */
export async function hold(held) {
  const isSame = (one) => one.url === held.url && one.group === held.group;
  const earlier = (await box.unsent()).find(isSame);
  await box.put(earlier ? { ...held, place: earlier.place } : held);
}

/**
 * Who is signed in and a fresh token; null without a network, `person` null when signed out.
 * @returns {Promise<Day | {person: null} | null>}
 */
export async function askDay() {
  try {
    const answer = await fetch("/phone/day/", {
      headers: { [BY_PHONE]: "keeping" },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.ok) return await answer.json();
    return answer.status >= BROKEN ? null : { person: null };
  } catch {
    return null;
  }
}

/**
 * The server's answer to a form, or null where it never came.
 * @param {string} url
 * @param {[string, string][]} fields
 * @param {string} csrf
 * @param {"passing" | "sending"} why
 * @returns {Promise<Response | null>}
 */
export async function post(url, fields, csrf, why) {
  const sent = fields.filter(
    ([name]) => !NOT_KEPT.includes(name) && !name.startsWith(FOR_WORKER),
  );
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { [BY_PHONE]: why },
      body: new URLSearchParams([...sent, ["csrfmiddlewaretoken", csrf]]),
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.status >= BROKEN ? null : answer;
  } catch {
    return null;
  }
}

/**
 * Sends what waits, one after another, by one sender at a time.
 * @returns {Promise<{person: string | null, left: number}>} left: what could still be sent later.
 */
export const sendAll = () => navigator.locks.request("stepwise-outbox", sendInOrder);

async function sendInOrder() {
  await forgetReceipts();
  const waiting = (await box.unsent()).sort((one, other) => one.place - other.place);
  if (!waiting.length) return { person: null, left: 0 };
  const day = await askDay();
  if (!day?.person) return { person: null, left: waiting.length };
  const own = waiting.filter((held) => held.person === day.person);
  // What belongs to something refused waits for it, so that a session arrives in its order.
  const blocked = new Set();
  for (const held of own) {
    if (blocked.has(held.group)) {
      await box.change(held, { state: "refused" });
      continue;
    }
    const answer = await post(held.url, held.fields, day.csrf, "sending");
    if (answer === null || NOT_NOW.includes(answer.status)) break;
    await settle(held, answer);
    if (answer.status !== KEPT) blocked.add(held.group);
  }
  const left = (await box.unsent()).filter((held) => held.state === "waiting").length;
  return { person: day.person, left };
}

/** Lets go of what was filled in only when the server says that it is kept. */
async function settle(held, answer) {
  if (answer.status === KEPT) {
    await box.change(held, { fields: [], state: "sent", at: Date.now() });
  } else {
    await box.change(held, { state: "refused", status: answer.status });
  }
}

async function forgetReceipts() {
  for (const held of await box.all()) {
    if (held.state === "sent" && Date.now() - held.at > A_DAY_MS) await box.drop(held.place);
  }
}
