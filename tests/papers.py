"""Photos and PDFs of reports, harmless and hostile, made on the spot."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pikepdf
from PIL import Image

SECRET = b"SECRETPLACE"


def photo(kind: str = "JPEG", *, size: tuple[int, int] = (300, 200), **more) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, kind, **more)
    return out.getvalue()


def photo_that_tells() -> bytes:
    """Return a photo on its side, with a place, a comment and a picture after its end."""
    notes = Image.Exif()
    notes[0x0112] = 6
    notes[0x010E] = SECRET.decode()
    notes.get_ifd(0x8825)[1] = "N"
    return photo(exif=notes, comment=SECRET) + SECRET


def huge_png() -> bytes:
    """Return a file of 100 bytes that claims to be a picture of 3.6 billion points."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def pdf(*, pages: int = 1, password: str = "", hostile: bool = False) -> bytes:
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page()
    draw(made)
    if hostile:
        arm(made)
    out = BytesIO()
    locked = pikepdf.Encryption(user=password, owner=password)
    made.save(out, encryption=locked if password else False)
    return out.getvalue()


def draw(made: pikepdf.Pdf) -> None:
    """Put a photo that tells where it was taken on the first page."""
    image = pikepdf.Stream(
        made,
        photo_that_tells(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=300,
        Height=200,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = made.pages[0]
    page.obj.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(Photo=made.make_indirect(image))
    )
    page.obj.Contents = pikepdf.Stream(made, b"q 300 0 0 200 0 0 cm /Photo Do Q")


def arm(made: pikepdf.Pdf) -> None:
    """Add a script, a file, a link, an author, a title and an action to a PDF."""
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=SECRET.decode())
    made.Root.OpenAction = script
    made.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=["run", script])
    )
    made.attachments["notes.txt"] = SECRET
    made.docinfo["/Author"] = SECRET.decode()
    with made.open_metadata() as notes:
        notes["dc:title"] = SECRET.decode()
    page = made.pages[0].obj
    page.AA = pikepdf.Dictionary(O=script)
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=[0, 0, 50, 50],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=SECRET.decode()),
    )
    page.Annots = pikepdf.Array([made.make_indirect(link)])


def heic() -> bytes:
    return b"\0\0\0\x18ftypheic" + b"\0" * 40
