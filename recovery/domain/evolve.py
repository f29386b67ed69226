"""A copy of a record with some of its facts changed."""

from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["evolve"]

if TYPE_CHECKING:
    # The same function to whoever checks types: the names and types of facts are looked at.
    from dataclasses import replace as evolve
else:
    Record = TypeVar("Record")

    def evolve(record: Record, /, **changes: Any) -> Record:
        """What `dataclasses.replace` answers, for records without slots, ten times as fast.

        A plan's state has forty facts and changes several times a day; setting each of them
        again was the largest part of deciding a day. Not for records that cache properties,
        which would be copied as well.
        """
        copy = object.__new__(type(record))
        object.__setattr__(copy, "__dict__", record.__dict__ | changes)
        return copy
