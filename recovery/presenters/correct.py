"""The form that puts an entry right, laid out by the kind of entry."""

from typing import Any

from recovery.domain.log import Session
from recovery.explanations import Setting
from recovery.forms.corrections import CorrectionForm
from recovery.selectors.entries import ReadEntry


def correct_page(found: ReadEntry, form: CorrectionForm, setting: Setting) -> dict[str, Any]:
    return {
        "entry": found.row,
        "kind": found.row.kind,
        "form": form,
        "exercises": _exercises(found, form, setting),
    }


def _exercises(found: ReadEntry, form: CorrectionForm, setting: Setting) -> list[dict[str, Any]]:
    """A session's exercises with their two fields."""
    if not isinstance(found.right, Session):
        return []
    return [
        {
            "name": setting.ladder_name(report.ladder),
            "done": form[f"done_{place}"],
            "pain": form[f"pain_{place}"],
        }
        for place, report in enumerate(found.right.exercises)
    ]
