"""Which letters the fonts of the PDF can draw, read from the fonts themselves."""

from __future__ import annotations

import importlib.resources
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from struct import unpack_from

# The first is the face of the page; the others draw what it has no letters for.
PACKAGES = (
    "fontpkg_inter",
    "fontpkg_heebo",
    "fontpkg_noto_sans_arabic",
    "fontpkg_noto_sans_devanagari",
    "fontpkg_noto_sans_thai",
)
FAMILIES = (
    "Inter",
    "Heebo",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
)
# Drawn for a letter that none of them has.
UNKNOWN = "□"
# A line may break here, and nothing is seen.
BREAK = "\u200b"
# Joining and direction: drawn by nobody, needed by some scripts.
INVISIBLE = frozenset("\u200c\u200d\u200e\u200f" + BREAK)
# What only colours or varies the sign before it.
VARIANTS = frozenset("\ufe0e\ufe0f\u20e3") | {chr(n) for n in range(0x1F3FB, 0x1F400)}
LONGEST_WORD = 24


def folders() -> list[str]:
    """Return where the font files are."""
    return [
        str(importlib.resources.files(package).joinpath("files"))
        for package in PACKAGES
    ]


def drawable(text: str) -> str:
    """Return the text with only what can be drawn: signs by their name, unknown letters as a box."""
    if text.isascii() and text.isprintable() and len(text) <= LONGEST_WORD:
        return text
    return with_breaks("".join(map(shown, unicodedata.normalize("NFC", text))))


def lacks(text: str) -> bool:
    """Hold when a letter of the text is drawn as a box."""
    if text.isascii():
        return False
    found = unicodedata.normalize("NFC", text)
    return any(sign != UNKNOWN and shown(sign) == UNKNOWN for sign in found)


def shown(sign: str) -> str:
    if sign in INVISIBLE or sign == "\n" or ord(sign) in letters():
        return sign
    if sign.isspace():
        return " "
    if sign in VARIANTS or unicodedata.category(sign) in {"Cc", "Cf"}:
        return ""
    if unicodedata.category(sign) == "So":
        return f"[{unicodedata.name(sign, 'sign').lower()}]"
    return UNKNOWN


def with_breaks(text: str, longest: int = LONGEST_WORD) -> str:
    """Return the text with places to break inside words longer than a line can hold."""
    run, made = 0, []
    for sign in text:
        run = 0 if sign.isspace() or sign == BREAK else run + 1
        made.append(sign)
        if run >= longest and not unicodedata.combining(sign):
            made.append(BREAK)
            run = 0
    return "".join(made)


@cache
def letters() -> frozenset[int]:
    """Return every code point that some font draws, without those a PDF/A must not hold."""
    found: set[int] = set()
    for folder in folders():
        for path in sorted(Path(folder).glob("*.ttf")):
            if "Italic" not in path.name:
                found.update(code_points(path.read_bytes()))
    return frozenset(code for code in found if code > 31 and is_public(code))


def is_public(code: int) -> bool:
    return unicodedata.category(chr(code)) not in {"Co", "Cn", "Cc", "Cs", "Cf"}


def code_points(font: bytes) -> Iterator[int]:
    """Return the code points in the character map of a font file."""
    start = table_offset(font, b"cmap")
    (count,) = unpack_from(">H", font, start + 2)
    for number in range(count):
        (offset,) = unpack_from(">I", font, start + 8 + 8 * number)
        (form,) = unpack_from(">H", font, start + offset)
        if form == 12:
            yield from in_groups(font, start + offset)
        elif form == 4:
            yield from in_segments(font, start + offset)


def table_offset(font: bytes, tag: bytes) -> int:
    (count,) = unpack_from(">H", font, 4)
    for number in range(count):
        name, _sum, offset, _length = unpack_from(">4sIII", font, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise LookupError(f"The font has no table {tag!r}.")


def in_groups(font: bytes, start: int) -> Iterator[int]:
    """Return the code points of a map in format 12: runs of letters."""
    (count,) = unpack_from(">I", font, start + 12)
    for number in range(count):
        first, last, glyph = unpack_from(">III", font, start + 16 + 12 * number)
        yield from (code for code in range(first, last + 1) if glyph + code - first)


def in_segments(font: bytes, start: int) -> Iterator[int]:
    """Return the code points of a map in format 4: up to 64 thousand letters in segments."""
    (double,) = unpack_from(">H", font, start + 6)
    for at in range(start + 14, start + 14 + double, 2):
        (last,) = unpack_from(">H", font, at)
        first, delta, offset = (
            unpack_from(">H", font, at + 2 + double * place)[0] for place in (1, 2, 3)
        )
        for code in range(first, min(last, 0xFFFE) + 1):
            if has_glyph(font, at + 2 + double * 3, code - first, code + delta, offset):
                yield code


def has_glyph(font: bytes, at: int, place: int, direct: int, offset: int) -> bool:
    if not offset:
        return bool(direct & 0xFFFF)
    return bool(unpack_from(">H", font, at + offset + 2 * place)[0])
