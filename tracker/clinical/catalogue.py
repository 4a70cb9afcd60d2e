"""Every item a person may log, as data: patient words, anchors, clinical term, codes and sources."""

from __future__ import annotations

from tracker.clinical.items_allergy import ALLERGY, REACTION
from tracker.clinical.items_eyes import EYES, HEARING, SIGHT
from tracker.clinical.items_kidney_blood import BLOOD, KIDNEY
from tracker.clinical.items_mood import HEAD, MIND, MOOD
from tracker.clinical.items_muscles import FRAME, MUSCLES
from tracker.clinical.items_other import BENEFITS, DOSE, OTHER
from tracker.clinical.items_skin import LOOKS, SKIN
from tracker.clinical.items_stomach import GUT, LIVER, STOMACH

ALL_ITEMS = (
    *DOSE,
    *SKIN,
    *LOOKS,
    *EYES,
    *SIGHT,
    *MUSCLES,
    *FRAME,
    *MOOD,
    *MIND,
    *HEAD,
    *STOMACH,
    *GUT,
    *LIVER,
    *KIDNEY,
    *BLOOD,
    *HEARING,
    *ALLERGY,
    *REACTION,
    *OTHER,
    *BENEFITS,
)
