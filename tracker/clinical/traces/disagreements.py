"""Where sources differ, as a person may read it: what one says, what the other says, and what we follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.clinical.sources import CHECKED_ON, SourceRef, Status, ref, status_of
from tracker.clinical.words import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One topic on which the seeds and the authorities, or two authorities, do not say the same."""

    id: str
    topic: str
    one: str
    other: str
    we_follow: str
    citations: tuple[str, ...]
    rules: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    version: int = 1
    checked_on: date = CHECKED_ON
    reviewer: str = ""

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Return the places in documents that differ."""
        return tuple(ref(citation) for citation in self.citations)

    @property
    def status(self) -> Status:
        """Return how well the weakest of what is cited is tied to a document that was read."""
        return status_of(self.citations)


DISAGREEMENTS: tuple[Disagreement, ...] = (
    Disagreement(
        id="D-NOSE",
        topic=_("Nosebleeds and sore lips"),
        one=_("A drug monograph lists them among the signs to check at once."),
        other=_("The NHS calls them common and gives tips to look after them."),
        we_follow=_(
            "Tips while they are mild or moderate. Severe or lasting ones are put forward."
        ),
        citations=("M1", "N1"),
        rules=("S-DRY-1", "S-DRY-2", "O-NOSE-1", "O-NOSE-2"),
        items=("nosebleed", "lips_dry"),
    ),
    Disagreement(
        id="D-JOINT",
        topic=_("When joint pain calls for a contact"),
        one=_("A drug monograph lists any joint pain among the signs to check."),
        other=_("A patient text asks for care when it is lasting or severe."),
        we_follow=_("Lasting or severe. A clinic may ask you to call sooner."),
        citations=("M1", "SA49"),
        rules=("S-MSK-1", "S-MSK-2", "S-MSK-3"),
        items=("joint_pain", "back_pain", "muscle_pain", "aches"),
    ),
    Disagreement(
        id="D-RARE",
        topic=_("How common joint and back pain are"),
        one=_("A patient text calls joint pain rare."),
        other=_("The maker lists back and joint pain among the commonest effects."),
        we_follow=_("The maker: these pains are common, and worth logging."),
        citations=("SB35", "L3"),
        rules=("S-MSK-2", "S-MSK-3"),
        items=("joint_pain", "back_pain"),
    ),
    Disagreement(
        id="D-SETTLE",
        topic=_("When side effects settle"),
        one=_("A patient text says that they improve with continued use."),
        other=_(
            "The NHS says that they usually go when treatment ends; the label ties dryness to the dose."
        ),
        we_follow=_(
            "They usually settle after the course ends. Your prescriber may adjust the dose."
        ),
        citations=("SA39", "N1", "L1"),
        rules=("S-FAT-1", "S-DRY-2", "S-MSK-3", "O-PERS"),
        items=("fatigue", "skin_dry"),
    ),
    Disagreement(
        id="D-AFTER",
        topic=_("Dryness after the course"),
        one=_("A patient text says that dry skin may stay for good."),
        other=_(
            "No authority we read calls that usual; dry eyes may go on for a while."
        ),
        we_follow=_(
            "Moisturise and use drops, and say so if it lasts after the course."
        ),
        citations=("SB29", "N1", "M1"),
        rules=("S-DRY-2", "S-EYE-2"),
        items=("skin_dry", "eyes_dry"),
    ),
    Disagreement(
        id="D-SUN",
        topic=_("Sun, and how much protection"),
        one=_("A patient text counts sensitivity to the sun among lasting effects."),
        other=_(
            "The NHS and a drug monograph speak of the time of treatment, with factor 15 or above."
        ),
        we_follow=_(
            "Protection during treatment. We suggest a higher factor, 30 or more."
        ),
        citations=("SB31", "N1", "M1", "BG"),
        rules=("S-SUN-1",),
        version=2,
        items=("sunburn",),
    ),
    Disagreement(
        id="D-EYE",
        topic=_("Eye examinations"),
        one=_(
            "A patient text says that eye examinations are standard during treatment."
        ),
        other=_(
            "The sources we read ask for a contact when sight changes, not for routine ones."
        ),
        we_follow=_(
            "A contact when sight changes. A routine examination is a matter for your clinic."
        ),
        citations=("SA57", "M1", "L1"),
        rules=("S-VIS-1", "S-VIS-2", "O-VIS-1"),
        items=("vision", "night_vision"),
    ),
    Disagreement(
        id="D-MOOD",
        topic=_("Mood and this medicine"),
        one=_(
            "Regulators and psychiatrists warn of mood changes and ask for close watching."
        ),
        other=_(
            "Large studies found no rise overall, and lower depression scores on average."
        ),
        we_follow=_(
            "Both can be true: averages say little about one person. A change in you is worth telling."
        ),
        citations=("T1", "P1", "X3", "X4"),
        rules=("S-MOOD-2", "S-MOOD-3", "O-MOOD-1", "O-MOOD-2", "O-PSY-2", "O-SLEEP-1"),
        items=("mood",),
    ),
    Disagreement(
        id="D-SEX",
        topic=_("How soon to tell about sexual side effects"),
        one=_("The Australian regulator asks people to tell their doctor immediately."),
        other=_("UK guidance has it asked about at each follow-up."),
        we_follow=_("A contact within the week; you need not wait for the next visit."),
        citations=("T1", "U1", "U4"),
        rules=("O-SEX-1",),
        items=("sexual",),
    ),
    Disagreement(
        id="D-CONTRA",
        topic=_("How many methods of contraception"),
        one=_("The US programme asks for two methods together."),
        other=_(
            "UK guidance asks for one highly reliable method, or two that complement each other."
        ),
        we_follow=_(
            "What your own prescriber agreed with you; both call for advice when it fails."
        ),
        citations=("M1", "N3", "B1"),
        rules=("S-PREG-2",),
        items=("contraception_missed",),
    ),
    Disagreement(
        id="D-LIVER",
        topic=_("Liver disease before the course"),
        one=_("A patient text speaks of closer monitoring or another dose."),
        other=_(
            "Leaflets in other countries give liver disease as a reason not to take it."
        ),
        we_follow=_(
            "Your prescriber decides. Signs of the liver are a call today for everybody, with liver disease or without."
        ),
        citations=("SA65", "K1", "T2"),
        rules=("S-LIV-1", "S-LIV-2"),
        version=2,
    ),
    Disagreement(
        id="D-WOUND",
        topic=_("How long to leave out waxing, peels and laser"),
        one=_("The NHS and a drug monograph say six months after the last capsule."),
        other=_("One formulary says five to six months."),
        we_follow=_("Six months."),
        citations=("N1", "M1", "K1"),
        rules=("O-WOUND-1",),
        items=("skin_fragile",),
    ),
    Disagreement(
        id="D-LABS",
        topic=_("How often blood is tested"),
        one=_(
            "An older US label asks for tests weekly or every two weeks until steady."
        ),
        other=_(
            "A newer label says from time to time, UK practice every three months, and experts only before and at the highest dose."
        ),
        we_follow=_("The plan your clinic chose. We offer all of them."),
        citations=("L2", "L1", "K1", "D1", "A1"),
        rules=("LAB-ALT", "LAB-AST", "LAB-TG", "LAB-CHOL"),
    ),
    Disagreement(
        id="D-LASTTEST",
        topic=_("The last pregnancy test"),
        one=_("Current guidance says one month after the last capsule."),
        other=_("Older leaflets say five weeks."),
        we_follow=_(
            "One month. The US plan leaves 7 days of room for it, and the UK plan 10."
        ),
        citations=("N3", "B1"),
        rules=("LAB-HCG_U", "LAB-HCG_S"),
        version=2,
    ),
    Disagreement(
        id="D-HOME",
        topic=_("Pregnancy tests at home"),
        one=_("A US notice of February 2026 allows them when the prescriber does."),
        other=_("One report says that the start was put off; it could not be checked."),
        we_follow=_("What your prescriber says."),
        citations=("R1", "R4"),
        rules=("LAB-HCG_U",),
    ),
    Disagreement(
        id="D-OIL",
        topic=_("Whether oil stays away"),
        one=_("A patient text says that oil is reduced permanently."),
        other=_("The label calls it temporary, tied to dose and length of treatment."),
        we_follow=_("The label. Oil that returns is worth logging."),
        citations=("SB15", "L2", "X2"),
        items=("oiliness",),
    ),
    Disagreement(
        id="D-LASTING",
        topic=_("How long clear skin lasts"),
        one=_("Patient texts speak of lasting, even permanent improvement."),
        other=_("In two series, about one in four or five had acne again."),
        we_follow=_("Long lasting for many people, and not guaranteed."),
        citations=("SA29", "SB42", "X1", "X7"),
        items=("acne_severity",),
    ),
    Disagreement(
        id="D-BACTERIA",
        topic=_("Whether it acts on bacteria"),
        one=_("A patient text lists bacteria among its targets."),
        other=_(
            "Studies tie the fall of bacteria to less oil; it is not an antibiotic."
        ),
        we_follow=_("Fewer bacteria because of less oil."),
        citations=("SB11", "X2", "BG"),
        version=2,
    ),
    Disagreement(
        id="D-BLOOD",
        topic=_("Giving blood after the course"),
        one=_("US sources say to wait one month, or 30 days."),
        other=_("UK and Irish blood services say four weeks."),
        we_follow=_("30 days, the longer of the two."),
        citations=("M1", "G1", "G2", "G3"),
    ),
    Disagreement(
        id="D-TOTAL",
        topic=_("How much is enough"),
        one=_("Many clinics aim for a total of 120 to 150 mg for each kg of weight."),
        other=_(
            "The US label gives weeks and no total, and one large series found no link with relapse."
        ),
        we_follow=_(
            "We show a range of dates. Your prescriber decides when the course ends."
        ),
        citations=("K2", "X6", "L2", "X1"),
    ),
)


def disagreements_about(rule: str) -> tuple[Disagreement, ...]:
    """Return where sources differ on what ``rule`` is about; nothing for a rule unknown here."""
    return tuple(each for each in DISAGREEMENTS if rule in each.rules)
