"""What the code says of each rule, and of the parts that are no rule."""

import os
from collections.abc import Iterable

from recovery.domain.decision import Reason
from recovery.domain.rules import RULES, SESSION_RULES
from recovery.explanations import for_clinician, for_patient, what_would_have_changed
from recovery.explanations.examples import example_setting, examples, examples_off
from recovery.explanations.rulebook import RULES as WORDS
from recovery.explanations.rulebook import Rule
from recovery.rulebook.markdown import anchor, joined, paragraph, sources_of, table
from recovery.rulebook.numbers import Number
from recovery.rulebook.page import PAGE, heading_of
from recovery.rulebook.promises import Promises, promises_of


def order_block() -> str:
    """The rules as they are asked, each a link to its section."""
    by_id = {rule.id: rule for rule in WORDS}
    rows = [
        (place, _link(by_id[code]), "yes" if asked in SESSION_RULES else "", by_id[code].source)
        for place, (code, asked) in enumerate(RULES, start=1)
    ]
    return table(("asked", "rule", "again after a session", "from"), rows)


def _link(rule: Rule) -> str:
    return f"[{rule.id} {rule.name}](#{anchor(heading_of(rule))})"


def rule_block(rule: Rule, numbers: Iterable[Number]) -> str:
    return joined(
        paragraph(f"{rule.when} *Then:* {rule.then}", mark="> "),
        numbers_table(numbers),
        f"Sources: {rule.source}.",
        _sentences(examples(rule.id)),
        _held_by(rule.id),
    )


def part_block(part: str, numbers: Iterable[Number]) -> str:
    return joined(numbers_table(numbers), _held_by(part))


def off_block() -> str:
    """A ladder that is off says so in the same words, whichever rule took it off."""
    return _sentences(examples_off())


def numbers_table(numbers: Iterable[Number]) -> str:
    rows = [
        (f"`{one.name}`", f"{one.value} {one.words}", sources_of(one.sources)) for one in numbers
    ]
    return table(("number", "is", "from"), rows)


def _sentences(reasons: Iterable[Reason]) -> str:
    setting = example_setting()
    said = (for_patient, for_clinician, what_would_have_changed)
    rows = [(f"`{one.detail}`", *(words(one, setting) for words in said)) for one in reasons]
    return table(("case", "the patient reads", "the clinician reads", "otherwise"), rows)


def _held_by(key: str) -> str:
    return joined(*(_promises(one) for one in promises_of(key)))


def _promises(one: Promises) -> str:
    place = os.path.relpath(one.path, PAGE.parent)
    return paragraph(f"Held by [`{one.name}`]({place}): {'; '.join(one.said)}.")
