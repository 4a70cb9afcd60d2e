"""Reports as people send them, made harmless: known by their content, rebuilt, and without what they tell in passing.

Strangers' files are opened in a process of their own, with little memory and little time: ``cleaned``. The same
process is started as ``python -m tracker.records.cleaning`` and knows nothing of Django.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from tracker.records import bare

AS_IT_IS = "as-it-is"
TOP = Path(__file__).resolve().parents[2]

JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
PDF, HEIC = "application/pdf", "image/heic"
FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
# A phone takes 12 to 50 million points; a small file can claim billions.
MOST_POINTS = 60_000_000
LONGEST_SIDE = 4096
MOST_PAGES = 40
MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 20
# The parts of a JPEG. APP1 and APP3 to APP13 hold notes, COM comments; APP0, APP2 and APP14 tell its colours.
SCAN, END = 0xDA, 0xD9
NOTES = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}
WITHIN_SCAN = {0x00, 0xFF, *range(0xD0, 0xD8)}
PAGE_KEYS = {
    "/Type",
    "/Parent",
    "/MediaBox",
    "/CropBox",
    "/Rotate",
    "/Resources",
    "/Contents",
    "/UserUnit",
    "/Group",
}
# What a picture, a font or a drawing does not need to be seen: notes of other programs, and files beside it.
# Actions and scripts hang on pages, links and the document, none of which are carried over.
TELLTALE = ("/Metadata", "/PieceInfo", "/LastModified", "/OPI", "/Alternates", "/AF")


class NotAReport(ValueError):
    """The file cannot be kept; ``why`` is one of unknown, heic, broken, large, locked, long."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A harmless file: what it is, its bytes, and how long a processor was busy with it, in thousandths of a second."""

    kind: str
    content: bytes
    # How busy the machine was says nothing of the file.
    work: int = field(default=0, compare=False)


