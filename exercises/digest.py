"""How two states of a text are told apart."""

import hashlib
import json
from collections.abc import Mapping


def digest_of(content: Mapping[str, object]) -> str:
    """Changes when any word of the content changes, and only then (SHA-256, hexadecimal)."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
