"""A session in one statement."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


def session_headline(eased: Sequence[str], resting: Sequence[str], *, is_rest: bool) -> str:
    """eased, resting: the names of the ladders the session made easier, or took off."""
    if is_rest:
        return _("Now rest, today and tomorrow")
    said = [_easier(eased)] if eased else []
    if resting:
        said.append(_off(resting))
    return " ".join([*said, _("The others stay.")]) if said else _("Done for today")


def _easier(names: Sequence[str]) -> str:
    if len(names) == 1:
        return _("%(name)s gets easier.") % {"name": names[0]}
    return _("%(names)s get easier.") % {"names": _(" and ").join(names)}


def _off(names: Sequence[str]) -> str:
    if len(names) == 1:
        return _("%(name)s rests for now.") % {"name": names[0]}
    return _("%(names)s rest for now.") % {"names": _(" and ").join(names)}
