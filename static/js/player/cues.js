// What is heard and felt. Tones are put on the audio clock ahead of time, because a page in the
// background is woken too seldom to be on time.

import { isOn } from "./kept.js";

const SECOND = 1000;
const COUNTED_DOWN = [3, 2, 1];
const TONES = {
  tick: { hertz: 660, seconds: 0.06, loud: 0.12 },
  step: { hertz: 520, seconds: 0.1, loud: 0.14 },
  go: { hertz: 880, seconds: 0.22, loud: 0.22 },
  rest: { hertz: 440, seconds: 0.3, loud: 0.22 },
  end: { hertz: 990, seconds: 0.5, loud: 0.22 },
};
const SHAKES = { go: [120], rest: [60, 60, 60], end: [200, 100, 200], step: [20] };
const TONE_OF = { out: "step", back: "step", hold: "step", work: "go", open: "go" };

/** Which cue begins a stretch. @param {import("./timeline.js").Stretch | null} stretch */
export function cueOf(stretch) {
  if (stretch === null) return "end";
  if (stretch.kind === "out" && stretch.rep === 1) return "go";
  return TONE_OF[stretch.kind] ?? "rest";
}

export class Cues {
  /** @type {AudioContext | null} */
  #audio = null;
  /** @type {OscillatorNode[]} */
  #planned = [];

  /** Sound needs a touch first, so this is called from one. */
  wake() {
    if (!isOn("sound") || !("AudioContext" in window)) return;
    this.#audio ??= new AudioContext();
    if (this.#audio.state === "suspended") this.#audio.resume().catch(() => {});
  }

  /** @param {ReturnType<import("./run.js").Run["ahead"]>} ahead */
  plan(ahead) {
    this.hush();
    if (!this.#audio || !isOn("sound")) return;
    let before = 0;
    for (const { stretch, inMs } of ahead) {
      this.#tone(cueOf(stretch), inMs);
      if (cueOf(stretch) !== "step") this.#countDown(inMs, before);
      before = inMs;
    }
  }

  /** Take back everything not heard yet. */
  hush() {
    for (const tone of this.#planned) tone.stop();
    this.#planned = [];
  }

  /** @param {import("./timeline.js").Stretch | null} stretch */
  shake(stretch) {
    const shake = SHAKES[cueOf(stretch)];
    if (isOn("vibration") && "vibrate" in navigator && !document.hidden) navigator.vibrate(shake);
  }

  /** The last three seconds of a stretch. @param {number} inMs @param {number} since */
  #countDown(inMs, since) {
    for (const seconds of COUNTED_DOWN) {
      const at = inMs - seconds * SECOND;
      if (at > since) this.#tone("tick", at);
    }
  }

  #tone(name, inMs) {
    const { hertz, seconds, loud } = TONES[name];
    const at = this.#audio.currentTime + inMs / SECOND;
    const [tone, volume] = [this.#audio.createOscillator(), this.#audio.createGain()];
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(loud, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
    tone.connect(volume).connect(this.#audio.destination);
    tone.start(at);
    tone.stop(at + seconds);
    this.#planned.push(tone);
  }
}
