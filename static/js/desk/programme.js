// The order of a programme: drag a line by its grip, or move it by its arrows without a new page.
// Without it each arrow is a button of the form, and the server moves the line.

// Near the edge of the window a held line takes the page along, so many pixels at each move.
const EDGE = 60;
const SCROLL = 24;

/** @param {Element | null} element @returns {HTMLElement | null} */
const lineOf = (element) => element?.closest(".programme-line") ?? null;

/** @param {HTMLElement} list @returns {HTMLElement[]} */
const linesIn = (list) => /** @type {HTMLElement[]} */ ([...list.children]);

/** Only the ends have nowhere to go. @param {HTMLElement} list */
function settle(list) {
  const lines = linesIn(list);
  lines.forEach((line, place) => {
    const [earlier, later] = line.querySelectorAll("[data-move]");
    if (earlier instanceof HTMLButtonElement) earlier.disabled = place === 0;
    if (later instanceof HTMLButtonElement) later.disabled = place === lines.length - 1;
  });
}

/** @param {HTMLElement} line */
function tell(line) {
  const said = line.closest(".programme")?.querySelector("[data-told]");
  const list = line.parentElement;
  if (!(said instanceof HTMLElement) || list === null) return;
  const words = { name: line.dataset.name, place: linesIn(list).indexOf(line) + 1, count: list.children.length };
  said.textContent = (said.dataset.told ?? "").replace(/\{(\w+)\}/g, (_, word) => String(words[word]));
}

/** @param {HTMLElement} line @param {number} by @param {HTMLElement} pressed */
function move(line, by, pressed) {
  const list = line.parentElement;
  if (list === null) return;
  const other = by < 0 ? line.previousElementSibling : line.nextElementSibling;
  if (other === null) return;
  if (by < 0) other.before(line);
  else other.after(line);
  settle(list);
  tell(line);
  // A moved button loses the keyboard, and one at the end cannot have it.
  const isAtEnd = pressed instanceof HTMLButtonElement && pressed.disabled;
  const next = isAtEnd ? line.querySelector("[data-move]:not(:disabled)") : pressed;
  if (next instanceof HTMLElement) next.focus();
}

/** @param {PointerEvent} event */
function grab(event) {
  const grip = event.target instanceof Element ? event.target.closest("[data-grip]") : null;
  const line = lineOf(grip);
  const list = line?.parentElement;
  if (!(grip instanceof HTMLElement) || !line || !list) return;
  event.preventDefault();
  line.classList.add("is-held");
  const held = new AbortController();

  /** @param {PointerEvent} moved */
  const follow = (moved) => {
    if (moved.clientY < EDGE) window.scrollBy(0, -SCROLL);
    if (moved.clientY > window.innerHeight - EDGE) window.scrollBy(0, SCROLL);
    const others = linesIn(list).filter((one) => one !== line);
    const below = others.find((one) => {
      const box = one.getBoundingClientRect();
      return moved.clientY < box.top + box.height / 2;
    });
    if (below === undefined) list.append(line);
    else if (below.previousElementSibling !== line) below.before(line);
  };
  const drop = () => {
    held.abort();
    line.classList.remove("is-held");
    settle(list);
    tell(line);
  };
  // On the document: a line that is moved in it would lose a pointer it had captured.
  document.addEventListener("pointermove", follow, { signal: held.signal });
  document.addEventListener("pointerup", drop, { signal: held.signal });
  document.addEventListener("pointercancel", drop, { signal: held.signal });
}

/** Before htmx sends it. @param {Event} event */
function pressed(event) {
  const button = event.target instanceof Element ? event.target.closest("[data-move]") : null;
  const line = lineOf(button);
  if (!(button instanceof HTMLElement) || line === null) return;
  event.preventDefault();
  event.stopPropagation();
  move(line, Number(button.dataset.move), button);
}

/** The pressed button is gone: the keyboard goes on at the new line, or where one looks for more. */
function swapped() {
  const fresh = document.querySelector(".programme-line[data-fresh]");
  if (!(fresh instanceof HTMLElement)) {
    if (document.activeElement === document.body) document.getElementById("find-exercise")?.focus();
    return;
  }
  const said = fresh.closest(".programme")?.querySelector("[data-added]");
  if (said instanceof HTMLElement) {
    said.textContent = (said.dataset.added ?? "").replace("{name}", fresh.dataset.name ?? "");
  }
  fresh.querySelector("input:not([type=hidden])")?.focus();
  fresh.removeAttribute("data-fresh");
}

document.addEventListener("htmx:afterSwap", swapped);
document.addEventListener("pointerdown", grab);
document.addEventListener("click", pressed, { capture: true });
