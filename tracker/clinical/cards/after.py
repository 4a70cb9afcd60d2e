"""The words a person reads for each rule of the time after the course."""

from __future__ import annotations

from tracker.clinical.cards.card import Card
from tracker.clinical.scales import Level
from tracker.clinical.words import gettext_noop as _

_LONG = _("Should I be seen, and by whom?")
_FASTER = _("Something in your profile means this should be heard sooner.")

AFTER_CARDS: dict[str, dict[Level, Card]] = {
    "A-LAST-1": {
        Level.SOON: Card(
            _("Contact your clinic this week about what has lasted"),
            _(
                "Most effects settle in the weeks after the course. This one is still there, so tell them."
            ),
            _LONG,
        ),
        Level.NEXT_VISIT: Card(
            _("Mention at your next visit what has lasted"),
            _(
                "It is mild, but it is still there two months after the course. We added it to your visit list."
            ),
            _("How long may this go on?"),
        ),
    },
    "A-SIGHT-1": {
        Level.EMERGENCY: Card(
            _("Get help now for your sight"),
            _(
                "It has not gone back two weeks after your last capsule, and it needs to be looked at now. Do not drive."
            )
            + "\n"
            + _FASTER,
            _("I took isotretinoin. What should I do now?"),
        ),
        Level.URGENT: Card(
            _("Call your clinic today about your sight or hearing"),
            _(
                "It has not gone back two weeks after your last capsule. Do not drive while you see less well."
            ),
            _LONG,
        ),
    },
    "A-MOOD-1": {
        Level.EMERGENCY: Card(
            _("Get help now with your mood"),
            _(
                "Low mood after a course needs someone with you today. Call a line on the support page, or your clinic."
            )
            + "\n"
            + _FASTER,
            _("I took isotretinoin. What should I do now?"),
        ),
        Level.URGENT: Card(
            _("Call your clinic today about your mood"),
            _(
                "Low mood after a course should be talked through today, even if you think something else explains it."
            ),
            _("Who can I talk to?"),
        ),
    },
    "A-SEX-1": {
        Level.SOON: Card(
            _("Contact your clinic this week about this change"),
            _(
                "A few people report it after the course, and they should be heard. You can ask to talk about it in private."
            ),
            _("Is there something that could be done about it?"),
        )
    },
    "A-ACNE-1": {
        Level.NEXT_VISIT: Card(
            _("Mention your skin at your next visit"),
            _(
                "You rated it worse than at the end of the course. We added this to your visit list."
            ),
            _("What can be done about it?"),
        )
    },
    "A-ACNE-2": {
        Level.NEXT_VISIT: Card(
            _("Mention at your next visit that your spots are back"),
            _("This happens to some people. We added this to your visit list."),
            _("What can be done about it?"),
        )
    },
}
