// What the clock counted, as one more answer to "How much did you do?".

const WHOLE = 1;

/** Asked once: from then on, what a person chooses is theirs. @param {HTMLFormElement} ask */
export function watchChoices(ask) {
  ask.querySelector("[data-done]")?.addEventListener("change", (event) => {
    delete event.target.dataset.byClock;
  });
}

/**
 * Chosen where nothing was chosen yet; it may always be changed. Nothing counted is no answer.
 * @param {HTMLFormElement} ask
 * @param {import("./player.js").Player} player
 */
export function offerCount(ask, player) {
  const choices = ask.querySelector("[data-done]");
  if (!choices || player.setsDone === 0 || isTheirs(choices)) return;
  const share = player.setsDone / player.dose.sets;
  const radio = share === WHOLE ? wholeOf(choices) : added(choices, ask, player, share);
  radio.checked = true;
  radio.dataset.byClock = "yes";
}

/** @param {Element} choices */
function isTheirs(choices) {
  const chosen = choices.querySelector("input:checked");
  return chosen !== null && !chosen.dataset.byClock;
}

/** @param {Element} choices @returns {HTMLInputElement} */
function wholeOf(choices) {
  return choices.querySelector("input[value='1']");
}

/** @returns {HTMLInputElement} */
function added(choices, ask, player, share) {
  const pick = wholeOf(choices).closest("label").cloneNode(true);
  const radio = pick.querySelector("input");
  radio.value = share.toFixed(2);
  const words = ask.dataset.counted
    .replace("{done}", player.setsDone)
    .replace("{sets}", player.dose.sets);
  pick.querySelector(".face > span:last-child").textContent = words;
  pick.classList.add("counted");
  choices.querySelector(".counted")?.remove();
  choices.querySelector(".two").prepend(pick);
  return radio;
}
