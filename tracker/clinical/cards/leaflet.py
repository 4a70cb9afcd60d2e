"""The cards of the rules for signs that leaflets name."""

from __future__ import annotations

from tracker.clinical.cards.card import (
    BLOOD_TEST,
    DONE,
    DOSE,
    FASTER,
    NOW,
    SEEN,
    TODAY,
    VISIT,
    WEEK,
    WHAT_NOW,
    Card,
    Cards,
)
from tracker.clinical.words import gettext_noop as _

LEAFLET_CARDS: Cards = {
    "O-MOOD-1": {
        TODAY: Card(
            _("Call your clinic today about how you feel"),
            _(
                "These signs can go with low mood. Let someone close to you know as well."
            )
            + "\n"
            + FASTER,
            DOSE,
        ),
        WEEK: Card(
            _("Contact your clinic this week about how you feel"),
            _(
                "These signs can go with low mood. Let someone close to you know, and call sooner if it gets worse."
            ),
            _("What should I watch for?"),
        ),
    },
    "O-MOOD-2": {
        TODAY: Card(
            _("Call your clinic today about how you feel"),
            _(
                "Tell them what has changed, and ask someone close to you to look out for you."
            )
            + "\n"
            + FASTER,
            DOSE,
        ),
        WEEK: Card(
            _("Contact your clinic this week about how you feel"),
            _(
                "These changes can go with low mood. Ask someone close to you to look out for you."
            ),
            _("What should I watch for?"),
        ),
    },
    "O-PSY-3": {
        NOW: Card(
            _("Get help now with how you feel"),
            _(
                "Risky acts that are not like you count. Call now, and have someone with you."
            )
            + "\n"
            + FASTER,
            DOSE,
        ),
        TODAY: Card(
            _("Call your clinic today about how you feel"),
            _(
                "Risky acts that are not like you count. Let someone close to you know as well."
            ),
            DOSE,
        ),
    },
    "O-ALL-3": {
        NOW: Card(
            _("Call the emergency number now"),
            _("This can be a serious reaction. Say that you take isotretinoin."),
            WHAT_NOW,
        ),
    },
    "O-ALL-4": {
        TODAY: Card(
            _("Call your clinic today about this itchy rash"),
            _(
                "Strong itching with a rash can be an allergy. If breathing gets hard or the face swells, call the emergency number."
            ),
            DOSE,
        ),
    },
    "O-SKIN-4": {
        NOW: Card(
            _("Get emergency care now for your skin"),
            _(
                "A rash with an infected eye and fever or sores needs emergency care today."
            ),
            WHAT_NOW,
        ),
        TODAY: Card(
            _("Call your clinic today about your skin and eye"),
            _(
                "A rash together with an infected eye needs a look today. Say if you get fever or sores."
            ),
            DOSE,
        ),
    },
    "O-EYE-1": {
        TODAY: Card(
            _("Call today about your infected eye"),
            _("An eye like this should be seen today. Leave contact lenses out."),
            SEEN,
        ),
        WEEK: Card(
            _("Contact your clinic this week about your eye"),
            _(
                "Leave contact lenses out and wash your hands often. A pharmacist can help too."
            ),
            SEEN,
        ),
    },
    "O-VIS-1": {
        NOW: Card(
            _("Get help now for your sight"),
            _("A change in how you see needs to be looked at now. Do not drive.")
            + "\n"
            + FASTER,
            WHAT_NOW,
        ),
        TODAY: Card(
            _("Call your clinic today about your sight"),
            _(
                "A change in how you see should be checked. Do not drive while lights dazzle you."
            ),
            DOSE,
        ),
        WEEK: Card(
            _("Contact your clinic this week about your sight"),
            _("Glare on several days should be checked. Take care when you drive."),
            DOSE,
        ),
    },
    "O-KID-1": {
        TODAY: Card(
            _("Call today about your urine or swelling"),
            _(
                "These signs should be checked today. Say how much you have had to drink."
            ),
            BLOOD_TEST,
        ),
    },
    "O-KID-2": {
        WEEK: Card(
            _("Contact your clinic this week about this"),
            _(
                "Swelling or burning urine should be checked. Call sooner if you have a fever or see blood."
            ),
            SEEN,
        ),
    },
    "O-HEART-1": {
        NOW: Card(
            _("Call the emergency number now"),
            _(
                "A racing heart with fainting, breathlessness or chest pain needs help at once."
            ),
            WHAT_NOW,
        ),
    },
    "O-HEART-2": {
        TODAY: Card(
            _("Call your clinic today about your heartbeat"),
            _(
                "Say how long it lasted and what you were doing. If you feel faint or breathless, call the emergency number."
            ),
            SEEN,
        ),
        WEEK: Card(
            _("Contact your clinic this week about your heartbeat"),
            _("Say when you notice it and how long it lasts."),
            SEEN,
        ),
    },
    "O-BLOOD-1": {
        TODAY: Card(
            _("Call your clinic today about these signs"),
            _("Together they can mean that your blood count needs checking."),
            BLOOD_TEST,
        ),
    },
    "O-BLOOD-2": {
        WEEK: Card(
            _("Contact your clinic this week about these signs"),
            _(
                "Say when it began. Call sooner if you bruise a lot, feel faint or have a fever."
            ),
            BLOOD_TEST,
        ),
    },
    "O-GLAND-1": {
        TODAY: Card(
            _("Call your clinic today about your glands and fever"),
            _("Swollen glands with a fever should be looked at today."),
            SEEN,
        ),
        WEEK: Card(
            _("Contact your clinic this week about your glands"),
            _("Say where they are and when you first felt them."),
            SEEN,
        ),
    },
    "O-JNT-1": {
        TODAY: Card(
            _("Call today about your joint"),
            _("A hot, red, swollen joint should be seen today. Rest it."),
            SEEN,
        ),
    },
    "O-TEND-1": {
        TODAY: Card(
            _("Call your clinic today about your tendon"),
            _(
                "Strong or sudden tendon pain is worth a call. Rest it, and skip hard exercise."
            ),
            DOSE,
        ),
        WEEK: Card(
            _("Contact your clinic this week about your tendon"),
            _(
                "This has lasted. Rest it, and tell your prescriber in the next two or three days."
            ),
            _("Should anything about my treatment change?"),
        ),
    },
    "O-BACK-1": {
        NOW: Card(
            _("Get emergency care now for your back and legs"),
            _(
                "Back pain with weak or numb legs, or trouble passing urine, needs emergency care."
            ),
            WHAT_NOW,
        ),
    },
    "O-BOW-5": {
        NOW: Card(
            _("Call the emergency number now"),
            _("Vomiting blood, or what looks like coffee grounds, needs help at once."),
            WHAT_NOW,
        ),
    },
    "O-WT-1": {
        WEEK: Card(
            _("Contact your clinic this week about your weight"),
            _(
                "A large change without trying should be mentioned. Say how your mood and appetite have been."
            ),
            BLOOD_TEST,
        ),
        VISIT: Card(
            _("Mention your weight at your next visit"),
            _("We added this to your visit list. Say how your appetite has been."),
            DONE,
        ),
    },
    "O-BREAST-1": {
        VISIT: Card(
            _("Mention this change at your next visit"),
            _(
                "We added this to your visit list. You can ask to talk about it in private."
            ),
            DONE,
        ),
    },
}
