"""What axe finds on a page, each kind of text measured for its colours once.

Two thirds of a scan go into the contrast of colours, and most text of a page has the colours of
text on the page before. What decides a contrast is asked of the browser: colours, size and weight
of the text, and every ground behind it. Only text that differs in one of them is measured again.
With STEPWISE_EVERY_COLOUR=1, as in `make check-deep`, all of it is measured on every page.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Literal

from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
LAYOUT_RULES = ["target-size", "scrollable-region-focusable"]
Scheme = Literal["light", "dark"]
EVERY_COLOUR = bool(os.environ.get("STEPWISE_EVERY_COLOUR"))

# Leaves the first of each kind in `window.unlike`, and answers with a number for each.
UNLIKE = """(known) => {
  const kinds = new Set(known.split(" ").map(Number)), grounds = new Map(), fresh = [];
  const groundOf = (one) => {
    if (!one) return "";
    if (!grounds.has(one)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(one);
      const own = `${backgroundColor} ${backgroundImage} ${opacity}`;
      const isClear = own === "rgba(0, 0, 0, 0) none 1";
      grounds.set(one, (isClear ? "" : `${own}|`) + groundOf(one.parentElement));
    }
    return grounds.get(one);
  };
  const hasText = (one) => one.matches("input, select, textarea") ||
    [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const kindOf = (one) => {
    const { color, fontSize, fontWeight, textDecorationLine, textShadow } = getComputedStyle(one);
    const around = one.parentElement ? getComputedStyle(one.parentElement).color : "";
    const own = [one.matches("a"), color, fontSize, fontWeight, textDecorationLine, textShadow];
    return [...own, around, groundOf(one)].join();
  };
  const numberOf = (words) => {
    let number = 2166136261;
    for (const one of words) number = Math.imul(number ^ one.codePointAt(), 16777619);
    return number;
  };
  window.unlike = [];
  for (const one of document.body.querySelectorAll("*")) {
    if (!hasText(one) || !one.checkVisibility({ visibilityProperty: true })) continue;
    const kind = numberOf(kindOf(one));
    if (kinds.has(kind)) continue;
    kinds.add(kind);
    fresh.push(kind);
    window.unlike.push(one);
  }
  return fresh;
}"""
RUN = """async ({ rules, without, isPart }) => {
  const off = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  // Not to be fetched again: no rule of these reads style sheets, and the policy forbids imports.
  const options = { runOnly: rules, rules: off, resultTypes: ["violations"], preload: false };
  const { violations } = await axe.run(isPart ? { include: window.unlike } : document, options);
  return violations;
}"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Eyes:
    """Reads pages in one run of the tests. known: the kinds of text whose colours were right."""

    source: str
    known: set[int] = field(default_factory=set)

    def read(self, page: Page, schemes: Sequence[str]) -> list[str]:
        """What is wrong, in lines to read: all rules in light, colours again in dark, and only
        the layout in a wide window ("wide") of a page that was read in a narrow one.

        Begins with the scheme the page is in, and leaves it in the one that was read last.
        """
        if not page.evaluate("'axe' in window"):
            # Read once for this page, and from now on with every page of its window.
            page.evaluate(self.source)
            page.context.add_init_script(self.source)
        now, found = scheme_of(page), []
        for scheme in sorted(schemes, key=lambda one: one != now):
            wanted: Scheme = "dark" if scheme == "dark" else "light"
            if wanted != now:
                page.emulate_media(color_scheme=wanted)
                now = wanted
            found += self._violations(page, scheme)
        return found

    def _violations(self, page: Page, scheme: str) -> list[str]:
        rules = {"dark": [], "wide": LAYOUT_RULES}.get(scheme, WCAG)
        found = _run(page, rules) if rules else []
        return [_said(scheme, each) for each in [*found, *self._colours(page)]]

    def _colours(self, page: Page) -> list[dict[str, Any]]:
        if EVERY_COLOUR:
            return _run(page, COLOUR_RULES)
        fresh = page.evaluate(UNLIKE, " ".join(map(str, self.known)))
        found = _run(page, COLOUR_RULES, is_part=True) if fresh else []
        if not found:
            self.known.update(fresh)
        return found


def scheme_of(page: Page) -> Scheme:
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    return "dark" if is_dark else "light"


def eyes() -> Eyes:
    source = files("axe_playwright_python") / "axe.min.js"
    return Eyes(source=source.read_text(encoding="utf-8"))


def _run(page: Page, rules: list[str], *, is_part: bool = False) -> list[dict[str, Any]]:
    """By these rules, colours only where they are all that is asked."""
    without = [] if rules is COLOUR_RULES else COLOUR_RULES
    asked = {"rules": rules, "without": without, "isPart": is_part}
    found: list[dict[str, Any]] = page.evaluate(RUN, asked)
    return found


def _said(scheme: str, each: dict[str, Any]) -> str:
    return "\n".join(
        f"{scheme}: {each['id']} ({each['impact']}): {each['help']}\n    {node['html']}\n"
        f"    {' '.join(node['failureSummary'].split())}"
        for node in each["nodes"]
    )
