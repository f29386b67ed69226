/** The one line that says whether something waits on this phone, and the list behind it. */

import * as box from "./box.js";
import { dayInWords, localDay, timeInWords } from "./clock.js";
import { isAlarming, valueOf } from "./held.js";

const root = document.documentElement;
const JUST_NOW_MS = 10 * 60 * 1000;
// The list stands in for a page that is not kept.
const isElsewhere = () =>
  root.dataset.kept && document.querySelector("[data-held]") && location.pathname !== "/phone/";
const isMine = (held) => held.person === root.dataset.person;

/** @param {Element} within @param {string} mark @param {string[]} shown */
function showOnly(within, mark, shown) {
  for (const one of within.querySelectorAll(`[data-${mark}]`)) {
    one.hidden = !shown.includes(one.dataset[mark]);
  }
}

export async function show() {
  const held = await box.all();
  const strip = document.querySelector("[data-phone-strip]");
  if (strip) showStrip(strip, held);
  const list = document.querySelector("[data-held]");
  if (list) showList(list, held);
}

function showStrip(strip, held) {
  const unsent = held.filter((one) => one.state !== "sent");
  const states = [];
  if (root.dataset.kept && !isElsewhere()) states.push("kept");
  if (unsent.some((one) => isMine(one) && one.state === "waiting")) states.push("waiting");
  if (unsent.some((one) => isMine(one) && one.state === "refused")) states.push("refused");
  if (unsent.some((one) => !isMine(one))) states.push("away");
  const isNews = held.some((one) => one.state === "sent" && isMine(one) &&
    Date.now() - one.at < JUST_NOW_MS);
  if (!unsent.length && isNews) states.push("sent");
  showOnly(strip, "when", states);
  const at = strip.querySelector("[data-kept-at]");
  if (root.dataset.kept) at.textContent = momentInWords(Number(root.dataset.kept));
}

/** The time, and the day where it is not today. */
function momentInWords(at) {
  const { zone } = root.dataset;
  const day = localDay(zone, new Date(at));
  const time = timeInWords(at, zone);
  return day === localDay(zone) ? time : `${dayInWords(day, root.lang)}, ${time}`;
}

function showList(list, held) {
  const rows = groups(held);
  list.replaceChildren(...rows.map(rowOf));
  list.hidden = !rows.length;
  document.querySelector("[data-held-none]").hidden = rows.length > 0;
  document.querySelector("[data-send-now]").hidden = !held.some((one) => one.state !== "sent");
  document.querySelector("[data-held-alarm]").hidden = !held.some(
    (one) => one.state !== "sent" && isMine(one) && isAlarming(one),
  );
  const why = new URLSearchParams(location.search).get("why") ?? "";
  showOnly(document, "why", [isElsewhere() ? "page" : why]);
}

/** Forms of one entry as one row, the latest first; refused beats waiting beats sent. */
function groups(held) {
  const found = new Map();
  for (const one of held) found.set(one.group, [...(found.get(one.group) ?? []), one]);
  return [...found.values()].reverse();
}

function stateOf(forms) {
  const states = forms.map((one) => one.state);
  const state = ["refused", "waiting", "sent"].find((one) => states.includes(one));
  return state !== "sent" && !isMine(forms[0]) ? "away" : state;
}

function rowOf(forms) {
  const row = document.querySelector("[data-held-row]").content.firstElementChild.cloneNode(true);
  const [last] = forms.slice(-1);
  const state = stateOf(forms);
  const kind = { "check-in": "check-in", exercise: "session", finish: "session",
    "self-test": "self-test" }[last.kind];
  showOnly(row, "kind", [kind ?? "other"]);
  showOnly(row, "state", [state]);
  showOnly(row, "glyph", [state === "away" ? "waiting" : state]);
  row.querySelector("[data-day]").textContent = dayInWords(last.on, root.lang);
  row.querySelector("[data-at]").textContent = timeInWords(last.at, root.dataset.zone);
  row.querySelector("[data-scores]").textContent = state === "away" ? "" : said(last);
  const refused = forms.find((one) => one.state === "refused");
  if (refused) row.querySelector("[data-again]").href = pageOf(refused);
  const drop = row.querySelector("[data-drop]");
  drop.hidden = state === "sent" || state === "away";
  drop.addEventListener("click", () => dropAll(forms));
  return row;
}

/** The page it was filled in on, with its answers. @param {import("./box.js").Held} held */
function pageOf(held) {
  const page = new URL(held.page ?? held.url, location.origin);
  page.searchParams.set("held", String(held.place));
  return page.href;
}

/** What was answered, such as "at rest 1, worst 3", in the words of the page. */
function said(held) {
  const names = [...document.querySelectorAll("[data-score-words] dt")];
  return names
    .map((name) => [name.nextElementSibling.textContent, valueOf(held.fields, name.textContent)])
    .filter(([, value]) => value !== "")
    .map(([word, value]) => `${word} ${value}`)
    .join(", ");
}

async function dropAll(forms) {
  if (!confirm(document.querySelector("[data-drop-sure]").textContent)) return;
  for (const one of forms) await box.drop(one.place);
  await show();
}
