"""Text that is unreadable in the database file and in its backups."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


@lru_cache(maxsize=1)
def cipher() -> MultiFernet:
    """Return the keys of FIELD_KEYS: the first encrypts, every one decrypts."""
    keys = [key.strip() for key in settings.FIELD_KEYS.split(",") if key.strip()]
    return MultiFernet([Fernet(key) for key in keys])


class PrivateTextField(models.TextField):  # type: ignore[type-arg]
    """A TextField stored encrypted. It cannot be searched; a wrong key raises InvalidToken."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        text = super().get_db_prep_save(value, connection)
        return None if text is None else cipher().encrypt(text.encode()).decode()

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return None if value is None else cipher().decrypt(value.encode()).decode()

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is encrypted: it cannot be compared.")
        return super().get_lookup(lookup_name)
