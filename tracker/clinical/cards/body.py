"""The cards of the official rules about the body, skin, private matters and events (4b)."""

from __future__ import annotations

from tracker.clinical.cards.card import (
    ANYTHING_ELSE,
    BLOOD_TEST,
    DONE,
    DOSE,
    FASTER,
    NOW,
    SEEN,
    SELF,
    TODAY,
    VISIT,
    WEEK,
    WHAT_NOW,
    Card,
    Cards,
)
from tracker.clinical.words import gettext_noop as _

BODY_CARDS: Cards = {
    "O-PAN-1": {
        NOW: Card(
            _("Get emergency care now for your tummy pain"),
            _(
                "Strong tummy pain with sickness or fever, or going through to the back, needs emergency care."
            ),
            WHAT_NOW,
        )
    },
    "O-PAN-2": {
        NOW: Card(
            _("Get help now for your tummy pain"),
            _("Tummy pain like this needs to be looked at now.") + "\n" + FASTER,
            WHAT_NOW,
        ),
        TODAY: Card(
            _("Call your clinic today about your tummy pain"),
            _(
                "Strong tummy pain, or tummy pain with sickness, needs a call. If it gets worse, get emergency care."
            ),
            DOSE,
        ),
    },
    "O-BOW-1": {
        TODAY: Card(
            _("Call your clinic today about your bowel"),
            _(
                "Blood, black stools or severe diarrhoea need a call the same day. Keep drinking."
            ),
            DOSE,
        )
    },
    "O-BOW-2": {
        NOW: Card(
            _("Call the emergency number now"),
            _("Bleeding with fainting or trouble breathing needs help at once."),
            WHAT_NOW,
        )
    },
    "O-BOW-3": {
        WEEK: Card(
            _("Contact your clinic this week about your stomach"),
            _("Diarrhoea or heartburn on this many days should be mentioned."),
            DONE,
        )
    },
    "O-BOW-4": {
        TODAY: Card(
            _("Call your clinic today about swallowing"),
            _(
                "Pain or trouble swallowing should be checked. Sip water and keep upright after eating."
            ),
            DOSE,
        )
    },
    "O-VOM-1": {
        TODAY: Card(
            _("Call your clinic today about being sick"),
            _(
                "Sip small amounts of fluid often. Say if you have tummy pain or a headache."
            ),
            DOSE,
        )
    },
    "O-MUS-1": {
        NOW: Card(
            _("Get emergency care now for your muscles"),
            _("Muscle pain or weakness with cola-coloured urine needs emergency care."),
            WHAT_NOW,
        )
    },
    "O-MUS-2": {
        TODAY: Card(
            _("Call your clinic today about your weak muscles"),
            _("Leave out hard exercise until this has been checked."),
            BLOOD_TEST,
        )
    },
    "O-BONE-1": {
        TODAY: Card(
            _("Call your clinic today about your bone"),
            _("Tell every clinician you see that you take isotretinoin."),
            SEEN,
        )
    },
    "O-EAR-1": {
        TODAY: Card(
            _("Call your clinic today about your hearing"),
            _(
                "A change in hearing or new ringing should be checked. It can affect the treatment."
            ),
            DOSE,
        )
    },
    "O-SUG-1": {
        NOW: Card(
            _("Get help now about your thirst"),
            _("Being very thirsty and passing a lot of urine needs a sugar test now.")
            + "\n"
            + FASTER,
            WHAT_NOW,
        ),
        TODAY: Card(
            _("Call your clinic today about your thirst"),
            _(
                "Being very thirsty and passing a lot of urine calls for a sugar test today."
            ),
            _("Can I have a sugar test today?"),
        ),
    },
    "O-SUG-2": {
        NOW: Card(
            _("Call the emergency number now"),
            _("Great thirst with vomiting or confusion needs help at once."),
            WHAT_NOW,
        )
    },
    "O-INF-1": {
        TODAY: Card(
            _("Call your clinic today about your fever"),
            _("Fever with a sore throat or sore skin could be an infection."),
            BLOOD_TEST,
        )
    },
    "O-INF-2": {
        WEEK: Card(
            _("Contact your clinic this week about your sore skin"),
            _(
                "Keep it clean and do not pick. Call sooner if it spreads or you have a fever."
            ),
            SEEN,
        )
    },
    "O-CLOT-1": {
        NOW: Card(
            _("Call the emergency number now"),
            _("Chest pain with trouble breathing needs help at once."),
            WHAT_NOW,
        )
    },
    "O-CLOT-2": {
        TODAY: Card(
            _("Call today about this sign"),
            _(
                "A sore swollen calf, chest pain or fainting should be checked today. If you get breathless, call the emergency number."
            ),
            SEEN,
        )
    },
    "O-NOSE-1": {
        VISIT: Card(
            _("Mention your nosebleeds at your next visit"),
            _(
                "They have come back on several days. A thin layer of petroleum jelly inside the nose can help."
            ),
            DONE,
        )
    },
    "O-NOSE-2": {
        TODAY: Card(
            _("Call your clinic today about your nosebleed"),
            _(
                "Lean forward and pinch the soft part of the nose for 15 minutes. If it still bleeds, get emergency care."
            ),
            SEEN,
        )
    },
    "O-ACNE-1": {
        TODAY: Card(
            _("Call your clinic today about this flare"),
            _("A sudden severe flare with fever or joint pain needs a call."),
            DOSE,
        )
    },
    "O-ACNE-2": {
        VISIT: Card(
            _("Mention your skin at your next visit"),
            _(
                "Your own rating is no better than at the start. We added this to your visit list."
            ),
            _("How long should it take for me?"),
        )
    },
    "O-ACNE-3": {
        SELF: Card(
            _("Be gentle with your skin"),
            _(
                "Spots often get worse in the first weeks before they improve. Wash gently and do not pick."
            ),
            ANYTHING_ELSE,
        )
    },
    "O-HAIR-1": {
        VISIT: Card(
            _("Mention your hair at your next visit"),
            _("It has been thinner for two weeks. We added this to your visit list."),
            DONE,
        )
    },
    "O-WOUND-1": {
        VISIT: Card(
            _("Mention your fragile skin at your next visit"),
            _("No waxing, peels or laser for now. Cover small wounds."),
            DONE,
        )
    },
    "O-SEX-1": {
        WEEK: Card(
            _("Contact your clinic this week about this change"),
            _("You are not the only one. You can ask to talk about it in private."),
            DONE,
        )
    },
    "O-MENS-1": {
        VISIT: Card(
            _("Mention your bleeding at your next visit"),
            _(
                "We added this to your visit list. Call sooner if it gets heavier or worries you."
            ),
            DONE,
        )
    },
    "O-BF-1": {
        TODAY: Card(
            _("Call your clinic today about breastfeeding"),
            _("Published advice is not to use this medicine while breastfeeding."),
            DOSE,
        )
    },
    "O-OD-1": {
        NOW: Card(
            _("Call the emergency number now"),
            _("You took extra capsules and feel unwell. Take the pack with you."),
            WHAT_NOW,
        ),
        TODAY: Card(
            _("Call today about the extra capsules"),
            _(
                "Call a poison line or your clinic and say how many you took, and when. If you feel unwell, call the emergency number."
            ),
            DOSE,
        ),
    },
    "O-VITA-1": {
        WEEK: Card(
            _("Contact your clinic this week about vitamin A"),
            _("It can add to the side effects. Leave it until you have asked."),
            _("Do any of my supplements hold vitamin A?"),
        )
    },
    "O-SEV-X": {
        WEEK: Card(
            _("Contact your clinic this week about this"),
            _(
                "Being worried is reason enough to call. So is something severe that comes back."
            ),
            SEEN,
        )
    },
    "O-PERS": {
        VISIT: Card(
            _("Mention at your next visit what has lasted"),
            _(
                "It has been there on most days for two weeks. We added this to your visit list. Tell your dentist too if your mouth is dry."
            ),
            DONE,
        )
    },
}
