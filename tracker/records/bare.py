"""Tell a file that was cleaned here from any other: it holds what can be seen, and not one byte beside it."""

from __future__ import annotations

JPEG, WEBP = "image/jpeg", "image/webp"
# Tables, the frame, the restart interval. What else a JPEG may have can carry notes.
TABLES = {0xC0, 0xC2, 0xC4, 0xDB, 0xDD}
HEAD, SCAN, END = 0xE0, 0xDA, 0xD9
# The first part says that it is a JPEG, at which density, and that no small picture follows.
SHORT_HEAD = (b"\xff\xe0\x00\x10JFIF\x00", b"\x00\x00")
WITHIN_SCAN = {0x00, *range(0xD0, 0xD8)}


def is_bare(kind: str, content: bytes, rebuilt: bytes) -> bool:
    """Hold when rebuilding changes nothing, or could only make a photo a little worse."""
    if content == rebuilt:
        return True
    if kind == JPEG:
        return is_bare_jpeg(content)
    return kind == WEBP and is_bare_webp(content, rebuilt)


def is_bare_jpeg(content: bytes) -> bool:
    """Hold when there is nothing but a short head, tables and scans, and nothing follows the end."""
    if content[:2] != b"\xff\xd8" or not has_short_head(content):
        return False
    at = 20
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != END:
        marker, length = (
            content[at + 1],
            int.from_bytes(content[at + 2 : at + 4], "big"),
        )
        if marker not in {*TABLES, SCAN} or length < 2:
            return False
        at += 2 + length
        if marker == SCAN:
            at = end_of_scan(content, at)
    return at + 2 == len(content) and content[at:] == bytes((0xFF, END))


def has_short_head(content: bytes) -> bool:
    starts, ends = SHORT_HEAD
    return content[2:11] == starts and content[18:20] == ends


def end_of_scan(content: bytes, at: int) -> int:
    """Return where the next part begins."""
    while (at := content.find(b"\xff", at)) >= 0 and at + 1 < len(content):
        if content[at + 1] not in WITHIN_SCAN:
            return at
        at += 2
    return len(content)


def is_bare_webp(content: bytes, rebuilt: bytes) -> bool:
    """Hold when there is one chunk, that of the picture, of the same kind that we write."""
    chunk = int.from_bytes(content[16:20], "little")
    whole = 20 + chunk + chunk % 2
    return (
        content[12:16] == rebuilt[12:16] == b"VP8 "
        and int.from_bytes(content[4:8], "little") + 8 == len(content) == whole
    )
