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
  if (root.dataset.kept) showToday();
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

function showToday() {
  for (const place of document.querySelectorAll("[data-own-day]")) {
    place.textContent = dayInWords(localDay(root.dataset.zone), root.lang);
  }
}

/** @param {SubmitEvent} event */
async function askBeforeSigningOut(event) {
  const form = event.currentTarget;
  event.preventDefault();
  const waiting = await box.unsent().catch(() => []);
  if (!waiting.length || confirm(form.dataset.signsOut)) form.submit();
}
