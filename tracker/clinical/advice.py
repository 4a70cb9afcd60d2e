"""The words a person reads for each rule, at each level it can have. Marked for translation, one line a paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.clinical.advice_after import AFTER_CARDS
from tracker.clinical.card import Card as Card
from tracker.clinical.scales import Level
from tracker.clinical.words import gettext_noop as _

STOP_ADVICE = _(
    "Published advice is not to take the next capsule before you have spoken to a clinician."
)

_DOSE = _("Should I take my next dose?")
_SEEN = _("Do I need to be seen?")
_NOW = _("I take isotretinoin. What should I do now?")
_DONE = _("Is there something that could be done about it?")
_TESTS = _("Do I need a blood test?")
_SELF = _("Is there anything else I could use?")
_FASTER = _("Something in your profile means this should be heard sooner.")

_NOW_LEVEL, _TODAY, _WEEK, _VISIT, _SELF_LEVEL = (
    Level.EMERGENCY,
    Level.URGENT,
    Level.SOON,
    Level.NEXT_VISIT,
    Level.SELF_CARE,
)

_SEED_CARDS: dict[str, dict[Level, Card]] = {
    "S-MOOD-1": {
        _NOW_LEVEL: Card(
            _("Talk to someone now"),
            _(
                "Thank you for telling us. You deserve help with this right now. Call one of these numbers, or ask someone to be with you."
            ),
            _("Can you talk with me now?"),
        )
    },
    "S-MOOD-2": {
        _NOW_LEVEL: Card(
            _("Get help now with your mood"),
            _(
                "Low mood on this medicine needs someone with you today. Call a line on the support page, or your clinic."
            )
            + "\n"
            + _FASTER,
            _DOSE,
        ),
        _TODAY: Card(
            _("Call your clinic today about your mood"),
            _(
                "Low mood on this medicine should be talked through today, even if you think something else explains it."
            ),
            _DOSE,
        ),
    },
    "S-MOOD-3": {
        _TODAY: Card(
            _("Call your clinic today about your mood"),
            _(
                "Tell them how you feel, and ask someone close to you to look out for you."
            )
            + "\n"
            + _FASTER,
            _DOSE,
        ),
        _WEEK: Card(
            _("Contact your clinic this week about your mood"),
            _(
                "Tell your prescriber how you have been. Ask someone close to you to look out for you."
            ),
            _("What should I watch for?"),
        ),
    },
    "S-MSK-1": {
        _TODAY: Card(
            _("Call your clinic today about your strong pain"),
            _(
                "Strong joint, back or muscle pain is worth a call. Rest it, skip hard exercise, and say when it began."
            ),
            _DOSE,
        )
    },
    "S-MSK-2": {
        _WEEK: Card(
            _("Contact your clinic this week about your pain"),
            _("This has lasted. Tell your prescriber in the next two or three days."),
            _("Should anything about my treatment change?"),
        )
    },
    "S-MSK-3": {
        _VISIT: Card(
            _("Mention your aches at your next visit"),
            _(
                "They are mild, but they have been there on most days. We added this to your visit list."
            ),
            _DONE,
        )
    },
    "S-VIS-1": {
        _NOW_LEVEL: Card(
            _("Get help now for your sight"),
            _(
                "Do not drive or cycle in the dark. Changed sight needs to be looked at now."
            )
            + "\n"
            + _FASTER,
            _NOW,
        ),
        _TODAY: Card(
            _("Call your clinic today about your sight in the dark"),
            _("Do not drive or cycle in the dark until this has been checked."),
            _DOSE,
        ),
    },
    "S-VIS-2": {
        _NOW_LEVEL: Card(
            _("Get help now for your sight"),
            _("Changed sight needs to be looked at now. Do not drive.")
            + "\n"
            + _FASTER,
            _NOW,
        ),
        _TODAY: Card(
            _("Call your clinic today about your sight"),
            _(
                "Changes in sight should be checked. Do not drive while you see less well."
            ),
            _DOSE,
        ),
        _WEEK: Card(
            _("Contact your clinic this week about your sight"),
            _(
                "Your sight has been a bit different on several days. It should be checked."
            ),
            _DOSE,
        ),
    },
    "S-EYE-1": {
        _TODAY: Card(
            _("Call your clinic today about your eyes"),
            _("Painful or very red eyes need a look today. Leave contact lenses out."),
            _DOSE,
        )
    },
    "S-EYE-2": {
        _WEEK: Card(
            _("Contact your clinic this week about your dry eyes"),
            _("Drops do not seem to be enough. An optician can help too."),
            _("Which drops would be better?"),
        )
    },
    "S-EYE-3": {
        _SELF_LEVEL: Card(
            _("Look after your eyes"),
            _(
                "Drops without preservative can help. Wear glasses in place of lenses while eyes are sore."
            ),
            _SELF,
        )
    },
    "S-EYE-4": {
        _VISIT: Card(
            _("Mention your lenses at your next visit"),
            _(
                "They have been uncomfortable on most days. We added this to your visit list."
            ),
            _("When can I wear lenses again?"),
        )
    },
    "S-LIV-1": {
        _TODAY: Card(
            _("Call your clinic today about this change of colour"),
            _(
                "Yellow eyes, very dark urine or pale stools can mean the liver needs checking."
            ),
            _TESTS,
        )
    },
    "S-LIV-2": {
        _TODAY: Card(
            _("Call your clinic today about how you feel"),
            _(
                "These signs together, on more than one day, can mean the liver needs checking."
            ),
            _TESTS,
        )
    },
    "S-PREG-1": {
        _TODAY: Card(
            _("Call your prescriber today about a possible pregnancy"),
            _(
                "Say what the test showed, or why you think so. You will get clear support, whatever you decide."
            ),
            _("What should happen next?"),
        )
    },
    "S-PREG-2": {
        _TODAY: Card(
            _("Call today about your contraception"),
            _("Emergency contraception works best early. A pharmacist can help too."),
            _("Do I need emergency contraception or a test?"),
        )
    },
    "S-PREG-3": {
        _TODAY: Card(
            _("Do a pregnancy test today and call with the result"),
            _(
                "Periods can be late for many reasons. On this medicine it should be known today."
            ),
            _("When should I test again?"),
        )
    },
    "S-DRY-1": {
        _SELF_LEVEL: Card(
            _("Look after dry skin, lips and nose"),
            _(
                "Use balm often, wash gently and use a plain moisturiser. A thin layer of petroleum jelly can help inside the edge of the nose. Sip water."
            ),
            _SELF,
        )
    },
    "S-DRY-2": {
        _VISIT: Card(
            _("Mention your dryness at your next visit"),
            _(
                "Dryness is common, but you need not put up with it. Your prescriber can look at the treatment again."
            ),
            _DONE,
        )
    },
    "S-SUN-1": {
        _SELF_LEVEL: Card(
            _("Keep the sun off your skin"),
            _(
                "Use shade, clothing and high factor sunscreen. No sunbeds. Cool burnt skin with water."
            ),
            _SELF,
        )
    },
    "S-FAT-1": {
        _WEEK: Card(
            _("Contact your clinic this week about your tiredness"),
            _(
                "Tiredness that lasts should be mentioned. Say when it began and what it stops you doing."
            ),
            _TESTS,
        )
    },
}

_OFFICIAL_CARDS: dict[str, dict[Level, Card]] = {
    "O-ALL-1": {
        _NOW_LEVEL: Card(
            _("Call the emergency number now"),
            _(
                "This can be a serious allergic reaction. Say that you take isotretinoin."
            ),
            _NOW,
        )
    },
    "O-ALL-2": {
        _TODAY: Card(
            _("Call your clinic today about your skin"),
            _(
                "A new spreading rash, hives, or purple patches on the legs need a call the same day."
            ),
            _DOSE,
        )
    },
    "O-SKIN-1": {
        _NOW_LEVEL: Card(
            _("Get emergency care now for your skin"),
            _(
                "Blisters, peeling skin, or sores with a rash or fever need emergency care today."
            ),
            _NOW,
        )
    },
    "O-SKIN-2": {
        _TODAY: Card(
            _("Call your clinic today about these sores"),
            _(
                "Sores in the mouth, eyes or genitals should be looked at. Say if you also have a rash or fever."
            ),
            _DOSE,
        )
    },
    "O-SKIN-3": {
        _WEEK: Card(
            _("Contact your clinic this week about this rash or joint"),
            _(
                "A rash or swollen joint that stays should be checked. A photo each day can help."
            ),
            _SEEN,
        )
    },
    "O-IIH-1": {
        _NOW_LEVEL: Card(
            _("Get emergency care now for your head and sight"),
            _(
                "Changed sight, or a very bad headache with it, can be pressure around the brain. Do not drive."
            ),
            _NOW,
        )
    },
    "O-IIH-2": {
        _NOW_LEVEL: Card(
            _("Get help now for your head and sight"),
            _(
                "A headache with sickness, or blurred sight, needs to be looked at now. Do not drive."
            )
            + "\n"
            + _FASTER,
            _NOW,
        ),
        _TODAY: Card(
            _("Call your clinic today about your headache or sight"),
            _(
                "A headache with sickness, or blurred sight, should be checked today. Do not drive while you see less well."
            ),
            _DOSE,
        ),
    },
    "O-IIH-3": {
        _TODAY: Card(
            _("Call today about taking these two medicines"),
            _(
                "This antibiotic and isotretinoin should not be taken together. Ask the prescriber or a pharmacist before the next dose of either."
            ),
            _("Which of the two should I take, and which not?"),
        )
    },
    "O-HEAD-1": {
        _NOW_LEVEL: Card(
            _("Get help now for your headache"),
            _("A headache this bad needs to be looked at now.") + "\n" + _FASTER,
            _NOW,
        ),
        _TODAY: Card(
            _("Call your clinic today about your headache"),
            _(
                "A headache this bad is worth a call. Say when it began and if your sight changed."
            ),
            _DOSE,
        ),
    },
    "O-HEAD-2": {
        _TODAY: Card(
            _("Call your clinic today about your headaches"),
            _("Headaches that last need a call. Say if you feel sick or see less well.")
            + "\n"
            + _FASTER,
            _DOSE,
        ),
        _WEEK: Card(
            _("Contact your clinic this week about your headaches"),
            _(
                "Headaches on this many days need a call. Say if you feel sick or see less well."
            ),
            _DOSE,
        ),
    },
    "O-NEU-1": {
        _NOW_LEVEL: Card(
            _("Call the emergency number now"),
            _(
                "These signs need help at once, even if they have passed. Ask someone to stay with you."
            ),
            _NOW,
        )
    },
    "O-PSY-1": {
        _NOW_LEVEL: Card(
            _("Get help now with what you see or hear"),
            _(
                "Seeing or hearing things that others do not needs help now. Ask someone to stay with you."
            ),
            _NOW,
        )
    },
    "O-PSY-2": {
        _NOW_LEVEL: Card(
            _("Get help now with how you feel"),
            _("A change in behaviour counts. Call now, and have someone with you.")
            + "\n"
            + _FASTER,
            _NOW,
        ),
        _TODAY: Card(
            _("Call your clinic today about how you feel"),
            _("A change in behaviour counts. Let someone close to you know as well."),
            _DOSE,
        ),
    },
    "O-SLEEP-1": {
        _WEEK: Card(
            _("Contact your clinic this week about your sleep"),
            _(
                "You have slept badly on several nights. Say how your mood has been too."
            ),
            _DONE,
        )
    },
    "O-PAN-1": {
        _NOW_LEVEL: Card(
            _("Get emergency care now for your tummy pain"),
            _(
                "Strong tummy pain with sickness or fever, or going through to the back, needs emergency care."
            ),
            _NOW,
        )
    },
    "O-PAN-2": {
        _NOW_LEVEL: Card(
            _("Get help now for your tummy pain"),
            _("Tummy pain like this needs to be looked at now.") + "\n" + _FASTER,
            _NOW,
        ),
        _TODAY: Card(
            _("Call your clinic today about your tummy pain"),
            _(
                "Strong tummy pain, or tummy pain with sickness, needs a call. If it gets worse, get emergency care."
            ),
            _DOSE,
        ),
    },
    "O-BOW-1": {
        _TODAY: Card(
            _("Call your clinic today about your bowel"),
            _(
                "Blood, black stools or severe diarrhoea need a call the same day. Keep drinking."
            ),
            _DOSE,
        )
    },
    "O-BOW-2": {
        _NOW_LEVEL: Card(
            _("Call the emergency number now"),
            _("Bleeding with fainting or trouble breathing needs help at once."),
            _NOW,
        )
    },
    "O-BOW-3": {
        _WEEK: Card(
            _("Contact your clinic this week about your stomach"),
            _("Diarrhoea or heartburn on this many days should be mentioned."),
            _DONE,
        )
    },
    "O-BOW-4": {
        _TODAY: Card(
            _("Call your clinic today about swallowing"),
            _(
                "Pain or trouble swallowing should be checked. Sip water and keep upright after eating."
            ),
            _DOSE,
        )
    },
    "O-VOM-1": {
        _TODAY: Card(
            _("Call your clinic today about being sick"),
            _(
                "Sip small amounts of fluid often. Say if you have tummy pain or a headache."
            ),
            _DOSE,
        )
    },
    "O-MUS-1": {
        _NOW_LEVEL: Card(
            _("Get emergency care now for your muscles"),
            _("Muscle pain or weakness with cola-coloured urine needs emergency care."),
            _NOW,
        )
    },
    "O-MUS-2": {
        _TODAY: Card(
            _("Call your clinic today about your weak muscles"),
            _("Leave out hard exercise until this has been checked."),
            _TESTS,
        )
    },
    "O-BONE-1": {
        _TODAY: Card(
            _("Call your clinic today about your bone"),
            _("Tell every clinician you see that you take isotretinoin."),
            _SEEN,
        )
    },
    "O-EAR-1": {
        _TODAY: Card(
            _("Call your clinic today about your hearing"),
            _(
                "A change in hearing or new ringing should be checked. It can affect the treatment."
            ),
            _DOSE,
        )
    },
    "O-SUG-1": {
        _NOW_LEVEL: Card(
            _("Get help now about your thirst"),
            _("Being very thirsty and passing a lot of urine needs a sugar test now.")
            + "\n"
            + _FASTER,
            _NOW,
        ),
        _TODAY: Card(
            _("Call your clinic today about your thirst"),
            _(
                "Being very thirsty and passing a lot of urine calls for a sugar test today."
            ),
            _("Can I have a sugar test today?"),
        ),
    },
    "O-SUG-2": {
        _NOW_LEVEL: Card(
            _("Call the emergency number now"),
            _("Great thirst with vomiting or confusion needs help at once."),
            _NOW,
        )
    },
    "O-INF-1": {
        _TODAY: Card(
            _("Call your clinic today about your fever"),
            _("Fever with a sore throat or sore skin could be an infection."),
            _TESTS,
        )
    },
    "O-INF-2": {
        _WEEK: Card(
            _("Contact your clinic this week about your sore skin"),
            _(
                "Keep it clean and do not pick. Call sooner if it spreads or you have a fever."
            ),
            _SEEN,
        )
    },
    "O-CLOT-1": {
        _NOW_LEVEL: Card(
            _("Call the emergency number now"),
            _("Chest pain with trouble breathing needs help at once."),
            _NOW,
        )
    },
    "O-CLOT-2": {
        _TODAY: Card(
            _("Call today about this sign"),
            _(
                "A sore swollen calf, chest pain or fainting should be checked today. If you get breathless, call the emergency number."
            ),
            _SEEN,
        )
    },
    "O-NOSE-1": {
        _VISIT: Card(
            _("Mention your nosebleeds at your next visit"),
            _(
                "They have come back on several days. A thin layer of petroleum jelly inside the nose can help."
            ),
            _DONE,
        )
    },
    "O-NOSE-2": {
        _TODAY: Card(
            _("Call your clinic today about your nosebleed"),
            _(
                "Lean forward and pinch the soft part of the nose for 15 minutes. If it still bleeds, get emergency care."
            ),
            _SEEN,
        )
    },
    "O-ACNE-1": {
        _TODAY: Card(
            _("Call your clinic today about this flare"),
            _("A sudden severe flare with fever or joint pain needs a call."),
            _DOSE,
        )
    },
    "O-ACNE-2": {
        _VISIT: Card(
            _("Mention your skin at your next visit"),
            _(
                "Your own rating is no better than at the start. We added this to your visit list."
            ),
            _("How long should it take for me?"),
        )
    },
    "O-ACNE-3": {
        _SELF_LEVEL: Card(
            _("Be gentle with your skin"),
            _(
                "Spots often get worse in the first weeks before they improve. Wash gently and do not pick."
            ),
            _SELF,
        )
    },
    "O-HAIR-1": {
        _VISIT: Card(
            _("Mention your hair at your next visit"),
            _("It has been thinner for two weeks. We added this to your visit list."),
            _DONE,
        )
    },
    "O-WOUND-1": {
        _VISIT: Card(
            _("Mention your fragile skin at your next visit"),
            _("No waxing, peels or laser for now. Cover small wounds."),
            _DONE,
        )
    },
    "O-SEX-1": {
        _WEEK: Card(
            _("Contact your clinic this week about this change"),
            _("You are not the only one. You can ask to talk about it in private."),
            _DONE,
        )
    },
    "O-MENS-1": {
        _VISIT: Card(
            _("Mention your bleeding at your next visit"),
            _(
                "We added this to your visit list. Call sooner if you soak through pads quickly."
            ),
            _DONE,
        )
    },
    "O-BF-1": {
        _TODAY: Card(
            _("Call your clinic today about breastfeeding"),
            _("Published advice is not to use this medicine while breastfeeding."),
            _DOSE,
        )
    },
    "O-OD-1": {
        _NOW_LEVEL: Card(
            _("Call the emergency number now"),
            _("You took extra capsules and feel unwell. Take the pack with you."),
            _NOW,
        ),
        _TODAY: Card(
            _("Call today about the extra capsules"),
            _(
                "Call a poison line or your clinic and say how many you took, and when. If you feel unwell, call the emergency number."
            ),
            _DOSE,
        ),
    },
    "O-VITA-1": {
        _WEEK: Card(
            _("Contact your clinic this week about vitamin A"),
            _("It can add to the side effects. Leave it until you have asked."),
            _("Do any of my supplements hold vitamin A?"),
        )
    },
    "O-SEV-X": {
        _WEEK: Card(
            _("Contact your clinic this week about this"),
            _(
                "Being worried is reason enough to call. So is something severe that comes back."
            ),
            _SEEN,
        )
    },
    "O-PERS": {
        _VISIT: Card(
            _("Mention at your next visit what has lasted"),
            _(
                "It has been there on most days for two weeks. We added this to your visit list. Tell your dentist too if your mouth is dry."
            ),
            _DONE,
        )
    },
}

CARDS: Mapping[str, Mapping[Level, Card]] = MappingProxyType(
    {**_SEED_CARDS, **_OFFICIAL_CARDS, **AFTER_CARDS}
)


def card_for(rule: str, level: Level, *, stop: bool) -> Card:
    """Return the card of ``rule`` at ``level``, with the published stop advice as a last paragraph if ``stop``."""
    card = CARDS[rule][level]
    if not stop:
        return card
    return Card(card.title, f"{card.advice}\n{STOP_ADVICE}", card.ask)


def paragraphs(advice: str) -> tuple[str, ...]:
    """Return the paragraphs of an advice text, each one a text to translate."""
    return tuple(advice.split("\n"))
