"""What somebody looks for in the library, as it stands in the address of the page."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from exercises.library import taxonomy

NOTHING = "nothing"
"""Having nothing at all, so that only what needs nothing is left."""
MOST_LETTERS = 80
NO_PICKS: Mapping["Facet", tuple[str, ...]] = MappingProxyType({})


class Facet(StrEnum):
    """What the library can be narrowed by, in the order of the page; the value is the parameter."""

    PURPOSE = "purpose"
    POSITION = "position"
    HAVE = "have"
    REGION = "region"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The words typed and the choices ticked; none ticked in a facet means any."""

    text: str = ""
    picked: Mapping[Facet, tuple[str, ...]] = field(default_factory=lambda: NO_PICKS)

    @classmethod
    def read(cls, asked: QueryDict) -> "Search":
        """What an address asks for. An old link may name a choice that is gone: it is left out."""
        ticked = {facet: set(asked.getlist(facet)) for facet in Facet}
        picked = {
            facet: tuple(key for key in choices(facet) if key in keys)
            for facet, keys in ticked.items()
        }
        return cls(
            text=" ".join(asked.get("q", "").split())[:MOST_LETTERS],
            picked={facet: keys for facet, keys in picked.items() if keys},
        )

    @property
    def words(self) -> tuple[str, ...]:
        """Folded as the rows are; each of them must be found."""
        return tuple(folded(self.text).split())

    def without(self, facet: Facet, *keys: str) -> "Search":
        """The same search with these choices unticked, or all of the facet if none is named."""
        left = tuple(key for key in self.picked.get(facet, ()) if keys and key not in keys)
        others = {one: picks for one, picks in self.picked.items() if one is not facet}
        return replace(self, picked=others | ({facet: left} if left else {}))

    def query(self, *, page: int = 1) -> str:
        """The address's question mark and what follows; empty when nothing is asked."""
        asked = {"q": self.text} if self.text else {}
        asked |= {str(facet): self.picked[facet] for facet in Facet if facet in self.picked}
        asked |= {"page": page} if page > 1 else {}
        return f"?{urlencode(asked, doseq=True)}" if asked else ""


def choices(facet: Facet) -> Mapping[str, str]:
    """The choices of a facet by key, with their words."""
    words = taxonomy()
    of: dict[Facet, Mapping[str, str]] = {
        Facet.PURPOSE: words.categories,
        Facet.POSITION: words.positions,
        Facet.HAVE: {NOTHING: _("Nothing"), **words.equipment},
        Facet.REGION: words.regions,
        Facet.LEVEL: words.levels,
    }
    return of[facet]


def folded(text: str) -> str:
    """Small letters without accents, and a space for whatever is no letter or digit.

    Databases differ in what they take for the same letter; folded text is the same for all.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", plain))
