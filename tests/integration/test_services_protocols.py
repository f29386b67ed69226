"""A protocol's version is added once, as it was written, and never changes."""

from datetime import UTC, datetime

import pytest

from exercises.yaml_source import ContentErrors
from recovery.models import ProtocolVersion
from recovery.protocols import ProtocolError, shipped_path, to_text
from recovery.services import protocols

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, tzinfo=UTC)
CODE = "hamstring-strain"


def test_loading_twice_adds_once() -> None:
    assert protocols.load(now=NOW).created == (CODE,)
    again = protocols.load(now=NOW)
    assert (again.created, again.unchanged) == ((), (CODE,))
    assert protocols.latest(CODE).text == to_text(shipped_path(CODE))


def test_a_dry_run_leaves_nothing() -> None:
    assert protocols.load(now=NOW, dry_run=True).created == (CODE,)
    assert not ProtocolVersion.objects.exists()


def test_other_words_need_another_number() -> None:
    text = to_text(shipped_path(CODE))
    protocols.add(text=text, now=NOW)
    with pytest.raises(protocols.VersionTaken):
        protocols.add(text=f"{text}\n# later\n", now=NOW)
    version = protocols.latest(CODE).version
    newer = text.replace(f"\nversion: {version}\n", f"\nversion: {version + 1}\n")
    added, is_new = protocols.add(text=newer, now=NOW)
    assert (added.version, is_new) == (version + 1, True)
    assert protocols.latest(CODE) == added


def test_a_shipped_file_that_lost_its_number_stops_the_load() -> None:
    text = to_text(shipped_path(CODE))
    protocols.add(text=f"{text}\n# other\n", now=NOW)
    with pytest.raises(ContentErrors, match="raise its version number"):
        protocols.load(now=NOW)


def test_a_phase_that_names_no_article_stops_the_load(monkeypatch, tmp_path) -> None:
    text = to_text(shipped_path(CODE))
    (tmp_path / f"{CODE}.yaml").write_text(text.replace("[what-it-is,", "[what-it-was,", 1))
    monkeypatch.setattr("recovery.protocols.HERE", tmp_path)
    with pytest.raises(ContentErrors, match=r"\.yaml:\d+: there is no article 'what-it-was'"):
        protocols.load(now=NOW)
    assert not ProtocolVersion.objects.exists()


def test_no_protocol_is_not_added() -> None:
    with pytest.raises(ProtocolError):
        protocols.add(text="code: strain\n", now=NOW)
    assert not ProtocolVersion.objects.exists()


def test_a_retired_version_starts_no_plan() -> None:
    protocols.load(now=NOW)
    version = protocols.latest(CODE)
    version.status = ProtocolVersion.Status.RETIRED
    version.save(update_fields=["status"])
    with pytest.raises(ProtocolVersion.DoesNotExist):
        protocols.latest(CODE)
