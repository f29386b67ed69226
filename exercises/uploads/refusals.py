"""What a curator is told when a film cannot be kept, and what to do next."""

from django.utils.translation import gettext_lazy as _

BROKEN_FILM = _(
    "The film is broken or incomplete, or something else is attached to it. Export it anew as "
    "MP4 and send that."
)
TOO_HEAVY = _("A film may have 100 MB. Make it shorter or smaller: 720 lines are enough.")
TOO_LARGE = _("A film may have 4096 pixels on a side. Export it smaller: 720 lines are enough.")
NO_PICTURE = _("There is no picture in this film. Send a film, not a sound.")
CODEC = _(
    "Not every browser plays this kind of film. Export it as MP4 with H.264 (on a phone: "
    "“most compatible”)."
)
MATROSKA = _("This is a Matroska film, which not every browser plays. Export it as MP4.")
