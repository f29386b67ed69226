"""Which letters a PDF can show. Lexend has the Latin ones, the faces inside Typst some more."""

import unicodedata

# Scripts by the first word of their letters' names. Chinese, Japanese, Korean and Thai are not
# among them: a typeface for one of those weighs more than the whole site.
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC", "DEVANAGARI", "ARMENIAN", "GEORGIAN")
LETTERS = ("Lu", "Ll", "Lt", "Lo")
BEFORE_OTHER_SCRIPTS = 0x250
BEFORE_EMOJI = 0xFFFF
MOST = 8  # more tell nobody more


def not_held(text: str) -> str:
    """The first letters of a text that would be empty boxes, each once; "" where all are held."""
    found = dict.fromkeys(one for one in text if not _is_held(one))
    return " ".join(list(found)[:MOST])


def _is_held(one: str) -> bool:
    if ord(one) < BEFORE_OTHER_SCRIPTS:
        return True
    if ord(one) > BEFORE_EMOJI:
        return False
    is_letter = unicodedata.category(one) in LETTERS
    return not is_letter or unicodedata.name(one, "").startswith(SCRIPTS)
