"""Every claim of the two seed texts, line by line, with what in the program answers it."""

from __future__ import annotations

from tracker.clinical.traces.claim import Claim, Use, Verdict
from tracker.clinical.traces.claims_a import CLAIMS_A
from tracker.clinical.traces.claims_a_serious import CLAIMS_A_SERIOUS
from tracker.clinical.traces.claims_b import CLAIMS_B

__all__ = ["CLAIMS", "Claim", "Use", "Verdict"]

CLAIMS: tuple[Claim, ...] = (*CLAIMS_A, *CLAIMS_A_SERIOUS, *CLAIMS_B)
