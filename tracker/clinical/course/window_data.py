"""What to avoid, and until when (evidence pack, section 8). Words a person reads are marked for translation."""

from __future__ import annotations

from tracker.clinical.course.window import Begins, Ends, Who, Window
from tracker.clinical.sources import Status
from tracker.clinical.words import gettext_noop as _

_TO_THE_END = _("until your last capsule")
_ONE_MONTH = _("until 1 month after your last capsule")
_SIX_MONTHS = _("until 6 months after your last capsule")
_IF_PREGNANT = _("If you could become pregnant")

PREGNANCY_WINDOWS = (
    Window(
        id="pregnancy",
        what=_("Becoming pregnant"),
        means=_(
            "Even one dose can seriously harm an unborn baby. Call your clinic the same day if you might be pregnant."
        ),
        until_words=_ONE_MONTH,
        who=Who.CAN_BECOME_PREGNANT,
        only_if=_IF_PREGNANT,
        begins=Begins.MONTH_BEFORE,
        ends=Ends.MONTH,
        says="Not from one month before the first capsule to one month after the last.",
        reading="A month is the later of 30 days and the same day of the neighbouring month.",
        citations=("L1", "N3", "M1"),
    ),
    Window(
        id="contraception",
        what=_("Going without contraception"),
        means=_(
            "It goes on while the capsules are paused. Ask your clinic which methods count."
        ),
        until_words=_ONE_MONTH,
        who=Who.CAN_BECOME_PREGNANT,
        only_if=_IF_PREGNANT,
        begins=Begins.MONTH_BEFORE,
        ends=Ends.MONTH,
        says="Reliable contraception from one month before to one month after, pauses included.",
        reading="The same month as for pregnancy. Which methods count differs by country and is the clinic's to say.",
        citations=("M1", "N3", "B1"),
        regions={
            "us": _("The US programme asks for 2 methods together."),
            "uk": _(
                "UK advice is 1 very reliable method, or 2 different ones. A barrier alone is not enough, and the progestogen-only pill is not relied on."
            ),
        },
    ),
    Window(
        id="breastfeeding",
        what=_("Breastfeeding"),
        means=_(
            "Published advice is not to take it while breastfeeding. Ask your clinic before you begin again."
        ),
        until_words=_("until at least 8 days after your last capsule"),
        who=Who.BREASTFEEDING,
        only_if=_("If you breastfeed"),
        ends=Ends.DAYS,
        count=8,
        says="Not while taking it. The label is said to name at least 8 days after the last dose.",
        reading="8 days as the least, and always to be asked: the figure was not read in the label itself.",
        citations=("T2", "BG"),
        status=Status.UNVERIFIED,
    ),
    Window(
        id="st_johns_wort",
        what=_("St John’s wort"),
        means=_("It can make hormonal contraception fail."),
        until_words=_ONE_MONTH,
        who=Who.HORMONAL,
        only_if=_("If you use hormonal contraception"),
        ends=Ends.MONTH,
        says="Not together with hormonal contraception during the course.",
        reading="As long as contraception is needed: to one month after the last capsule.",
        citations=("M1",),
    ),
)

GIVING_WINDOWS = (
    Window(
        id="blood_donation",
        what=_("Giving blood"),
        means=_("Donated blood could reach somebody who is pregnant."),
        until_words=_("until 30 days after your last capsule"),
        ends=Ends.DAYS,
        count=30,
        says="US sources name 30 days after the last dose; UK and Irish blood services name 4 weeks.",
        reading="30 days for everybody, which covers both.",
        citations=("M1", "G1", "G2", "G3"),
        regions={
            "us": _("US sources name 30 days."),
            "uk": _(
                "The UK and Irish blood services name 4 weeks. We count 30 days, which covers both."
            ),
        },
    ),
    Window(
        id="sharing",
        what=_("Sharing capsules"),
        means=_("They are for you alone, and nobody else’s are for you."),
        until_words=_("always"),
        begins=Begins.ALWAYS,
        ends=Ends.NEVER,
        says="Never to be shared with anybody.",
        reading="Always.",
        citations=("M1",),
    ),
)

