"""The cards of the official rules about allergy, skin reactions, head and mind (4b)."""

from __future__ import annotations

from tracker.clinical.cards.card import (
    DONE,
    DOSE,
    FASTER,
    NOW,
    SEEN,
    TODAY,
    WEEK,
    WHAT_NOW,
    Card,
    Cards,
)
from tracker.clinical.words import gettext_noop as _

HEAD_CARDS: Cards = {
    "O-ALL-1": {
        NOW: Card(
            _("Call the emergency number now"),
            _(
                "This can be a serious allergic reaction. Say that you take isotretinoin."
            ),
            WHAT_NOW,
        )
    },
    "O-ALL-2": {
        TODAY: Card(
            _("Call your clinic today about your skin"),
            _(
                "A new spreading rash, hives, or purple patches on the legs need a call the same day."
            ),
            DOSE,
        )
    },
    "O-SKIN-1": {
        NOW: Card(
            _("Get emergency care now for your skin"),
            _(
                "Blisters, peeling skin, or sores with a rash or fever need emergency care today."
            ),
            WHAT_NOW,
        )
    },
    "O-SKIN-2": {
        TODAY: Card(
            _("Call your clinic today about these sores"),
            _(
                "Sores in the mouth, eyes or genitals should be looked at. Say if you also have a rash or fever."
            ),
            DOSE,
        )
    },
    "O-SKIN-3": {
        WEEK: Card(
            _("Contact your clinic this week about this rash or joint"),
            _(
                "A rash or swollen joint that stays should be checked. A photo each day can help."
            ),
            SEEN,
        )
    },
    "O-IIH-1": {
        NOW: Card(
            _("Get emergency care now for your head and sight"),
            _(
                "Changed sight, or a very bad headache with it, can be pressure around the brain. Do not drive."
            ),
            WHAT_NOW,
        )
    },
    "O-IIH-2": {
        NOW: Card(
            _("Get help now for your head and sight"),
            _(
                "A headache with sickness, or blurred sight, needs to be looked at now. Do not drive."
            )
            + "\n"
            + FASTER,
            WHAT_NOW,
        ),
        TODAY: Card(
            _("Call your clinic today about your headache or sight"),
            _(
                "A headache with sickness, or blurred sight, should be checked today. Do not drive while you see less well."
            ),
            DOSE,
        ),
    },
    "O-IIH-3": {
        TODAY: Card(
            _("Call today about taking these two medicines"),
            _(
                "This antibiotic and isotretinoin should not be taken together. Ask the prescriber or a pharmacist before the next dose of either."
            ),
            _("Which of the two should I take, and which not?"),
        )
    },
    "O-HEAD-1": {
        NOW: Card(
            _("Get help now for your headache"),
            _("A headache this bad needs to be looked at now.") + "\n" + FASTER,
            WHAT_NOW,
        ),
        TODAY: Card(
            _("Call your clinic today about your headache"),
            _(
                "A headache this bad is worth a call. Say when it began and if your sight changed."
            ),
            DOSE,
        ),
    },
    "O-HEAD-2": {
        TODAY: Card(
            _("Call your clinic today about your headaches"),
            _("Headaches that last need a call. Say if you feel sick or see less well.")
            + "\n"
            + FASTER,
            DOSE,
        ),
        WEEK: Card(
            _("Contact your clinic this week about your headaches"),
            _(
                "Headaches on this many days need a call. Say if you feel sick or see less well."
            ),
            DOSE,
        ),
    },
    "O-NEU-1": {
        NOW: Card(
            _("Call the emergency number now"),
            _(
                "These signs need help at once, even if they have passed. Ask someone to stay with you."
            ),
            WHAT_NOW,
        )
    },
    "O-PSY-1": {
        NOW: Card(
            _("Get help now with what you see or hear"),
            _(
                "Seeing or hearing things that others do not needs help now. Ask someone to stay with you."
            ),
            WHAT_NOW,
        )
    },
    "O-PSY-2": {
        NOW: Card(
            _("Get help now with how you feel"),
            _("A change in behaviour counts. Call now, and have someone with you.")
            + "\n"
            + FASTER,
            WHAT_NOW,
        ),
        TODAY: Card(
            _("Call your clinic today about how you feel"),
            _("A change in behaviour counts. Let someone close to you know as well."),
            DOSE,
        ),
    },
    "O-SLEEP-1": {
        TODAY: Card(
            _("Call your clinic today about your sleep"),
            _("You have slept badly on several nights. Say how your mood has been too.")
            + "\n"
            + FASTER,
            DONE,
        ),
        WEEK: Card(
            _("Contact your clinic this week about your sleep"),
            _(
                "You have slept badly on several nights. Say how your mood has been too."
            ),
            DONE,
        ),
    },
}
