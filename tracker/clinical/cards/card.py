"""The shape of a card, and the words that many cards share."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.clinical.scales import Level
from tracker.clinical.words import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Card:
    """What to do, a little more about it, and one question to ask them."""

    title: str
    advice: str
    ask: str


STOP_ADVICE = _(
    "Published advice is not to take the next capsule before you have spoken to a clinician."
)

DOSE = _("Should I take my next dose?")
SEEN = _("Do I need to be seen?")
WHAT_NOW = _("I take isotretinoin. What should I do now?")
DONE = _("Is there something that could be done about it?")
BLOOD_TEST = _("Do I need a blood test?")
# After the last capsule nobody takes it any more, and there is no next dose to ask about.
AFTER_THE_COURSE = {
    DOSE: SEEN,
    WHAT_NOW: _("I took isotretinoin. What should I do now?"),
}
ANYTHING_ELSE = _("Is there anything else I could use?")
FASTER = _("Something in your profile means this should be heard sooner.")

NOW, TODAY, WEEK, VISIT, SELF = (
    Level.EMERGENCY,
    Level.URGENT,
    Level.SOON,
    Level.NEXT_VISIT,
    Level.SELF_CARE,
)

Cards = dict[str, dict[Level, Card]]
