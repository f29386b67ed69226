"""A zip that is sent while it is written."""

import io
from datetime import UTC, datetime
from random import Random
from zipfile import ZipFile

from recovery.zip_stream import zipped

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_what_goes_in_comes_out():
    files = [("a.txt", ["One ", "two"]), ("empty.txt", []), ("b.txt", ["Grüße"])]
    with ZipFile(io.BytesIO(b"".join(zipped(files, at=AT)))) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name).decode() for name in archive.namelist()}
        assert archive.infolist()[0].date_time == (2026, 3, 2, 12, 0, 0)
    assert found == {"a.txt": "One two", "empty.txt": "", "b.txt": "Grüße"}


def test_the_first_bytes_leave_before_the_last_piece_is_made():
    made = []

    def pieces():
        chance = Random(1)
        for number in range(100):
            made.append(number)
            yield chance.randbytes(1000).hex()

    next(zipped([("a.txt", pieces())], at=AT))
    assert 0 < len(made) < 50
