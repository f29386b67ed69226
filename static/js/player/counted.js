// What the clock counted, as one of the answers to "How much did you do?".
//
// Its place is in the page from the start, so that nothing moves under a thumb when a set ends.

/**
 * Chosen until somebody chooses for themselves. Nothing counted is no answer.
 * @param {HTMLFormElement} ask
 * @param {import("./player.js").Player} player
 */
export function offerCount(ask, { setsDone, dose }) {
  const choices = ask.querySelector("[data-done]");
  if (!choices) return;
  const radio = choices.querySelector("[data-counted]");
  const words = choices.dataset.words.replace("{done}", setsDone).replace("{sets}", dose.sets);
  choices.querySelector("[data-counted-words]").textContent = words;
  radio.disabled = setsDone === 0;
  radio.value = (setsDone / dose.sets).toFixed(2);
  if (setsDone > 0 && !choices.querySelector("input:checked")) radio.checked = true;
}
