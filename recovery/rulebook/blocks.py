"""Every block of the page, by the key its markers name."""

from recovery.explanations.rulebook import RULES
from recovery.protocols import shipped_protocol
from recovery.rulebook.numbers import Number
from recovery.rulebook.protocol_blocks import protocol_blocks
from recovery.rulebook.rule_blocks import off_block, order_block, part_block, rule_block

PARTS_WITHOUT_NUMBERS = ("Locks",)


def all_blocks(numbers: tuple[Number, ...]) -> dict[str, str]:
    ids = {rule.id for rule in RULES}
    parts = dict.fromkeys([*(one.part for one in numbers), *PARTS_WITHOUT_NUMBERS])
    return {
        "order": order_block(),
        **{rule.id: rule_block(rule, _of(rule.id, numbers)) for rule in RULES},
        **{part: part_block(part, _of(part, numbers)) for part in parts if part not in ids},
        "off": off_block(),
        **protocol_blocks(shipped_protocol()),
    }


def _of(part: str, numbers: tuple[Number, ...]) -> list[Number]:
    return [one for one in numbers if one.part == part]
