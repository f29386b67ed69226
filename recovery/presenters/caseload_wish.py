"""How somebody wants to see their caseload, as the address holds it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
VIEWS = ("needs", "everyone", "quiet")
HAS: dict[str, Words] = {
    "": _("Anything"),
    "alert": _("An alert"),
    "unread": _("A new message"),
    "proposal": _("A step that waits"),
    "tests": _("Tests to do"),
    "no_plan": _("No plan yet"),
}
SORTS: dict[str, Words] = {
    "need": _("Who needs me"),
    "name": _("Name"),
    "report": _("Longest without a report"),
    "pain": _("Most pain"),
    "adherence": _("Fewest days done"),
}
LONGEST = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What is unknown in an address counts as not said."""

    view: str = VIEWS[0]
    sought: str = ""
    phase: str = ""
    has: str = ""
    sort: str = "need"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.phase or self.has or self.sort != "need")

    @property
    def query(self) -> str:
        """The address of the same view, without what goes without saying."""
        said = {
            "view": self.view,
            "q": self.sought,
            "phase": self.phase,
            "has": self.has,
            "sort": self.sort,
        }
        plain = Wish()
        usual = {"view": plain.view, "sort": plain.sort}
        return urlencode({name: one for name, one in said.items() if one != usual.get(name, "")})

    def with_view(self, view: str) -> "Wish":
        return replace(self, view=view, sought="")


def wish_of(asked: Mapping[str, str], phases: Iterable[str]) -> Wish:
    return Wish(
        view=_one_of(asked.get("view"), VIEWS),
        sought=asked.get("q", "").strip()[:LONGEST],
        phase=_one_of(asked.get("phase"), ("", *phases)),
        has=_one_of(asked.get("has"), tuple(HAS)),
        sort=_one_of(asked.get("sort"), tuple(SORTS)),
    )


def _one_of(said: str | None, known: tuple[str, ...]) -> str:
    return said if said in known else known[0]
