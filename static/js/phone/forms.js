/**
 * Makes a form marked with `data-outbox` ready to wait on the phone.
 *
 * data-outbox: what it is, such as "check-in". data-needs: answers without which it cannot wait.
 * data-onward: the page after it. data-stop, data-at-stop: the pain that leads elsewhere, and where.
 */

import { dayInWords, localDay } from "./clock.js";
import * as box from "./box.js";

const MARKS = { outbox: "outbox", needs: "outbox-needs", onward: "outbox-onward",
  stop: "outbox-stop", atStop: "outbox-at-stop" };
const root = document.documentElement;

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
function carry(form, name, value) {
  const field = form.querySelector(`input[type=hidden][name="${name}"]`) ?? form.appendChild(
    Object.assign(document.createElement("input"), { type: "hidden", name }),
  );
  field.value = value;
}

export function prepareForms() {
  for (const form of document.querySelectorAll("form[data-outbox]")) prepare(form);
  for (const form of document.querySelectorAll("form[data-signs-out]")) {
    form.addEventListener("submit", askBeforeSigningOut);
  }
  if (root.dataset.kept) showToday(localDay(root.dataset.zone));
  const place = Number(new URLSearchParams(location.search).get("held"));
  if (place) fillAgain(place).catch(() => {});
}

/** @param {HTMLFormElement} form */
function prepare(form) {
  for (const [mark, name] of Object.entries(MARKS)) {
    if (form.dataset[mark]) carry(form, name, form.dataset[mark]);
  }
  carry(form, "outbox-here", location.pathname + location.search);
  carry(form, "person", root.dataset.person);
  if (root.dataset.kept && form.elements.on) renew(form);
}

/** A kept page is filled in again and again: each time it is another entry, of the day it is. */
function renew(form) {
  form.elements.client_id.value = crypto.randomUUID();
  form.elements.on.value = localDay(root.dataset.zone);
}

/** @param {string} day */
function showToday(day) {
  for (const place of document.querySelectorAll("[data-own-day]")) {
    place.textContent = dayInWords(day, root.lang);
  }
}

const CONFLICT = 409;

/** Puts back what was filled in and could not be sent, for its owner to look at again. */
async function fillAgain(place) {
  const held = (await box.unsent()).find((one) => one.place === place);
  const form = document.querySelector("form[data-outbox]");
  if (!form || held?.person !== root.dataset.person || held.url !== location.pathname) return;
  // An id that was kept with other answers is taken; these answers get the new one of the page.
  const isTaken = held.status === CONFLICT;
  const fields = held.fields.filter(([name]) => !(isTaken && name === "client_id"));
  for (const [name, value] of fields) putBack(form, name, value);
  carry(form, "outbox-again", String(place));
  for (const more of form.querySelectorAll("details")) more.open = true;
  showToday(held.on);
}

function putBack(form, name, value) {
  for (const field of form.querySelectorAll(`:is(input, textarea)[name="${CSS.escape(name)}"]`)) {
    const isChoice = field.type === "radio" || field.type === "checkbox";
    if (!isChoice) field.value = value;
    else if (field.value === value) field.checked = true;
  }
}

/** @param {SubmitEvent} event */
async function askBeforeSigningOut(event) {
  const form = event.currentTarget;
  event.preventDefault();
  const waiting = await box.unsent().catch(() => []);
  if (!waiting.length || confirm(form.dataset.signsOut)) form.submit();
}
