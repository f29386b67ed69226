"""The components, drawn from plain values."""

import re

import pytest
from django.template import engines
from django.template.loader import render_to_string
from lucide import IconDoesNotExist


def draw(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


def component(template: str, /, **context: object) -> str:
    return render_to_string(f"components/{template}.html", context)


def checked_values(html: str) -> list[str]:
    return re.findall(r'value="(\w*)" checked', html)


def test_an_icon_is_decoration_without_a_style():
    html = draw('{% load icons %}{% icon "arrow-down" "turns" %}')

    assert html.startswith('<svg class="ico turns"')
    assert 'aria-hidden="true"' in html
    assert "style=" not in html
    assert "<path" in html


def test_an_icon_lucide_does_not_have_is_an_error():
    with pytest.raises(IconDoesNotExist):
        draw('{% load icons %}{% icon "no-such-icon" %}')


def test_classes_of_an_icon_are_escaped():
    html = draw("{% load icons %}{% icon 'check' css %}", css='"><script>')

    assert "<script>" not in html


def test_a_scale_offers_eleven_numbers_and_skip_and_presets_nothing():
    html = component("scale", name="pain_now", legend="Pain now")

    assert re.findall(r'name="pain_now" value="(\d*)"', html) == [*map(str, range(11)), ""]
    assert "checked" not in html


@pytest.mark.parametrize("answer", [0, "0"])
def test_a_real_0_is_kept(answer):
    assert checked_values(component("scale", name="now", legend="Now", value=answer)) == ["0"]


@pytest.mark.parametrize("answer", [None, ""])
def test_no_answer_is_not_0(answer):
    assert checked_values(component("scale", name="now", legend="Now", value=answer)) == []


def test_1_is_not_10():
    assert checked_values(component("scale", name="now", legend="Now", value=10)) == ["10"]


def test_a_skipped_score_stays_skipped():
    html = component("scale", name="now", legend="Now", skipped=True)

    assert checked_values(html) == [""]


def test_a_scale_names_its_error_and_its_help():
    html = component("scale", name="now", legend="Now", error="Choose one.", help="At rest.")

    assert 'aria-describedby="now-error now-help"' in html
    assert 'id="now-error"' in html
    assert 'id="now-help"' in html
    assert "Choose one." in html


def test_a_pick_is_a_checkbox_unless_it_says_radio():
    assert 'type="checkbox"' in component("pick", name="new", value="limp", label="I limp")
    assert 'type="radio"' in component("pick", kind="radio", name="x", value="a", label="A")


def test_a_pick_is_ticked_only_when_told():
    assert "checked" not in component("pick", name="new", value="limp", label="I limp").replace(
        "checkbox", ""
    )
    assert " checked" in component("pick", name="new", value="limp", label="I limp", checked=True)


@pytest.mark.parametrize(
    ("kind", "lead"),
    [("eased", "Eased"), ("up", "Moved up"), ("same", "Same"), ("new", "New")],
)
def test_a_reason_has_a_glyph_a_word_and_a_sentence(kind, lead):
    html = component("reason", kind=kind, text="hurt 5 of 10")

    assert "<svg" in html
    assert f"<b>{lead}:</b> hurt 5 of 10" in html


def test_a_reason_escapes_what_a_person_wrote():
    assert "<i>" not in component("reason", kind="same", text="<i>x</i>")


def test_an_exercise_line_leads_somewhere_only_when_told():
    linked = component("exercise_line", name="Diver", dose="2 × 6", slug="diver", href="/x/")
    plain = component("exercise_line", name="Diver", dose="2 × 6", slug="diver")

    assert 'href="/x/"' in linked
    assert "<a" not in plain


def test_an_exercise_without_a_drawing_shows_an_icon():
    html = component("exercise_line", name="X", dose="1", slug="no-such-exercise")

    assert 'class="ico' in html


def test_the_phase_someone_is_in_is_announced():
    phases = [
        {"name": "Protect", "state": "done", "note": "Passed"},
        {"name": "Rebuild", "state": "now", "note": "You are here"},
    ]

    assert component("path", phases=phases).count('aria-current="step"') == 1


def test_the_limit_strip_says_every_zone_and_the_score():
    html = draw(
        "{% load limits %}{% limit_strip score=5 progress=3 hold=4 stop=6 said='on Tuesday' %}"
    )

    assert "0 to 3 can move up, 4 stay, 5 ease, 6 to 10 stop and rest" in html
    assert "On Tuesday: 5." in html
    assert 'class="at-ease"' in html


@pytest.mark.parametrize(
    ("score", "zone"), [(3, "progress"), (4, "hold"), (5, "ease"), (6, "stop"), (10, "stop")]
)
def test_the_limit_strip_marks_the_zone_of_the_score(score, zone):
    html = draw("{% load limits %}{% limit_strip score=s progress=3 hold=4 stop=6 %}", s=score)

    assert f'class="at-{zone}"' in html


def test_a_zone_without_a_number_is_not_drawn():
    html = draw("{% load limits %}{% limit_strip score=5 progress=3 hold=3 stop=6 %}")

    assert "z-hold" not in html
    assert "stay" not in html


def test_tabs_mark_where_someone_is():
    html = component("tabs", current="progress")

    assert html.count('aria-current="page"') == 1
    assert 'href="/progress/" aria-current="page"' in html
