"""`{% icon "arrow-down" %}`: a Lucide icon drawn into the page, coloured by its text."""

import re
from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

register = template.Library()


@cache
def _drawing(name: str) -> SafeString:
    svg = lucide(name)
    inner = svg[svg.index(">") + 1 : svg.rindex("</svg>")].strip()
    return mark_safe(re.sub(r">\s+", ">", inner))  # noqa: S308 - from the wheel, not a person


@register.simple_tag
@cache
def icon(name: str, classes: str = "") -> SafeString:
    """Decoration only: hidden from screen readers, so a word must stand beside it.

    Raises IconDoesNotExist for a name Lucide does not have.
    """
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" '
        'aria-hidden="true">{}</svg>',
        f"ico {classes}".strip(),
        _drawing(name),
    )
