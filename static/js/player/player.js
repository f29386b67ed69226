// The player of one exercise: its clock, its buttons, and what it may say of what was done.

import { Awake } from "./awake.js";
import { Cues } from "./cues.js";
import { Face } from "./face.js";
import { keepPlace, placeOf } from "./kept.js";
import { Run } from "./run.js";
import { timelineOf } from "./timeline.js";

const SECOND = 1000;
const SAID_ALOUD = new Set(["ready", "rest", "change", "work", "open"]);
const cues = new Cues();
const awake = new Awake();
const isStill = matchMedia("(prefers-reduced-motion: reduce)");
const clock = () => performance.now();

export class Player {
  #timer = 0;
  #frame = 0;
  #shown = -1;
  #isLeft = false;

  /**
   * @param {HTMLElement} root
   * @param {{ counted: (player: Player) => void, ended: () => void }} heard
   */
  constructor(root, heard) {
    this.root = root;
    this.heard = heard;
    this.dose = JSON.parse(root.dataset.dose);
    this.face = new Face(root, this.dose);
    // They stand at the foot of the exercise, where a thumb is, beside "This hurts".
    this.go = root.parentElement.querySelector("[data-go]");
    this.next = root.parentElement.querySelector("[data-next]");
    this.run = this.#resumed(timelineOf(this.dose));
    this.#shown = this.run.index;
    this.go.addEventListener("click", () => this.toggle());
    this.next.addEventListener("click", () => this.skip());
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("pagehide", () => this.#keep());
    this.#changed();
  }

  get setsDone() {
    return this.run.setsDone;
  }

  toggle() {
    if (this.run.isRunning) this.pause();
    else this.start();
  }

  start() {
    cues.wake();
    this.run.goOn(clock());
    this.face.say(this.run.stretch ?? null);
    this.root.scrollIntoView({ block: "nearest" });
    this.#changed();
  }

  pause() {
    this.run.pause(clock());
    this.#changed();
  }

  skip() {
    cues.wake();
    this.run.skip(clock());
    this.#changed();
    this.#look();
  }

  /** A sense was switched on or off. */
  replan() {
    cues.wake();
    if (this.run.isRunning) cues.plan(this.run.ahead(clock()));
  }

  /** Leave it for good: another exercise takes its place. */
  stop() {
    this.pause();
    this.#isLeft = true;
  }

  /** Where it was left on this device. */
  #resumed(row) {
    const place = placeOf(this.root.dataset.place);
    if (!place || place.index > row.length) return new Run(row);
    const run = new Run(row, place.index, place.into);
    if (place.isRunning) run.goOn(clock());
    run.settle(clock());
    return run;
  }

  /** After a tap: everything that follows from running or standing still. */
  #changed() {
    const { run } = this;
    awake.want(run.isRunning);
    if (run.isRunning) cues.plan(run.ahead(clock()));
    else cues.hush();
    this.#label();
    this.#keep();
    this.#look();
  }

  #label() {
    const { run } = this;
    const state = run.isRunning ? "pause" : run.isFresh ? "start" : "on";
    this.go.dataset.state = state;
    this.go.disabled = this.next.disabled = run.isDone;
    this.next.disabled ||= run.isFresh;
  }

  #keep() {
    if (!this.#isLeft && !this.run.isFresh) {
      keepPlace(this.root.dataset.place, this.run, clock());
    }
  }

  /** Draw the present moment, and plan the next look. */
  #look() {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    const now = clock();
    this.run.settle(now);
    if (this.run.index !== this.#shown) this.#arrived();
    this.face.draw(this.run, now);
    if (this.run.isRunning) this.#planLook(now);
  }

  #planLook(now) {
    // The second it shows turns when a whole second is left.
    const left = this.run.left(now);
    const wait = Number.isFinite(left) ? left % SECOND || SECOND : SECOND;
    this.#timer = setTimeout(() => this.#look(), wait);
    if (!isStill.matches) this.#frame = requestAnimationFrame(() => this.#look());
  }

  #arrived() {
    const stretch = this.run.stretch ?? null;
    this.#shown = this.run.index;
    cues.shake(stretch);
    this.#keep();
    this.heard.counted(this);
    if (stretch === null) {
      awake.want(false);
      this.#label();
      this.face.say(null);
      this.heard.ended();
    } else if (SAID_ALOUD.has(stretch.kind) || stretch.kind === "out") {
      this.face.say(stretch);
    }
  }
}
