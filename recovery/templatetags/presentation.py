"""Small translations from a value to what a component shows of it."""

from django import template
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from exercises.figures import draw, draw_sheet, has_figure

register = template.Library()

GLYPHS = {
    "eased": "arrow-down",
    "up": "arrow-up",
    "same": "equal",
    "new": "plus",
    "care": "triangle-alert",
}
WORDS = {
    "eased": _("Eased"),
    "up": _("Moved up"),
    "same": _("Same"),
    "new": _("New"),
    "care": _("Take care"),
}


@register.filter
def glyph(kind: str) -> str:
    """The icon of a kind of change; the same one everywhere."""
    return GLYPHS[kind]


@register.filter
def word(kind: str) -> str | Promise:
    """The word that always stands beside the glyph."""
    return WORDS[kind]


@register.filter
def upto(first: int, latest: int) -> range:
    """`{% for n in 0|upto:5 %}` counts 0 to 5."""
    return range(first, latest + 1)


@register.filter
def is_value(given: object, option: object) -> bool:
    """Whether an answer is this option; no answer is none of them, not 0."""
    return given not in (None, "") and str(given) == str(option)


@register.filter
def unbroken(words: str) -> SafeString:
    """Words of which none ends a line at a hyphen or a dash within it, for narrow columns."""
    each = words.split()
    whole = '<span class="whole">{}</span>'
    return format_html(" ".join(whole if set(one) & {"-", "–"} else "{}" for one in each), *each)


@register.simple_tag
def figure(
    slug: str, *, mirror: bool = False, moving: bool = False, label: str = "", plain: bool = False
) -> SafeString:
    """The drawing of an exercise, or nothing where there is none yet.

    `plain` is for thumbnails (no ghost, no arrow); without a `label` it is decoration.
    """
    if not has_figure(slug):
        return SafeString("")
    svg = draw(slug, mirror=mirror, moving=moving, label=label, plain=plain)
    return mark_safe(svg)  # noqa: S308 - drawn here; the label is escaped where it is drawn


@register.simple_tag
def thumbnail(slug: str, *, mirror: bool = False) -> SafeString:
    """The small still as a file that the browser keeps, or nothing where there is no figure.

    For lists; decoration beside a name. `mirror` turns it to the left.
    """
    if not has_figure(slug):
        return SafeString("")
    return format_html(
        '<img class="{}" src="{}" alt="" loading="lazy" decoding="async">',
        "thumb mirrored" if mirror else "thumb",
        static(f"img/figures/{slug}.svg"),
    )


@register.simple_tag
def start_and_end(slug: str, *, mirror: bool = False) -> SafeString:
    """Start and end side by side, for paper; nothing where there is no figure."""
    svg = draw_sheet(slug, mirror=mirror) if has_figure(slug) else ""
    return mark_safe(svg)  # noqa: S308 - drawn here
