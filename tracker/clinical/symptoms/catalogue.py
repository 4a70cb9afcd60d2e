"""Every item a person may log, as data: patient words, anchors, clinical term, codes and sources."""

from __future__ import annotations

from tracker.clinical.symptoms.allergy import ALLERGY, REACTION
from tracker.clinical.symptoms.eyes import EYES, HEARING, SIGHT
from tracker.clinical.symptoms.kidney_blood import BLOOD, KIDNEY
from tracker.clinical.symptoms.mood import HEAD, MIND, MOOD
from tracker.clinical.symptoms.muscles import FRAME, MUSCLES
from tracker.clinical.symptoms.other import BENEFITS, DOSE, OTHER
from tracker.clinical.symptoms.skin import LOOKS, SKIN
from tracker.clinical.symptoms.stomach import GUT, LIVER, STOMACH

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
