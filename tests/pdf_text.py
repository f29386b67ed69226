"""The words of a PDF, to see what really stands on paper. It reads what Typst writes, no more."""

import re
import zlib

OBJECT = re.compile(rb"(?<!\d)(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
MAPPED = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]+)>")
# A font is chosen, a string is shown, or a text begins.
SHOWN = re.compile(
    rb"/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\((?:\\.|[^\\)])*\)|(?<![A-Z])BT", re.DOTALL
)
PLACED = re.compile(rb"q 1 0 0 -1 ([\d.]+) ([\d.]+) cm")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def text_of(pdf: bytes) -> str:
    """Every page after the other. Where one run of letters ends and the next begins is a line."""
    parts = {int(number): body for number, body in OBJECT.findall(pdf)}
    pages = [body for body in parts.values() if re.search(rb"/Type\s*/Page\b", body)]
    return "\n".join(_page(body, parts) for body in pages)


def places_of(pdf: bytes) -> list[tuple[float, float]]:
    """Where each run of letters begins, from the left and from the foot of its page, in points."""
    parts = {int(number): body for number, body in OBJECT.findall(pdf)}
    pages = [body for body in parts.values() if re.search(rb"/Type\s*/Page\b", body)]
    drawn = b"".join(_stream(parts[_ref(body, b"Contents")]) for body in pages)
    return [(float(x), float(y)) for x, y in PLACED.findall(drawn)]


def _page(body: bytes, parts: dict[int, bytes]) -> str:
    fonts = re.findall(rb"/(f\d+) (\d+) 0 R", parts[_ref(body, b"Resources")])
    letters = {name: _letters(parts, int(number)) for name, number in fonts}
    words, font = [], b""
    for found in SHOWN.finditer(_stream(parts[_ref(body, b"Contents")])):
        if found[1]:
            font = found[1]
        elif found[0] == b"BT":
            words.append("\n")
        else:
            words.append(_said(found, letters.get(font, {})))
    return "".join(words)


def _said(found: re.Match[bytes], letters: dict[int, str]) -> str:
    raw = bytes.fromhex(found[2].decode()) if found[2] else _unescaped(found[0][1:-1])
    codes = [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)]
    return "".join(letters.get(code, "") for code in codes)


def _unescaped(raw: bytes) -> bytes:
    return re.sub(
        rb"\\([0-7]{1,3}|.)",
        lambda found: (
            bytes([int(found[1], 8)]) if found[1].isdigit() else ESCAPES.get(found[1], found[1])
        ),
        raw,
        flags=re.DOTALL,
    )


def _letters(parts: dict[int, bytes], font: int) -> dict[int, str]:
    told = _stream(parts[_ref(parts[font], b"ToUnicode")]).decode("ascii")
    return {
        int(code, 16): bytes.fromhex(letter).decode("utf-16-be")
        for code, letter in MAPPED.findall(told)
    }


def _ref(body: bytes, name: bytes) -> int:
    return int(re.search(rb"/" + name + rb" (\d+) 0 R", body)[1])


def _stream(body: bytes) -> bytes:
    return zlib.decompress(STREAM.search(body)[1])
