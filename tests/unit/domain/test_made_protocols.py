"""The protocols that properties are tried on are ones that could be published."""

from hypothesis import given

from recovery.protocols.checks import check

from .made_protocols import protocols


@given(protocols())
def test_made_up_protocols_are_valid(protocol) -> None:
    assert check(protocol) == ()
