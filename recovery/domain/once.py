"""A fact of a record that is found when it is first asked for, and then kept with it."""

from typing import TYPE_CHECKING, Any

__all__ = ["once"]

if TYPE_CHECKING:
    # The same to whoever checks types.
    from functools import cached_property as once
else:

    class once:
        """What `cached_property` is from Python 3.12 on: without its lock, which cost more than
        most of the facts. Two threads may both find a fact; it is the same fact.
        """

        def __init__(self, find: Any) -> None:
            self.find, self.__doc__ = find, find.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self.name = name

        def __get__(self, record: Any, owner: type | None = None) -> Any:
            if record is None:
                return self
            fact = record.__dict__[self.name] = self.find(record)
            return fact