SKIN_WINDOWS = (
    Window(
        id="procedures",
        what=_("Waxing, laser, dermabrasion and peels"),
        means=_("Skin tears and scars more easily for a while."),
        until_words=_SIX_MONTHS,
        ends=Ends.MONTHS,
        count=6,
        says="Not during the course and for 6 months after; one source says 5 to 6.",
        reading="6 months, the same day of the month.",
        citations=("N1", "M1", "K1"),
        regions={
            "generic": _("One source says 5 to 6 months. We count 6."),
        },
    ),
    Window(
        id="sun",
        what=_("Sunbeds and strong sun"),
        means=_("Skin burns more easily. Use shade, clothing and sunscreen."),
        until_words=_("until about 4 weeks after your last capsule"),
        ends=Ends.DAYS,
        count=28,
        says="To be avoided during the course.",
        reading="The documents speak of the course. 2 to 4 weeks more is sensible and not yet tied to a document; we count 28 days.",
        citations=("N1", "M1", "BG"),
        status=Status.BACKGROUND,
    ),
    Window(
        id="exfoliants",
        what=_("Scrubs, peeling creams and other acne products"),
        means=_("They irritate dry skin. Use them only if your prescriber said so."),
        until_words=_TO_THE_END,
        ends=Ends.LAST_CAPSULE,
        says="Not during the course unless the prescriber says so.",
        reading="To the last capsule.",
        citations=("N1",),
    ),
)

EYE_WINDOWS = (
    Window(
        id="lenses",
        what=_("Contact lenses"),
        means=_("Wear glasses while lenses feel bad, and use lubricating drops."),
        until_words=_("for up to 2 weeks after your last capsule"),
        who=Who.LENSES,
        only_if=_("If you wear contact lenses"),
        begins=Begins.WHEN,
        when=_("When they are uncomfortable"),
        ends=Ends.DAYS,
        count=14,
        says="Lenses may be uncomfortable during the course and for up to 2 weeks after.",
        reading="Only when they are uncomfortable, and at most to 14 days after the last capsule.",
        citations=("M1", "N1"),
    ),
    Window(
        id="night_driving",
        what=_("Driving and cycling in the dark"),
        means=_("Sight in the dark can change suddenly. Call your clinic if it does."),
        until_words=_("until it has been checked"),
        begins=Begins.WHEN,
        when=_("When your sight in the dark changes"),
        ends=Ends.CHECKED,
        says="Not to drive in the dark when night vision changes.",
        reading="From the change until somebody has checked it. It may go on after the course.",
        citations=("M1",),
    ),
    Window(
        id="eye_laser",
        what=_("Laser surgery of the eyes"),
        means=_(
            "No document that was read gives a reason or a time. The eye clinic needs to know about the course."
        ),
        until_words=_SIX_MONTHS,
        who=Who.EYE_SURGERY,
        only_if=_("If you plan it"),
        ends=Ends.MONTHS,
        count=6,
        says="No document that was read names a time.",
        reading="6 months, as for skin procedures. Background knowledge, still to be checked.",
        citations=("BG",),
        status=Status.UNVERIFIED,
    ),
)

MEDICINE_WINDOWS = (
    Window(
        id="vitamin_a",
        what=_("Vitamin A supplements"),
        means=_("They add to the side effects."),
        until_words=_TO_THE_END,
        ends=Ends.LAST_CAPSULE,
        says="Not during the course.",
        reading="To the last capsule.",
        citations=("L1", "M1"),
    ),
    Window(
        id="tetracyclines",
        what=_("Tetracycline antibiotics, such as doxycycline"),
        means=_(
            "Together they can raise the pressure around the brain. Tell anybody who prescribes for you."
        ),
        until_words=_TO_THE_END,
        ends=Ends.LAST_CAPSULE,
        says="Not during the course.",
        reading="To the last capsule. The list of names is that of rule O-IIH-3.",
        citations=("L1", "M1"),
    ),
    Window(
        id="alcohol",
        what=_("More than a little alcohol"),
        means=_("None at all in the 36 hours before a test of blood fats."),
        until_words=_TO_THE_END,
        ends=Ends.LAST_CAPSULE,
        says="Little alcohol during the course; none for 36 hours before lipids are tested.",
        reading="To the last capsule. The 36 hours stand beside each fasting test too.",
        citations=("M1", "L1 5.15"),
    ),
    Window(
        id="hard_exercise",
        what=_("Contact sport and heavy training"),
        means=_(
            "Bones and muscles can be more easily hurt. Rest, and tell your clinic."
        ),
        until_words=_("until it has been looked at"),
        begins=Begins.WHEN,
        when=_("When you have pain or weak muscles"),
        ends=Ends.CHECKED,
        says="To be avoided when there is pain or weakness.",
        reading="From the pain or weakness until somebody has reviewed it.",
        citations=("M1",),
    ),
)

WINDOWS: tuple[Window, ...] = (
    *PREGNANCY_WINDOWS,
    *GIVING_WINDOWS,
    *SKIN_WINDOWS,
    *EYE_WINDOWS,
    *MEDICINE_WINDOWS,
)
