"""Putting a programme together on a page that is sent again and again: find, add, move, take away.

Each press is a button of the page's own form, so that nothing that was typed is lost and nothing
is kept before somebody says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest

from recovery.domain.prescription import PRESCRIBED, exercise_of
from recovery.explanations import Setting
from recovery.forms.prescriptions import usual_said
from recovery.forms.programme import programme_said
from recovery.selectors.programme import Choice, choices_of, found
from recovery.views.choosing import with_names

STOOD = "programme.stood"
STEPS = ("find_it", "add", "drop", "earlier", "later")
LISTS = ("equipment", "order", "left_out")
Said = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Programming:
    """What was sent, with the step that was pressed; the exercises it speaks of; what was found.

    is_step: the page is only looked at again. stood: what held when it was first shown, of a plan
    that goes on.
    """

    said: Said
    choices: Mapping[str, Choice]
    found: list[Choice]
    is_step: bool
    stood: Mapping[str, Any] | None = None

    @property
    def stood_sealed(self) -> str:
        """What the page carries along, so that it comes back as it was."""
        return "" if self.stood is None else signing.dumps(self.stood, salt=STOOD, compress=True)

    def named_in(self, setting: Setting) -> Setting:
        """With the names of what is only now chosen."""
        return with_names(setting, {slug: one.name for slug, one in self.choices.items()})

    def is_part_of(self, request: HttpRequest) -> bool:
        """Whether only the programme is looked at, and nothing of the page around it."""
        return self.is_step and bool(request.htmx)


def programming(
    request: HttpRequest,
    begins: Mapping[str, Any] | None = None,
    *,
    holds: Mapping[str, Any] | None = None,
) -> Programming:
    """begins: settings the page begins with. holds: for a plan that goes on, what holds now.

    At most four queries.
    """
    sent = request.POST
    said = {**sent.dict(), **{name: sent.getlist(name) for name in LISTS}}
    stood = None if holds is None else _stood(request, holds)
    begins = stood or begins or {}
    own = {one["what"]["exercise"] for one in begins.get("exercises", ())}
    slugs = {slug for code in said["order"] if (slug := exercise_of(code))}
    known = choices_of([*own, *slugs, *sent.getlist("add")])
    may_stay = own if holds is not None else set()
    choices = {slug: one for slug, one in known.items() if one.is_visible or slug in may_stay}
    if "order" not in sent:
        said |= programme_said(begins, choices)
    said = _stepped(said, choices)
    chosen = {slug for code in said["order"] if (slug := exercise_of(code))}
    words = said.get("find", "")
    return Programming(
        said=said,
        choices={slug: one for slug, one in choices.items() if slug in chosen},
        found=found(words, but=chosen) if words else [],
        is_step=any(name in sent for name in STEPS),
        stood=stood,
    )


def _stood(request: HttpRequest, holds: Mapping[str, Any]) -> Mapping[str, Any]:
    """What held when the page was first shown: what was changed meanwhile by somebody else is
    theirs, and is not taken back by a page that does not know of it.
    """
    try:
        return signing.loads(request.POST.get("stood", ""), salt=STOOD)
    except signing.BadSignature:
        return holds


def _stepped(said: Said, choices: Mapping[str, Choice]) -> Said:
    order = list(said["order"])
    added = choices.get(said.pop("add", ""))
    said = {**said, "fresh": ""}
    if added is not None and added.is_visible and f"{PRESCRIBED}{added.slug}" not in order:
        order.append(f"{PRESCRIBED}{added.slug}")
        code = f"{PRESCRIBED}{added.slug}"
        said = {**said, **usual_said(added), "find": "", "fresh": code}
    dropped = said.pop("drop", None)
    order = [code for code in order if code != dropped]
    for name, by in (("earlier", -1), ("later", 1)):
        code = said.pop(name, None)
        if code in order:
            place = order.index(code)
            order.insert(max(0, place + by), order.pop(place))
    return {**said, "order": order}
