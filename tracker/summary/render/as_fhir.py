"""Summary to FHIR R4."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tracker.summary.document import Summary


def collection(summary: Summary, *, pdf: bytes | None, at: datetime) -> dict[str, Any]:
    """Return a collection bundle in the shape of the patient-shared draft profile; ``pdf`` goes inside."""
    raise NotImplementedError


def document(summary: Summary, *, pdf: bytes | None, at: datetime) -> dict[str, Any]:
    """Return a document bundle in the shape of the International Patient Summary; ``pdf`` goes inside."""
    raise NotImplementedError
