"""Whether a page fits a hand and an eye, measured: nothing to scroll sideways, room for a thumb.

Read as wide as the phone is that shows it, and at 320 pixels, which is also a page of 640 at 200 %.
"""

from playwright.sync_api import Page, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
SMALL: ViewportSize = {"width": 320, "height": 640}
# What a thumb has to hit: a field counts with the label around it, a link that fills its card with
# the card. A link within a sentence may be as small as its words; a mark of a chart, too, because
# the table beside the chart says and links the same.
FAULTS = """(width) => {
  const LEAST = 44;
  const found = [];
  // A phone zooms out to fit what is too wide, so the window itself cannot be asked.
  const wide = document.documentElement.scrollWidth;
  if (wide > width) found.push(`${wide} wide`);
  const isChoice = (one) => one.matches("[type=radio], [type=checkbox]");
  const fills = (one) => {
    const after = getComputedStyle(one, "::after");
    return after.content !== "none" && after.position === "absolute";
  };
  const placed = (one) => {
    const isFree = () => one.parentElement && getComputedStyle(one).position === "static";
    while (isFree()) one = one.parentElement;
    return one;
  };
  const areaOf = (one) => one.labels?.[0] && isChoice(one) ? one.labels[0] :
    one.closest("label") ?? (fills(one) ? placed(one) : one);
  const isInSentence = (one) => one.tagName === "A" && getComputedStyle(one).display === "inline" &&
    one.parentElement.textContent.trim().length > one.textContent.trim().length;
  const every = "a[href], button, summary, select, textarea, input:not([type=hidden])";
  const modal = document.querySelector("dialog:modal");
  const seen = new Set();
  for (const one of document.querySelectorAll(every)) {
    const area = areaOf(one);
    const box = area.getBoundingClientRect();
    const isThere = area.checkVisibility({ visibilityProperty: true }) && box.width > 2;
    if (!isThere || seen.has(area) || one.closest("svg") || isInSentence(one)) continue;
    seen.add(area);
    if (modal && !modal.contains(one)) continue;
    const least = Math.round(Math.min(box.width, box.height));
    const said = (one.getAttribute("aria-label") ?? area.textContent).trim().slice(0, 40);
    if (least < LEAST) found.push(`${one.tagName} “${said || one.name}” ${least} px`);
  }
  for (const one of document.getAnimations()) {
    if (one.playState === "running") found.push(`${one.animationName ?? "something"} moves`);
  }
  return found;
}"""

# What the browser itself calls a shift of the layout, those right after a tap included.
WATCH = """() => {
  window.shifts = [];
  window.told = (entry) => entry.sources
    .map(({ node }) => `${node?.nodeName} “${node?.textContent.trim().slice(0, 30)}”`).join(", ");
  const note = (list) => window.shifts.push(...list.getEntries().map(told));
  window.watcher = new PerformanceObserver(note);
  window.watcher.observe({ type: "layout-shift" });
}"""
SHIFTS = "() => [...shifts, ...watcher.takeRecords().map(told)]"
# Once its letters are there and two frames have been painted, however long a busy machine takes; a
# clock that a test has stopped does not stop them.
PAINTED = """async () => {
  const frame = () => new Promise((done) => {
    const observer = new IntersectionObserver(() => { observer.disconnect(); done(); });
    observer.observe(document.body);
  });
  await document.fonts.ready;
  await frame();
  await frame();
}"""


def discomforts(page: Page) -> list[str]:
    """At both sizes, for somebody who asked for little motion; the window stays as it was."""
    before = page.viewport_size or PHONE
    found = []
    for size in (before if before["width"] <= PHONE["width"] else PHONE, SMALL):
        resize(page, size)
        found += [f"at {size['width']}: {fault}" for fault in page.evaluate(FAULTS, size["width"])]
    resize(page, before)
    return found


def resize(page: Page, size: ViewportSize) -> None:
    """Lay the page out anew only where it is not that size."""
    if page.viewport_size != size:
        page.set_viewport_size(size)


def watch_shifts(page: Page) -> None:
    """From now on. Words that are set again in a typeface that came late are none of the page's."""
    page.evaluate(PAINTED)
    page.evaluate(WATCH)


def shifts(page: Page) -> list[str]:
    """What moved, each time the layout did since `watch_shifts`."""
    page.evaluate(PAINTED)
    return page.evaluate(SHIFTS)
