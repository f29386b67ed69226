"""How the life of a text is said. The only place with that wording."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.editorial import Kind, MoveRefused, Refusal, Status

Words = str | Promise
STATUS_WORDS: dict[Status, Words] = {
    Status.DRAFT: gettext_lazy("Draft"),
    Status.IN_REVIEW: gettext_lazy("In review"),
    Status.PUBLISHED: gettext_lazy("Published"),
    Status.REVIEW_DUE: gettext_lazy("Review due"),
    Status.RETIRED: gettext_lazy("Retired"),
}
BUTTONS: dict[Kind, Words] = {
    Kind.PUBLISH: gettext_lazy("Publish"),
    Kind.SUBMIT: gettext_lazy("Send to review"),
    Kind.BRING_BACK: gettext_lazy("Bring back as a draft"),
    Kind.SEND_BACK: gettext_lazy("Send back"),
    Kind.MARK_DUE: gettext_lazy("Ask for a new review"),
    Kind.RETIRE: gettext_lazy("Retire"),
}
DONE: dict[Kind, Words] = {
    Kind.PUBLISH: gettext_lazy("Published under your name."),
    Kind.SUBMIT: gettext_lazy("Sent to review."),
    Kind.BRING_BACK: gettext_lazy("It is a draft again."),
    Kind.SEND_BACK: gettext_lazy("Sent back, with your comment."),
    Kind.MARK_DUE: gettext_lazy("It waits for a new review."),
    Kind.RETIRE: gettext_lazy("Retired. Plans that run keep it."),
}
REFUSALS: dict[Refusal, Words] = {
    Refusal.NOT_THEIRS: gettext_lazy("This step is for somebody with another role."),
    Refusal.NOT_FROM_HERE: gettext_lazy(
        "This step does not fit any more: somebody took another one. Look at it again."
    ),
    Refusal.OWN_WORDS: gettext_lazy(
        "You wrote these words, or changed them last. Somebody else has to review them."
    ),
    Refusal.OTHER_WORDS: gettext_lazy(
        "The words changed while you were reading. Read them again, then publish."
    ),
    Refusal.NO_COMMENT: gettext_lazy("Say why, in a sentence. It is kept."),
    Refusal.NO_PROFESSION: gettext_lazy("Say what your profession is. Readers see it."),
    Refusal.NOT_YET_REVIEWED: gettext_lazy("This day has not come yet."),
    Refusal.DUE_TOO_EARLY: gettext_lazy("The next review comes after today, and after this one."),
    Refusal.NOT_DUE: gettext_lazy("Its next review is not due yet."),
}


def told(refused: MoveRefused) -> str:
    """Why a move was refused, in a sentence or two."""
    if refused.refusal is Refusal.PARTS_NOT_SHOWN:
        return _("It leads to what people do not see: %s. See to these first.") % ", ".join(
            refused.parts
        )
    return str(REFUSALS[refused.refusal])
