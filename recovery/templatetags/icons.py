"""`{% icon "arrow-down" %}`: a Lucide icon drawn into the page, coloured by its text."""

import re
from functools import cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

register = template.Library()


@cache
def _drawing(name: str) -> str:
    svg = lucide(name)
    return re.sub(r">\s+", ">", re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)[1].strip())


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """Decoration only: hidden from screen readers, so a word must stand beside it.

    Raises IconDoesNotExist for a name Lucide does not have.
    """
    css = escape(f"ico {classes}".strip())
    return mark_safe(
        f'<svg class="{css}" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true">{_drawing(name)}</svg>'
    )
