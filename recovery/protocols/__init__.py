"""The shipped protocols, and the strict reader every protocol's text goes through."""

from functools import cache
from pathlib import Path

from recovery.domain.protocol import Protocol
from recovery.protocols.checks import Articles, Library, check
from recovery.protocols.document import ProtocolError
from recovery.protocols.reading import read_document

HERE = Path(__file__).resolve().parent
SHIPPED = tuple(sorted(path.stem for path in HERE.glob("*.yaml")))

__all__ = [
    "SHIPPED",
    "ProtocolError",
    "load_protocol",
    "protocol_from_text",
    "shipped_path",
    "shipped_protocol",
    "to_text",
]


def protocol_from_text(
    text: str,
    *,
    path: Path,
    library: Library | None = None,
    articles: Articles | None = None,
) -> Protocol:
    """The protocol written in `text`; `path` is the name its problems are told under.

    library, articles: the known exercises and articles; checked against where given.
    Raises ProtocolError with everything that cannot be read, or else with everything that
    does not fit together.
    """
    protocol, draft = read_document(text, path)
    if draft.problems:
        raise ProtocolError(draft.problems)
    faults = check(protocol, library, articles)
    if faults:
        raise ProtocolError(draft.fault(fault.place, fault.message) for fault in faults)
    return protocol


def load_protocol(
    path: Path, *, library: Library | None = None, articles: Articles | None = None
) -> Protocol:
    """The protocol in a file. See `protocol_from_text`."""
    return protocol_from_text(to_text(path), path=path, library=library, articles=articles)


def shipped_path(code: str = "hamstring-strain") -> Path:
    """The file of a shipped protocol. Raises KeyError where there is none of this code."""
    if code not in SHIPPED:
        raise KeyError(code)
    return HERE / f"{code}.yaml"


@cache
def shipped_protocol(code: str = "hamstring-strain") -> Protocol:
    """A shipped protocol, read once. Raises KeyError where there is none of this code."""
    return load_protocol(shipped_path(code))


def to_text(path: Path) -> str:
    """A protocol's reviewed text, as it is kept beside the plans that follow it."""
    return path.read_text(encoding="utf-8")
