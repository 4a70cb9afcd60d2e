"""Rules that are gone. An id is never used again: what somebody was told under it must keep its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Id to why it went and which rule set it was last in. Nothing has been retired yet.
RETIRED: Mapping[str, str] = MappingProxyType({})
