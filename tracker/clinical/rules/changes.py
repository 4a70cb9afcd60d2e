"""What changed in the clinical data from one rule set to the next, newest first, for the clinician who signs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One rule set: when it was made, what is different, and the rules concerned."""

    ruleset: str
    made_on: date
    what: tuple[str, ...]
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    reviewer: str = ""


CHANGES: tuple[Change, ...] = (
    Change(
        ruleset="2026.5",
        made_on=date(2026, 11, 22),
        what=(
            "The general plan asks for monthly tests during the course only; after it the one test a month later is asked for, and a test just before that is not called late (line GE-P1, version 2).",
            "Tests taken in the weeks between two courses count for the lines before the second.",
            "Poison Help is named after too many capsules only, no longer as the number for a clinic that is closed.",
            "Spain and other countries of the EU name a line for advice, and a number that nobody could check says so on the card.",
            "What to know before starting again after a gap is data, with its status; how long a gap is long waits for a clinician.",
        ),
    ),
    Change(
        ruleset="2026.4",
        made_on=date(2026, 11, 22),
        what=(
            "A possible pregnancy calls for a call today also later than a month after the last capsule, as a positive result does.",
            "What is answered at the check-in two months after the course counts by itself, on one day and whatever was logged before.",
            "More words about self-harm in a note open the crisis card, and an accident is none when the note says that it was meant.",
        ),
        changed=("S-PREG-1", "A-LAST-1"),
    ),
    Change(
        ruleset="2026.3",
        made_on=date(2026, 11, 22),
        what=(
            "Four rules that also cite the US guide, which was not read, are no longer called verified.",
            "Two lines of the plan for healthy people, which also cite a summary by somebody else, are no longer called verified.",
            "Three lines of the plans say which of their reasons the profile does not ask about.",
            "Where a rule leaves a sign to a more urgent one, another sign that it holds for is still named.",
            "What goes on names the sign that nobody has answered, also when a newer one was answered.",
            "Very high sugar with diabetes goes on for the sign it began with, and no longer for another one logged later.",
            "The rule for low mood after the month no longer says that it gives way: the two never speak on the same day.",
        ),
        changed=("O-BOW-4", "O-MUS-2", "O-BONE-1", "O-SUG-1", "O-SUG-2", "A-MOOD-1"),
    ),
    Change(
        ruleset="2026.2",
        made_on=date(2026, 11, 22),
        what=(
            "Signs that patient leaflets and lists name and that nobody could log are items now, each with a rule.",
            "The rule for severe signs without a rule of their own, and the one for lasting signs, see the new items.",
            "Tummy pain through to the back speaks also when the pain itself was not graded.",
            "Where sources differ is data, and shown with the flag it is about.",
            "A mood check-in is heard: the first two questions at 3 or more, and the ninth above zero whatever the total.",
            "Six rules listen after the course, as far as a year. Still there means: it was logged in the course or the month after it.",
            "Every emergency stays one after the course, what asks for a call stays on for a month at least, and being worried is always answered.",
            "Changed sight or hearing is answered however long after the course it comes.",
            "Silence closes nothing: only an answer ends what was graded, and a yes is ended by a person.",
            "A run of days counts the days on which the item was answered.",
            "High blood sugar with diabetes, being unwell after too many capsules, poor sleep with a history: read as the tables have it.",
            "Results: more signs of the liver, any pain and any thirst count beside a raised result; the worst of a day counts.",
            "A status is never better than that of the weakest document something rests on.",
            "Each threshold of a result, each line of a lab plan and each item carries its status and version.",
        ),
        added=(
            "O-ALL-3",
            "O-ALL-4",
            "O-SKIN-4",
            "O-MOOD-1",
            "O-MOOD-2",
            "O-PSY-3",
            "O-EYE-1",
            "O-VIS-1",
            "O-KID-1",
            "O-KID-2",
            "O-HEART-1",
            "O-HEART-2",
            "O-BLOOD-1",
            "O-BLOOD-2",
            "O-GLAND-1",
            "O-JNT-1",
            "O-TEND-1",
            "O-BACK-1",
            "O-BOW-5",
            "O-WT-1",
            "O-BREAST-1",
            "A-LAST-1",
            "A-SIGHT-1",
            "A-MOOD-1",
            "A-SEX-1",
            "A-ACNE-1",
            "A-ACNE-2",
        ),
        changed=(
            "S-MOOD-1",
            "S-MOOD-3",
            "S-MSK-1",
            "S-MSK-2",
            "S-VIS-1",
            "S-VIS-2",
            "S-FAT-1",
            "O-ALL-1",
            "O-SKIN-1",
            "O-IIH-1",
            "O-IIH-2",
            "O-HEAD-2",
            "O-NEU-1",
            "O-PSY-1",
            "O-PSY-2",
            "O-SLEEP-1",
            "O-PAN-1",
            "O-PAN-2",
            "O-BOW-2",
            "O-MUS-1",
            "O-MUS-2",
            "O-BONE-1",
            "O-EAR-1",
            "O-SUG-1",
            "O-SUG-2",
            "O-INF-1",
            "O-INF-2",
            "O-CLOT-1",
            "O-CLOT-2",
            "O-NOSE-2",
            "O-ACNE-1",
            "O-OD-1",
            "O-SEV-X",
            "O-PERS",
        ),
    ),
    Change(
        ruleset="2026.1",
        made_on=date(2026, 11, 22),
        what=(
            "The first rule set: 21 rules warranted by the two seed texts, 45 added from official documents.",
        ),
    ),
)