def kind_of(content: bytes) -> str:
    """Return what the first bytes say the file is, whatever its name; raise NotAReport."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"%PDF-"):
        return PDF
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise NotAReport("heic")
    raise NotAReport("unknown")


def cleaned(content: bytes) -> Report:
    """Return the file rebuilt from what can be seen in it, by a process of its own; raise NotAReport."""
    return in_a_process(kind_of(content), content)


def kept(content: bytes) -> Report:
    """Return a file that was cleaned before as it is, and any other one rebuilt; raise NotAReport.

    A photo would lose a little with each rebuilding, and an export would not come out as it went in.
    """
    return in_a_process(kind_of(content), content, AS_IT_IS)


def in_a_process(kind: str, content: bytes, *more: str) -> Report:
    try:
        done = subprocess.run(  # noqa: S603 our own module, nothing of the file on the command line
            [sys.executable, "-m", "tracker.records.cleaning", kind, *more],
            input=content,
            capture_output=True,
            timeout=2 * MOST_SECONDS,
            check=False,
            cwd=TOP,
            # It is told none of the keys that this process was started with.
            env={},
        )
    except subprocess.TimeoutExpired:
        raise NotAReport("broken") from None
    if done.returncode == 0 and done.stdout:
        return Report(kind=kind, content=done.stdout, work=work_said(done.stderr))
    # A process that ran out of memory or time says nothing more.
    why = done.stderr.decode("ascii", "ignore").strip().rpartition("\n")[2]
    raise NotAReport(why if why in {"broken", "large", "locked", "long"} else "broken")


def work_said(words: bytes) -> int:
    """Return the last line of what the process said; a library may have warned of something before."""
    last = words.rpartition(b"\n")[2]
    return int(last) if last.isdigit() else 0


def rebuilt(kind: str, content: bytes) -> bytes:
    """Return the file rebuilt in this process; raise NotAReport."""
    return pdf(content) if kind == PDF else picture(kind, content)


def picture(kind: str, content: bytes) -> bytes:
    """Return the points of a picture as a new one, the right way up."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MOST_POINTS
    try:
        found = Image.open(BytesIO(content), formats=[FORMATS[kind]])
        if found.width * found.height > MOST_POINTS:
            raise NotAReport("large")
        upright = ImageOps.exif_transpose(found)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        seen = upright.convert("RGBA") if kind != JPEG else upright.convert("RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAReport("large") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as problem:
        if isinstance(problem, NotAReport):
            raise
        raise NotAReport("broken") from None
    # On a sheet of our own nothing is left of place, time, camera, thumbnail and what follows the picture.
    sheet = Image.new("RGB", seen.size, "white")
    sheet.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    out = BytesIO()
    sheet.save(out, FORMATS[kind], **({} if kind == PNG else {"quality": 88}))
    return out.getvalue()


def pdf(content: bytes) -> bytes:
    """Return the pages of a PDF as a new one: no scripts, files, forms, links or notes about it."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as source, pikepdf.new() as sheet:
            if len(source.pages) > MOST_PAGES:
                raise NotAReport("long")
            # What was filled in stays readable; the fields themselves go.
            source.flatten_annotations("all")
            sheet.pages.extend(source.pages)
            if not len(sheet.pages):
                raise NotAReport("broken")
            strip(sheet)
            out = BytesIO()
            sheet.save(
                out,
                min_version=source.pdf_version,
                deterministic_id=True,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
            )
    except NotAReport:
        raise
    except pikepdf.PasswordError:
        raise NotAReport("locked") from None
    except (
        pikepdf.PdfError,
        RuntimeError,
        TypeError,
        ValueError,
        KeyError,
        zlib.error,
    ):
        raise NotAReport("broken") from None
    return out.getvalue()


def strip(sheet: Any) -> None:
    """Take out of every page and object what is not needed to read it."""
    import pikepdf

    for page in sheet.pages:
        for key in set(page.obj.keys()) - PAGE_KEYS:
            del page.obj[key]
    for each in list(sheet.objects):
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            forget_properties(each)
        if not isinstance(each, pikepdf.Stream):
            continue
        for key in TELLTALE:
            if key in each:
                del each[key]
        quiet_photo(each)


def forget_properties(found: Any) -> None:
    """Take out what marked parts of a page may say of themselves; it is told, never shown."""
    import pikepdf

    resources = found.get("/Resources")
    if isinstance(resources, pikepdf.Dictionary) and "/Properties" in resources:
        del resources["/Properties"]


def quiet_photo(stream: Any) -> None:
    """Take the notes of a camera out of a photo inside a PDF, however it is packed; other streams stay."""
    import pikepdf

    filters, settings = listed(stream, "/Filter"), listed(stream, "/DecodeParms")
    if not filters or filters[-1] != pikepdf.Name.DCTDecode:
        return
    own = settings[-1] if len(settings) == len(filters) else None
    stream.write(
        without_notes(unpacked(stream, filters[:-1], settings[:-1])),
        filter=pikepdf.Name.DCTDecode,
        decode_parms=own if isinstance(own, pikepdf.Dictionary) else None,
    )


def listed(stream: Any, key: str) -> list[Any]:
    """Return what a stream says under a key, which may be one thing or several."""
    import pikepdf

    found = stream.get(key)
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def unpacked(stream: Any, filters: list[Any], settings: list[Any]) -> bytes:
    """Return the bytes of a stream with the outer filters undone; raise NotAReport when one is unknown."""
    import pikepdf

    raw: bytes = stream.read_raw_bytes()
    if not filters:
        return raw
    with pikepdf.new() as bench:
        outer = pikepdf.Stream(bench, raw)
        outer.Filter = pikepdf.Array(filters)
        if any(isinstance(each, pikepdf.Dictionary) for each in settings):
            kept = [dict(each) if each is not None else None for each in settings]
            outer.DecodeParms = pikepdf.Array(
                [pikepdf.Dictionary(each) if each else None for each in kept]
            )
        try:
            return bytes(outer.read_bytes(pikepdf.StreamDecodeLevel.specialized))
        except pikepdf.PdfError:
            # What cannot be unpacked cannot be looked into either.
            raise NotAReport("broken") from None


def without_notes(jpeg: bytes) -> bytes:
    """Return a JPEG without its Exif, XMP, IPTC and comment parts and what follows its end; its points stay."""
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != END:
        marker = jpeg[at + 1]
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == SCAN:
            end = end_of_scan(jpeg, end)
        if marker not in NOTES:
            kept.append(jpeg[at:end])
        at = end
    return b"".join((*kept, bytes((0xFF, END))))


def end_of_scan(jpeg: bytes, at: int) -> int:
    """Return where the next part begins: inside a scan, 0xFF is followed by nought or a restart."""
    while at + 1 < len(jpeg):
        at = jpeg.find(b"\xff", at)
        if at < 0 or at + 1 >= len(jpeg):
            return len(jpeg)
        if jpeg[at + 1] not in WITHIN_SCAN:
            return at
        at += 2
    return len(jpeg)


def work_done() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return int(1000 * (used.ru_utime + used.ru_stime))


def main() -> int:
    """Clean what comes in, within limits, and say in one word why not."""
    # Some systems know no limit of memory; the size of what is opened is limited all the same.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    try:
        kind, content = sys.argv[1], sys.stdin.buffer.read()
        once_more = rebuilt(kind, content)
        is_ours = AS_IT_IS in sys.argv and bare.is_bare(kind, content, once_more)
        sys.stdout.buffer.write(content if is_ours else once_more)
        sys.stderr.write(f"\n{work_done()}")
    except NotAReport as problem:
        sys.stderr.write(problem.why)
        return 1
    except MemoryError:
        sys.stderr.write("large")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
