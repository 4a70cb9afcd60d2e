"""Every item a person may log, as data: patient words, anchors, clinical term, codes and sources."""

from __future__ import annotations

from tracker.clinical.items_allergy import ALLERGY
from tracker.clinical.items_body import LIVER, MUSCLES, STOMACH
from tracker.clinical.items_eyes import EYES, HEARING
from tracker.clinical.items_mood import HEAD, MOOD
from tracker.clinical.items_other import BENEFITS, DOSE, OTHER
from tracker.clinical.items_skin import SKIN

ALL_ITEMS = (
    *DOSE,
    *SKIN,
    *EYES,
    *MUSCLES,
    *MOOD,
    *HEAD,
    *STOMACH,
    *LIVER,
    *HEARING,
    *ALLERGY,
    *OTHER,
    *BENEFITS,
)
