"""Text size and colours: chosen once, and in the answer itself from the first byte."""

import pytest
from django.test import Client

from accounts.models import User
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
PAGE = "/account/look/"


@pytest.fixture
def patient(client: Client) -> User:
    user = make.make_patient()
    client.force_login(user)
    return user


def opening(page: str) -> str:
    return page[page.index("<html") : page.index("<title")]


def test_at_first_the_phone_decides(client, patient):
    head = opening(client.get(PAGE).text)
    assert "data-bs-theme" not in head
    assert "data-text-size" not in head
    assert '<meta name="color-scheme" content="light dark">' in head


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_is_in_the_answer_itself(client, patient, theme):
    client.post(PAGE, {"theme": theme, "text_size": "usual"})
    head = opening(client.get("/account/me/").text)
    assert f'data-bs-theme="{theme}"' in head
    assert f'<meta name="color-scheme" content="{theme}">' in head
    assert "data-text-size" not in head


def test_a_chosen_text_size_is_in_the_answer_itself(client, patient):
    client.post(PAGE, {"theme": "system", "text_size": "largest"})
    head = opening(client.get("/account/me/").text)
    assert 'data-text-size="largest"' in head
    assert "data-bs-theme" not in head


def test_it_goes_with_the_account_and_not_with_the_browser(client, patient):
    client.post(PAGE, {"theme": "dark", "text_size": "large"})
    client.force_login(make.make_patient())
    assert "data-bs-theme" not in opening(client.get(PAGE).text)


def test_one_language_is_no_question(client, patient, settings):
    assert '<input type="hidden" name="language" value="en"' in client.get("/account/me/").text
    settings.LANGUAGES = [("en", "English"), ("de", "Deutsch")]
    assert "Deutsch" in client.get("/account/me/").text
