"""`{% modules "phone" %}`: a script with all it imports, so that they come side by side.

Left to itself a browser learns of one import from another: a delay of the network each time.
"""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from recovery.presenters.phone import PHONE, PLAYER

register = template.Library()

FIRST = {"phone": "js/phone/start.js", "player": "js/player/main.js"}
IMPORTS = {"phone": PHONE, "player": PLAYER}


@register.simple_tag
def modules(folder: str) -> SafeString:
    """The script of a folder runs here, and its imports are asked for with it."""
    script = format_html('<script type="module" src="{}"></script>', static(FIRST[folder]))
    return script + _links("modulepreload", _imports(folder))


@register.simple_tag
def modules_ahead(folder: str) -> SafeString:
    """For the page before: fetched once this page is done, so that the next weighs little."""
    return _links("prefetch", [FIRST[folder], *_imports(folder)])


def _imports(folder: str) -> list[str]:
    return [f"js/{folder}/{name}.js" for name in IMPORTS[folder]]


def _links(rel: str, names: list[str]) -> SafeString:
    rows = ((rel, static(name)) for name in names)
    return format_html_join("\n", '<link rel="{}" href="{}">', rows)
