"""A session in one statement."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


def session_headline(eased: Sequence[str], *, is_rest: bool) -> str:
    """eased: the names of the ladders the session made easier, or made rest."""
    if is_rest:
        return _("Now rest, today and tomorrow")
    if not eased:
        return _("Done for today")
    if len(eased) == 1:
        return _("%(name)s gets easier. The others stay.") % {"name": eased[0]}
    return _("%(names)s get easier. The others stay.") % {"names": _(" and ").join(eased)}
