"""What every test stands on. Factories live beside this file, in modules of their own."""

import gc
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

TESTS = Path(__file__).parent
WITHOUT_DATABASE = {TESTS / "architecture", TESTS / "unit"}
LONGEST_IN_A_NAME = 80
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only", action="store_true", help="run only the tests that use the database"
    )
    parser.addoption("--deep", action="store_true", help="run also what is marked deep")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What knows no database is not even read where only the database is asked about."""
    return (config.getoption("--database-only") and collection_path in WITHOUT_DATABASE) or None


def pytest_collection(session: pytest.Session) -> None:
    """In a new clone no test is compiled yet: each worker begins with a part of them.

    What the others have compiled meanwhile it need not compile again.
    """
    worker, asked = getattr(session.config, "workerinput", None), session.config.option
    if worker is None or asked.file_or_dir or asked.database_only:
        return
    number, of = int(worker["workerid"].removeprefix("gw")), worker["workercount"]
    for path in sorted(TESTS.rglob("test_*.py"))[number::of]:
        import_module(".".join(path.relative_to(TESTS.parent).with_suffix("").parts))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = [item for item in items if is_asked_for(item, config)]
    config.hook.pytest_deselected(items=list(set(items) - set(wanted)))
    items[:] = wanted


def is_asked_for(item: pytest.Item, config: pytest.Config) -> bool:
    if config.getoption("--database-only") and not depends_on_database(item):
        return False
    return bool(config.getoption("--deep")) or not item.get_closest_marker("deep")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if uses_database(item) and not WITHOUT_DATABASE.isdisjoint(item.path.parents):
        pytest.fail("It uses the database, so its place is tests/integration.")


def pytest_collection_finish() -> None:
    """What stands in memory by now stays there: it need not be gone through again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_make_parametrize_id(val: object) -> str | None:
    """A file among the parameters would else be spelled out in the name of the test.

    Nor is its length told: a workbook made a second later has another.
    """
    is_long = isinstance(val, bytes | str) and len(val) > LONGEST_IN_A_NAME
    return f"long-{type(val).__name__}" if is_long else None


def depends_on_database(item: pytest.Item) -> bool:
    return uses_database(item) and not item.get_closest_marker("one_database")


def uses_database(item: pytest.Item) -> bool:
    """By its marker, its fixtures or its class, as pytest-django sees it."""
    if item.get_closest_marker("django_db"):
        return True
    if issubclass(getattr(item, "cls", None) or object, TransactionTestCase):
        return True
    return not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """SQLite in a file, as it is served: in memory all threads would share one connection."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(
            tmp_path_factory.mktemp("db") / "test.sqlite3"
        )


@pytest.fixture(scope="session")
def django_db_setup(
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    from tests.migrated import migrated_copy

    own = tmp_path_factory.getbasetemp()
    folder = own if worker_id == "master" else own.parent  # a single process has no workers
    with migrated_copy(worker_id, folder, django_db_blocker):
        yield


@pytest.fixture(scope="session", autouse=True)
def apart_from_the_installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Uploads go to a folder of their own; passwords are hashed fast; static files read on demand.

    Without the last, every test client would list all static files before its first request.
    """
    from django.test import override_settings

    media: Path = tmp_path_factory.mktemp("media")
    with override_settings(
        MEDIA_ROOT=media,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        WHITENOISE_AUTOREFRESH=True,
    ):
        yield


@pytest.fixture(autouse=True)
def empty_memory() -> None:
    """One test's attempts, counted in the cache, must not lock out the next; and what a test takes
    back from the database can have had the same keys as what the next one stores."""
    from django.core.cache import cache

    from recovery.selectors.caseload_plans import KEPT

    cache.clear()
    KEPT.clear()
