"""The cards of the rules warranted by the two seed texts (4a)."""

from __future__ import annotations

from tracker.clinical.cards.card import (
    ANYTHING_ELSE,
    BLOOD_TEST,
    DONE,
    DOSE,
    FASTER,
    NOW,
    SELF,
    TODAY,
    VISIT,
    WEEK,
    WHAT_NOW,
    Card,
    Cards,
)
from tracker.clinical.words import gettext_noop as _

SEED_CARDS: Cards = {
    "S-MOOD-1": {
        NOW: Card(
            _("Talk to someone now"),
            _(
                "Thank you for telling us. You deserve help with this right now. Call one of these numbers, or ask someone to be with you."
            ),
            _("Can you talk with me now?"),
        )
    },
    "S-MOOD-2": {
        NOW: Card(
            _("Get help now with your mood"),
            _(
                "Low mood on this medicine needs someone with you today. Call a line on the support page, or your clinic."
            )
            + "\n"
            + FASTER,
            DOSE,
        ),
        TODAY: Card(
            _("Call your clinic today about your mood"),
            _(
                "Low mood on this medicine should be talked through today, even if you think something else explains it."
            ),
            DOSE,
        ),
    },
    "S-MOOD-3": {
        TODAY: Card(
            _("Call your clinic today about your mood"),
            _(
                "Tell them how you feel, and ask someone close to you to look out for you."
            )
            + "\n"
            + FASTER,
            DOSE,
        ),
        WEEK: Card(
            _("Contact your clinic this week about your mood"),
            _(
                "Tell your prescriber how you have been. Ask someone close to you to look out for you."
            ),
            _("What should I watch for?"),
        ),
    },
    "S-MSK-1": {
        TODAY: Card(
            _("Call your clinic today about your strong pain"),
            _(
                "Strong joint, back or muscle pain is worth a call. Rest it, skip hard exercise, and say when it began."
            ),
            DOSE,
        )
    },
    "S-MSK-2": {
        WEEK: Card(
            _("Contact your clinic this week about your pain"),
            _("This has lasted. Tell your prescriber in the next two or three days."),
            _("Should anything about my treatment change?"),
        )
    },
    "S-MSK-3": {
        VISIT: Card(
            _("Mention your aches at your next visit"),
            _(
                "They are mild, but they have been there on most days. We added this to your visit list."
            ),
            DONE,
        )
    },
    "S-VIS-1": {
        NOW: Card(
            _("Get help now for your sight"),
            _(
                "Do not drive or cycle in the dark. Changed sight needs to be looked at now."
            )
            + "\n"
            + FASTER,
            WHAT_NOW,
        ),
        TODAY: Card(
            _("Call your clinic today about your sight in the dark"),
            _("Do not drive or cycle in the dark until this has been checked."),
            DOSE,
        ),
    },
    "S-VIS-2": {
        NOW: Card(
            _("Get help now for your sight"),
            _("Changed sight needs to be looked at now. Do not drive.") + "\n" + FASTER,
            WHAT_NOW,
        ),
        TODAY: Card(
            _("Call your clinic today about your sight"),
            _(
                "Changes in sight should be checked. Do not drive while you see less well."
            ),
            DOSE,
        ),
        WEEK: Card(
            _("Contact your clinic this week about your sight"),
            _(
                "Your sight has been a bit different on several days. It should be checked."
            ),
            DOSE,
        ),
    },
    "S-EYE-1": {
        TODAY: Card(
            _("Call your clinic today about your eyes"),
            _("Painful or very red eyes need a look today. Leave contact lenses out."),
            DOSE,
        )
    },
    "S-EYE-2": {
        WEEK: Card(
            _("Contact your clinic this week about your dry eyes"),
            _("Drops do not seem to be enough. An optician can help too."),
            _("Which drops would be better?"),
        )
    },
    "S-EYE-3": {
        SELF: Card(
            _("Look after your eyes"),
            _(
                "Drops without preservative can help. Wear glasses in place of lenses while eyes are sore."
            ),
            ANYTHING_ELSE,
        )
    },
    "S-EYE-4": {
        VISIT: Card(
            _("Mention your lenses at your next visit"),
            _(
                "They have been uncomfortable on most days. We added this to your visit list."
            ),
            _("When can I wear lenses again?"),
        )
    },
    "S-LIV-1": {
        TODAY: Card(
            _("Call your clinic today about this change of colour"),
            _(
                "Yellow eyes, very dark urine or pale stools can mean the liver needs checking."
            ),
            BLOOD_TEST,
        )
    },
    "S-LIV-2": {
        TODAY: Card(
            _("Call your clinic today about how you feel"),
            _(
                "These signs together, on more than one day, can mean the liver needs checking."
            ),
            BLOOD_TEST,
        )
    },
    "S-PREG-1": {
        TODAY: Card(
            _("Call your prescriber today about a possible pregnancy"),
            _(
                "Say what the test showed, or why you think so. You will get clear support, whatever you decide."
            ),
            _("What should happen next?"),
        )
    },
    "S-PREG-2": {
        TODAY: Card(
            _("Call today about your contraception"),
            _("Emergency contraception works best early. A pharmacist can help too."),
            _("Do I need emergency contraception or a test?"),
        )
    },
    "S-PREG-3": {
        TODAY: Card(
            _("Do a pregnancy test today and call with the result"),
            _(
                "Periods can be late for many reasons. On this medicine it should be known today."
            ),
            _("When should I test again?"),
        )
    },
    "S-DRY-1": {
        SELF: Card(
            _("Look after dry skin, lips and nose"),
            _(
                "Use balm often, wash gently and use a plain moisturiser. A thin layer of petroleum jelly can help inside the edge of the nose. Sip water."
            ),
            ANYTHING_ELSE,
        )
    },
    "S-DRY-2": {
        VISIT: Card(
            _("Mention your dryness at your next visit"),
            _(
                "Dryness is common, but you need not put up with it. Your prescriber can look at the treatment again."
            ),
            DONE,
        )
    },
    "S-SUN-1": {
        SELF: Card(
            _("Keep the sun off your skin"),
            _("Use shade, clothing and high factor sunscreen. No sunbeds."),
            ANYTHING_ELSE,
        )
    },
    "S-FAT-1": {
        WEEK: Card(
            _("Contact your clinic this week about your tiredness"),
            _(
                "Tiredness that lasts should be mentioned. Say when it began and what it stops you doing."
            ),
            BLOOD_TEST,
        )
    },
}
