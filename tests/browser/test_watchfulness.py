"""The browser tests notice what they are there to notice."""

import pytest

from .comfort import discomforts, shifts, watch_shifts

# The checker itself, whatever database the page comes from.
pytestmark = pytest.mark.one_database


def test_an_inline_script_is_refused_and_reported(window):
    page = window.open(390, 844)
    page.goto("/")
    with page.expect_event("console"):
        page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">red</p>')"
        )
    assert "Content Security Policy" in "".join(window.troubles)
    window.troubles.clear()


def test_an_error_in_a_script_is_reported(window):
    page = window.open(390, 844)
    page.goto("/")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('oh') })")
    assert "oh" in "".join(window.troubles)
    window.troubles.clear()


def test_a_missing_page_is_no_error_of_the_page(window):
    page = window.open(390, 844)
    assert page.goto("/no-such-page/").status == 404
    assert not window.troubles


def test_a_field_without_a_name_is_found(phone, axe):
    phone.goto("/")
    phone.locator("main").evaluate("main => main.append(document.createElement('input'))")
    with pytest.raises(AssertionError, match="light: label"):
        axe(phone)


def test_words_too_pale_in_the_dark_are_found(phone, axe):
    phone.goto("/")
    phone.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync("@media (prefers-color-scheme: dark) { h1 { color: #222 !important } }");
        document.adoptedStyleSheets = [sheet];
    }""")
    with pytest.raises(AssertionError, match="dark: color-contrast"):
        axe(phone)


@pytest.mark.parametrize(
    "spoil",
    [
        "one => { one.setAttribute('class', 'pale'); sheet('.pale { color: #eee !important }') }",
        "one => sheet('h2 { background: #222 !important }')",
        "one => sheet('main { opacity: .4 !important }')",
    ],
    ids=["colour", "ground", "opacity"],
)
def test_what_was_read_before_is_measured_again_in_other_colours(phone, axe, spoil):
    phone.goto("/help/")
    axe(phone, schemes=("light",))
    phone.evaluate("""() => {
        window.sheet = (rules) => {
            const added = new CSSStyleSheet();
            added.replaceSync(rules);
            document.adoptedStyleSheets = [added];
        };
    }""")
    phone.locator("#say").evaluate(spoil)
    with pytest.raises(AssertionError, match="light: color-contrast"):
        axe(phone, schemes=("light",))


def test_what_jumps_is_noticed(phone):
    phone.goto("/")
    watch_shifts(phone)
    assert shifts(phone) == []
    phone.evaluate("document.querySelector('main').prepend('One more line, pushing the others')")
    assert shifts(phone) != []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ("one => { one.innerHTML = '<a href=\"/\">1</a>' }", "px"),
        ("one => { one.textContent = 'W'.repeat(60) }", "wide"),
        ("one => { one.animate([{ opacity: 0 }], 9000) }", "something moves"),
    ],
)
def test_what_is_hard_to_use_is_named(phone, spoil, said):
    phone.goto("/")
    assert discomforts(phone) == []
    phone.locator("h1").evaluate(spoil)
    assert said in "\n".join(discomforts(phone))
