"""A large upload of an export: on disk, where it may be large, and unreadable there."""

from __future__ import annotations

import io
import os
import tempfile
from typing import IO, Any, cast

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.urls import reverse

BLOCK = 16
KEY_BYTES = 32


class HiddenFile(io.RawIOBase):
    """A file without a name, written once, then read from anywhere. Its key dies with this object."""

    def __init__(self) -> None:
        super().__init__()
        # The file goes when it is closed, and has no name meanwhile.
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._key, self._first = os.urandom(KEY_BYTES), os.urandom(BLOCK)
        self._hiding = Cipher(AES(self._key), CTR(self._first)).encryptor()

    def append(self, data: bytes) -> None:
        self._file.write(self._hiding.update(data))

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        at = self._file.tell()
        found = self._opened(self._file.read(len(buffer)), at)
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _opened(self, data: bytes, at: int) -> bytes:
        block, within = divmod(at, BLOCK)
        counter = (int.from_bytes(self._first, "big") + block) % 2 ** (8 * BLOCK)
        opening = Cipher(
            AES(self._key), CTR(counter.to_bytes(BLOCK, "big"))
        ).decryptor()
        opening.update(b"\0" * within)
        return opening.update(data)


class SealedUploadHandler(FileUploadHandler):
    """Take what is too large for memory, on the page for exports that come back; elsewhere drop it."""

    takes_it = False
    hidden: HiddenFile | None = None

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 Django's name
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        self.takes_it = (
            content_length <= settings.IMPORT_MAX_BYTES and self.is_an_import()
        )

    def is_an_import(self) -> bool:
        request = self.request
        return (
            request is not None
            and request.path == reverse("import")
            and request.user.is_authenticated
        )

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        if self.takes_it:
            self.hidden = HiddenFile()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if self.hidden is None:
            return raw_data
        self.hidden.append(raw_data)
        return None

    def file_complete(self, file_size: int) -> Any:
        if self.hidden is None:
            return None
        self.hidden.seek(0)
        return UploadedFile(
            file=cast(IO[bytes], self.hidden),
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
        )
