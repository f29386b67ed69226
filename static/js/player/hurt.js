// "This hurts", answered in the page itself: it needs no network to take a step down.

/** Where a pain falls between the limits of the day. */
export function outcomeOf(pain, hold, stop) {
  if (pain >= stop) return "stop";
  return pain > hold ? "above" : "within";
}

export class HurtSheet {
  /**
   * None where the page has no sheet: then the link leads to a page of its own.
   * @param {Document} page
   * @param {{ taken: (lower: DocumentFragment, pain: string) => void }} heard
   */
  static on(page, heard) {
    const dialog = page.querySelector("[data-hurt-sheet]");
    return dialog ? new HurtSheet(dialog, page.querySelector("[data-lower]"), heard) : null;
  }

  /** @param {HTMLDialogElement} dialog @param {HTMLTemplateElement | null} lower */
  constructor(dialog, lower, heard) {
    this.dialog = dialog;
    this.lower = lower;
    this.heard = heard;
    dialog.addEventListener("change", () => this.#show());
    for (const button of dialog.querySelectorAll("[data-close]")) {
      button.addEventListener("click", () => dialog.close());
    }
    dialog.querySelector("[data-take-lower]")?.addEventListener("click", () => this.#take());
  }

  /** @param {import("./player.js").Player} player */
  open(player) {
    this.dialog.querySelector("form").reset();
    this.#count(player);
    this.#show();
    this.dialog.showModal();
  }

  get #pain() {
    return this.dialog.querySelector("input[name=pain]:checked")?.value ?? null;
  }

  /** Pain that nobody puts in a number is treated as above the limit. */
  #show() {
    const { hold, stop } = this.dialog.dataset;
    const pain = this.#pain;
    const found = pain === null ? "none" : pain === "" ? "above" : outcomeOf(+pain, +hold, +stop);
    for (const block of this.dialog.querySelectorAll("[data-outcome]")) {
      block.hidden = block.dataset.outcome !== found;
    }
  }

  /** What was done of the listed exercise before it hurt goes with the answer. */
  #count({ setsDone, dose }) {
    const form = this.dialog.querySelector("form");
    form.querySelector("[name=done]")?.remove();
    if (setsDone === 0) return;
    const done = document.createElement("input");
    Object.assign(done, { type: "hidden", name: "done", value: (setsDone / dose.sets).toFixed(2) });
    form.append(done);
  }

  #take() {
    const pain = this.#pain;
    this.dialog.close();
    this.heard.taken(this.lower.content.cloneNode(true), pain);
  }
}
