// Keep the screen on while the clock runs, where the device can.

export class Awake {
  /** @type {WakeLockSentinel | null} */
  #lock = null;
  #isWanted = false;

  constructor() {
    // The system takes the lock back whenever the page is hidden.
    document.addEventListener("visibilitychange", () => this.#ask());
  }

  /** @param {boolean} isWanted */
  want(isWanted) {
    if (this.#isWanted === isWanted) return;
    this.#isWanted = isWanted;
    if (isWanted) this.#ask();
    else this.#letGo();
  }

  async #ask() {
    if (!this.#isWanted || document.hidden || !("wakeLock" in navigator)) return;
    // A low battery may refuse it; the session goes on all the same.
    this.#lock = await navigator.wakeLock.request("screen").catch(() => null);
    if (!this.#isWanted) this.#letGo();
  }

  #letGo() {
    this.#lock?.release().catch(() => {});
    this.#lock = null;
  }
}
