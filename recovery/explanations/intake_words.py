"""What the end of the first questions says about the time ahead."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recovery.domain.codes import SeverityBand

# Roughly what clinics and studies report for hamstring strains, by how somebody walks: a mild one
# 1 to 3 weeks, one with a limp 3 to 8. A severe one has no range: a clinician looks first.
WEEKS: dict[str, str | Promise] = {
    SeverityBand.MILD.value: gettext_lazy("Many people need one to three weeks."),
    SeverityBand.MODERATE.value: gettext_lazy("Many people need three to eight weeks."),
}


def how_long(severity: str | None, *, has_come_back: bool) -> str:
    """A range, never a date, and nothing where nobody can say."""
    weeks = WEEKS.get(severity or "")
    if weeks is None:
        return ""
    after = (
        _("The same spot hurt before, so it may take longer.")
        if has_come_back
        else _("Some need longer.")
    )
    return f"{weeks} {after}"
