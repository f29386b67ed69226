"""How records are made, copied, and keep what they found: quicker than by hand, and the same."""

import inspect
from dataclasses import FrozenInstanceError, dataclass, replace

import pytest

from recovery.domain.evolve import evolve
from recovery.domain.once import once
from recovery.domain.quick import quick


@dataclass(frozen=True, kw_only=True, slots=True)
class Slotted:
    code: str
    pain: int | None = None


@dataclass(frozen=True, kw_only=True)
class Whole:
    code: str
    pain: int | None = None


@quick
@dataclass(frozen=True, kw_only=True, slots=True)
class QuickSlotted(Slotted):
    days: tuple[int, ...] = ()


@quick
@dataclass(frozen=True, kw_only=True)
class QuickWhole(Whole):
    days: tuple[int, ...] = ()

    @once
    def found(self) -> list[int]:
        return list(self.days)


QUICK = pytest.mark.parametrize("kind", [QuickSlotted, QuickWhole])


@QUICK
def test_a_quick_record_has_what_was_given_and_what_stands_where_nothing_was(kind: type) -> None:
    assert repr(kind(code="a", pain=0)) == f"{kind.__name__}(code='a', pain=0, days=())"
    assert kind(code="a") == kind(code="a", pain=None, days=()) != kind(code="b")


@QUICK
def test_a_quick_record_is_frozen(kind: type) -> None:
    one = kind(code="a")
    with pytest.raises(FrozenInstanceError):
        one.code = "b"
    assert replace(one, code="b") == kind(code="b")


@QUICK
def test_a_quick_record_says_what_is_missing_or_unknown(kind: type) -> None:
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'code'"):
        kind(pain=1)
    with pytest.raises(TypeError, match="unexpected keyword argument 'limp'"):
        kind(code="a", limp=True)


@pytest.mark.parametrize(("kind", "plain"), [(QuickSlotted, Slotted), (QuickWhole, Whole)])
def test_a_quick_record_asks_for_what_a_plain_one_asks_for(kind: type, plain: type) -> None:
    asked, wanted = inspect.signature(kind).parameters, inspect.signature(plain).parameters
    assert {name: asked[name] for name in wanted} == dict(wanted)


def test_what_was_found_once_is_kept_with_its_record_alone() -> None:
    one, other = QuickWhole(code="a", days=(1,)), QuickWhole(code="a", days=(1,))
    assert one.found is one.found == other.found
    assert one.found is not other.found
    assert isinstance(QuickWhole.found, once)


def test_a_record_evolves_as_it_is_replaced() -> None:
    one = QuickWhole(code="a", pain=3)
    assert evolve(one, pain=4) == replace(one, pain=4) == QuickWhole(code="a", pain=4)
    assert one.pain == 3
