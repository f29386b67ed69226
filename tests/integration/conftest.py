"""What several modules start from, made once for each: the library, a lived plan; and a clinic."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection, transaction

from accounts.models import ClinicMember, User
from exercises import article_loader, loader
from tests.desks import share_a_clinic
from tests.factories import TODAY, make_clinician, make_patient, noon
from tests.second_factors import give_app

LOADED_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ONCE_A_MODULE = {"module_db"}


@pytest.hookimpl(tryfirst=True)  # before the workers read the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is made once for a module is made on one worker, or each would make it again."""
    for item in items:
        if not ONCE_A_MODULE.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The database for what a module's tests start from.

    What a test changes is taken back after it, what was made here after the last of them.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def shipped_exercises(module_db: None) -> None:
    loader.load(now=LOADED_AT)
    count_rows_anew()


@pytest.fixture(scope="module")
def shipped_articles(shipped_exercises: None) -> None:
    """Articles beside all shipped exercises."""
    article_loader.load(now=LOADED_AT)


def count_rows_anew() -> None:
    """PostgreSQL plans a query by what it last counted; by itself it counts after a commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


# --- a clinic ---------------------------------------------------------------------------
@pytest.fixture
def at_noon() -> Iterator[None]:
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def patient() -> User:
    return make_patient("Pat Plain")


@pytest.fixture
def dana(patient: User) -> User:
    """The patient's main therapist."""
    dana = make_clinician("Dana Main", patients=(patient,))
    give_app(dana)
    return dana


@pytest.fixture
def lee(dana: User) -> User:
    """Leads the clinic that Dana belongs to, and looks after nobody."""
    lee = make_clinician("Lee Lead")
    give_app(lee)
    share_a_clinic(lee, dana)
    return lee


@pytest.fixture
def robin(lee: User) -> User:
    """A colleague of the same clinic."""
    robin = make_clinician("Robin Colleague")
    give_app(robin)
    ClinicMember.objects.create(clinic=lee.membership.clinic, clinician=robin)
    return robin
