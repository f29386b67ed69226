"""What somebody may do with everything that is known about them."""

from collections.abc import Iterator
from datetime import datetime

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.access import patient_required
from accounts.local_time import local_day
from accounts.models import User
from recovery.presenters.own_data import files
from recovery.zip_stream import zipped


@require_GET
@patient_required
@reauthentication_required
@never_cache
def download(request: HttpRequest) -> StreamingHttpResponse:
    """One zip. A borrowed phone does not get it: the password was given a moment ago."""
    now = timezone.now()
    today = local_day(request.user, now)
    return StreamingHttpResponse(
        _in_own_words(request.user, now),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="stepwise-{today}.zip"'},
    )


def _in_own_words(user: User, now: datetime) -> Iterator[bytes]:
    """The answer is written after the middleware has gone home, so language and clock are set."""
    with translation.override(user.language), timezone.override(user.time_zone):
        here = timezone.localtime(now)
        yield from zipped(files(user, here.date()), at=here)
