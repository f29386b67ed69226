"""What the worker does. A task may come twice, or after its row is gone."""

from django.utils import timezone

from exercises.models import Upload
from exercises.uploads import preparing


def prepare_upload(upload_id: int) -> None:
    upload = Upload.objects.filter(pk=upload_id).first()
    if upload is not None:
        preparing.prepare(upload=upload, now=timezone.now())
