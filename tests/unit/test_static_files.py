"""What a production server hands out: each file under a name that changes with its content."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.test import override_settings

from recovery.presenters import phone

STORAGES = {
    **project.STORAGES,
    "staticfiles": {"BACKEND": "config.static_files.HashedFiles"},
}
# To compress takes ten times as long as all the rest, and is WhiteNoise's own.
NOT_COMPRESSED = ("css", "html", "js", "json", "map", "md", "png", "svg", "txt", "xml")
IMPORT = re.compile(r"""^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];""", re.MULTILINE)
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("static")
    with override_settings(
        STORAGES=STORAGES,
        STATIC_ROOT=folder,
        WHITENOISE_SKIP_COMPRESS_EXTENSIONS=NOT_COMPRESSED,
    ):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture(scope="module")
def served(collected: Path) -> dict[str, str]:
    """The name a file is served under, by the name pages know it by."""
    manifest = json.loads((collected / "staticfiles.json").read_text(encoding="utf-8"))
    return manifest["paths"]


def test_a_module_imports_others_by_their_content(collected: Path, served: dict[str, str]) -> None:
    own = sorted(path.relative_to(project.BASE_DIR / "static") for path in own_modules())
    imported = [
        (collected / served[str(name)]).parent / target
        for name in own
        for target in IMPORT.findall((collected / served[str(name)]).read_text(encoding="utf-8"))
    ]
    assert len(imported) == sum(len(IMPORT.findall(path.read_text())) for path in own_modules()) > 0
    assert [path.name for path in imported if not HASHED.search(path.name)] == []
    assert [path.name for path in imported if not path.exists()] == []


def own_modules() -> list[Path]:
    return list((project.BASE_DIR / "static" / "js").rglob("*.js"))


def test_scripts_of_others_are_left_as_they_are(collected: Path, served: dict[str, str]) -> None:
    """htmx speaks of an import in a comment, and there is no such file."""
    script = "django_htmx/htmx-2.min.js"
    assert (collected / served[script]).read_bytes() == (collected / script).read_bytes()


def test_everything_a_phone_keeps_is_there(served: dict[str, str]) -> None:
    names = {*phone.NAMED, *phone.IMPORTED, *phone.WORKERS}
    assert names - served.keys() == set()


def test_a_phone_keeps_every_module_its_pages_ask_for() -> None:
    """One left out of the list would be missing where there is no network, and only there."""
    kept, scripts = {*phone.NAMED, *phone.IMPORTED, *phone.WORKERS}, project.BASE_DIR / "static"
    for name in sorted(one for one in kept if one.startswith("js/")):
        path = scripts / name
        for target in IMPORT.findall(path.read_text(encoding="utf-8")):
            asked = (path.parent / target).resolve().relative_to(scripts).as_posix()
            assert asked in kept, f"{name} asks for {asked}"
