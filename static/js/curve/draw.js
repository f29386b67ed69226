/**
 * The pain curve as points to drag. The number fields below it hold the numbers; without this
 * module, and for the keyboard, they are all there is.
 */

const [WIDE, HIGH, LEFT, TOP, FLOOR] = [640, 170, 24, 12, 146];
const MOST = 10;
const UNPROCESSABLE = 422;

/** @param {number} pain */
const yOf = (pain) => FLOOR - ((FLOOR - TOP) * Math.min(MOST, Math.max(0, pain))) / MOST;

/**
 * Each point stands over its field, whatever the days between them.
 *
 * @param {number} place
 * @param {number} count
 */
const xOf = (place, count) => (WIDE * (place + 0.5)) / count;

/** The whole pain, 0 to 10, at a height of the drawing. @param {number} y */
function painAt(y) {
  const pain = Math.round(((FLOOR - y) * MOST) / (FLOOR - TOP));
  return Math.min(MOST, Math.max(0, pain));
}

/** @param {string} name @param {Record<string, string | number>} facts */
function shape(name, facts) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(facts)) made.setAttribute(key, String(value));
  return made;
}

/** @param {number} pain */
function ruled(pain) {
  const number = shape("text", { x: LEFT - 6, y: yOf(pain) + 4, "text-anchor": "end" });
  number.textContent = String(pain);
  return [shape("path", { class: "grid", d: `M${LEFT} ${yOf(pain)}H${WIDE}` }), number];
}

/** @param {Element} drawing */
const fieldsOf = (drawing) =>
  /** @type {HTMLInputElement[]} */ ([...drawing.closest("fieldset").querySelectorAll("[data-day]")]);

/** @param {Element} drawing */
function draw(drawing) {
  const fields = fieldsOf(drawing);
  const points = fields
    .map((field, place) => ({ place, pain: field.value, x: xOf(place, fields.length) }))
    .filter((point) => point.pain !== "");
  const line = points.map(({ x, pain }) => `${x} ${yOf(Number(pain))}`).join("L");
  drawing.replaceChildren(
    ...[0, 5, MOST].flatMap(ruled),
    shape("path", { class: "pain", d: line ? `M${line}` : "" }),
    ...points.flatMap(({ place, x, pain }) => [
      shape("circle", { class: "pain-d", cx: x, cy: yOf(Number(pain)), r: 7 }),
      shape("circle", { class: "grip", cx: x, cy: yOf(Number(pain)), r: 22, "data-place": place }),
    ]),
  );
  drawing.removeAttribute("hidden");
}

/** @param {Element} drawing @param {PointerEvent} event */
function heightIn(drawing, event) {
  const box = drawing.getBoundingClientRect();
  return ((event.clientY - box.top) * HIGH) / box.height;
}

/** @param {PointerEvent} event */
function grip(event) {
  const held = event.target instanceof Element && event.target.closest(".grip");
  if (!held) return;
  event.preventDefault();
  const drawing = held.closest(".curve-drawing");
  const field = fieldsOf(drawing)[Number(held.getAttribute("data-place"))];
  const before = field.value;
  const move = (/** @type {PointerEvent} */ moved) => {
    field.value = String(painAt(heightIn(drawing, moved)));
    draw(drawing);
  };
  const leave = () => {
    document.removeEventListener("pointermove", move);
    if (field.value !== before) field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", leave, { once: true });
  document.addEventListener("pointercancel", leave, { once: true });
}

function drawAll() {
  for (const drawing of document.querySelectorAll(".curve-drawing")) draw(drawing);
}

drawAll();
document.addEventListener("pointerdown", grip);
document.addEventListener("input", (event) => {
  if (event.target instanceof Element && event.target.matches("[data-day]")) drawAll();
});
// An answer that says what is wrong is shown as well.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  if (detail.xhr.status === UNPROCESSABLE) detail.shouldSwap = true;
});
