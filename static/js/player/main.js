// The page of one exercise, with a script: the clock, the switches, and "this hurts" at once.

import { offerCount } from "./counted.js";
import { HurtSheet } from "./hurt.js";
import { forgetPlace, isOn, setOn } from "./kept.js";
import { Player } from "./player.js";

const SENSES = ["sound", "vibration"];
const ask = document.querySelector("[data-ask]");
/** @type {Player | null} */
let player = null;
let isLower = false;

document.documentElement.classList.add("scripted");
const sheet = HurtSheet.on(document, { taken });
begin();
ask.addEventListener("submit", forgetPlace);
// Whoever answers before the end has stopped: the sets that are through are what was counted.
ask.addEventListener("focusin", () => player.run.isRunning && player.pause());

/** The clock of the exercise that stands in the page now. */
function begin() {
  player = new Player(document.querySelector("[data-player]"), { counted, ended: lead });
  counted(player);
  for (const sense of SENSES) bindSense(sense);
  document.querySelector("[data-hurts]").addEventListener("click", hurts);
}

/** @param {string} sense */
function bindSense(sense) {
  const button = document.querySelector(`[data-sense=${sense}]`);
  const show = () => button.setAttribute("aria-pressed", String(isOn(sense)));
  button.hidden = sense === "vibration" && !("vibrate" in navigator);
  button.addEventListener("click", () => {
    setOn(sense, !isOn(sense));
    show();
    player.replan();
  });
  show();
}

/** @param {Player} counting */
function counted(counting) {
  offerCount(ask, counting);
}

/** On to how it was. */
function lead() {
  ask.focus({ preventScroll: true });
  ask.scrollIntoView({ block: "start" });
}

/** @param {Event} event */
function hurts(event) {
  player.pause();
  event.preventDefault();
  // A step down was taken already: what is left is to say how much, and to leave it.
  if (sheet && !isLower) sheet.open(player);
  else lead();
}

/** One step down: its picture, words and clock take the place of the listed exercise's. */
function taken(lower, pain) {
  player.stop();
  document.querySelector("[data-body]").replaceChildren(lower);
  ask.querySelector("[data-done]").remove();
  carry("way", "lower");
  carry("hurt", pain);
  // How much was done is not asked for here, so the answer may wait on the phone without it.
  carry("outbox-needs", "pain");
  isLower = true;
  begin();
  document.querySelector("[data-body] h1").focus();
}

function carry(name, value) {
  const field = ask.elements.namedItem(name) ?? ask.appendChild(
    Object.assign(document.createElement("input"), { type: "hidden", name }),
  );
  field.value = value;
}
