"""Two drawn diaries for each rule: one in which it speaks on the last day, one in which it only just does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from tracker.clinical.facts import CourseFacts, History, Profile
from tracker.clinical.traces.drawings import day_number, entries_drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """One drawn diary. ``course_day`` is the day of the course on which day 1 falls; ``on`` is the day asked about."""

    picture: str
    on: int
    conditions: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    new_medicines: Mapping[int, str] = field(default_factory=dict)
    course_day: int = 1
    last_dose: int | None = None

    @property
    def day(self) -> date:
        """Return the day asked about."""
        return day_number(self.on)

    @property
    def history(self) -> History:
        """Return the drawn history."""
        return History(
            profile=Profile(
                conditions=frozenset(self.conditions), medicines=self.medicines
            ),
            course=CourseFacts(
                started_on=day_number(1) - timedelta(days=self.course_day - 1),
                last_dose_on=None
                if self.last_dose is None
                else day_number(self.last_dose),
            ),
            entries=entries_drawn(self.picture, new_medicines=self.new_medicines),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A diary in which the rule speaks, and one in which it only just does not."""

    speaks: Diary
    quiet: Diary


def _drawn(
    rows: Mapping[str, str], *, course_day: int = 1, conditions: tuple[str, ...] = ()
) -> Diary:
    """Draw ``rows`` of one character a day."""
    length = len(next(iter(rows.values())))
    width = max(len(code) for code in (*rows, "day"))
    cells = len(str(length))
    lines = [
        _line("day", [str(number) for number in range(1, length + 1)], width, cells)
    ]
    lines += [
        _line(code, list(answers), width, cells) for code, answers in rows.items()
    ]
    return Diary(
        picture="\n".join(lines),
        on=length,
        course_day=course_day,
        conditions=conditions,
    )


def _line(name: str, values: list[str], width: int, cells: int) -> str:
    return f"{name:<{width}}  " + " ".join(f"{value:>{cells}}" for value in values)


def _pair(
    speaks: Mapping[str, str], quiet: Mapping[str, str], *, course_day: int = 1
) -> Pair:
    return Pair(
        speaks=_drawn(speaks, course_day=course_day),
        quiet=_drawn(quiet, course_day=course_day),
    )


def _after(speaks: str, quiet: str) -> Pair:
    """Draw two diaries that begin on the day of the last capsule, each judged on its last day."""
    return Pair(speaks=_ended(speaks), quiet=_ended(quiet))


def _ended(picture: str) -> Diary:
    last = int(picture.partition("\n")[0].split()[-1])
    return Diary(picture=picture, on=last, course_day=120, last_dose=1)


EXAMPLES: Mapping[str, Pair] = MappingProxyType(
    {
        "S-MOOD-1": _pair(
            {"mood": "11", "self_harm": ".1"}, {"mood": "11", "self_harm": ".0"}
        ),
        "S-MOOD-2": _pair({"mood": "20202"}, {"mood": "20102"}),
        "S-MOOD-3": _pair({"mood": "11011"}, {"mood": "11001"}),
        "S-MSK-1": _pair({"joint_pain": "013"}, {"joint_pain": "012"}),
        "S-MSK-2": _pair({"aches": "2020.2"}, {"aches": "2020.1"}),
        "S-MSK-3": _pair({"aches": "11011011011101"}, {"aches": "11011011010101"}),
        "S-VIS-1": _pair({"night_vision": "01"}, {"night_vision": "00"}),
        "S-VIS-2": _pair({"vision": "10101"}, {"vision": "00101"}),
        "S-EYE-1": _pair(
            {"eye_pain": "1", "light_sensitive": "1"},
            {"eye_pain": "1", "light_sensitive": "0"},
        ),
        "S-EYE-2": _pair({"eyes_dry": "2222.12"}, {"eyes_dry": "2221.12"}),
        "S-EYE-3": _pair({"eyes_dry": "1"}, {"eyes_dry": "0"}),
        "S-EYE-4": _pair(
            {"lens_trouble": "1111100.111.11"}, {"lens_trouble": "1111100.110.11"}
        ),
        "S-LIV-1": _pair(
            {"dark_urine": "1", "muscle_pain": "1"},
            {"dark_urine": "1", "muscle_pain": "2"},
        ),
        "S-LIV-2": _pair(
            {"nausea": "20.2", "fatigue": "20.2"},
            {"nausea": "20.2", "fatigue": "20.1"},
        ),
        "S-PREG-1": _pair({"pregnancy": "1"}, {"pregnancy": "0"}),
        "S-PREG-2": _pair({"contraception_missed": "1"}, {"contraception_missed": "0"}),
        "S-PREG-3": _pair({"period_late": "1"}, {"period_late": "0"}),
        "S-DRY-1": _pair({"lips_dry": "1"}, {"lips_dry": "0"}),
        "S-DRY-2": _pair({"lips_dry": "33.23"}, {"lips_dry": "32.23"}),
        "S-SUN-1": _pair({"sunburn": "1"}, {"sunburn": "0"}),
        "S-FAT-1": _pair({"fatigue": "302223"}, {"fatigue": "203122"}),
        "O-ALL-1": _pair({"hives": "1", "faint": "1"}, {"hives": "1", "faint": "0"}),
        "O-ALL-2": _pair({"rash": "1", "fever": "1"}, {"rash": "1", "fever": "0"}),
        "O-SKIN-1": _pair(
            {"mouth_sores": "2", "fever": "1"}, {"mouth_sores": "1", "fever": "1"}
        ),
        "O-SKIN-2": _pair({"mouth_sores": "2"}, {"mouth_sores": "1"}),
        "O-SKIN-3": _pair({"rash": "11.111"}, {"rash": "10.111"}),
        "O-IIH-1": _pair(
            {"headache": "3", "vomiting": "1"}, {"headache": "2", "vomiting": "1"}
        ),
        "O-IIH-2": _pair(
            {"headache": "2", "nausea": "1"}, {"headache": "1", "nausea": "1"}
        ),
        "O-IIH-3": Pair(
            speaks=Diary(
                picture="day 1 2\nmood 0 0",
                on=2,
                new_medicines={2: "Doxycycline 100 mg"},
            ),
            quiet=Diary(
                picture="day 1 2\nmood 0 0", on=2, new_medicines={2: "Ibuprofen 400 mg"}
            ),
        ),
        "O-HEAD-1": _pair({"headache": "3"}, {"headache": "2"}),
        "O-HEAD-2": _pair({"headache": "111.1111"}, {"headache": "11101111"}),
        "O-NEU-1": _pair(
            {"faint": "1", "chest_pain": "1"}, {"faint": "1", "chest_pain": "0"}
        ),
        "O-PSY-1": _pair({"hallucinations": "1"}, {"hallucinations": "0"}),
        "O-PSY-2": _pair({"anxiety": "2022"}, {"anxiety": "2012"}),
        "O-SLEEP-1": _pair({"sleep": "22.202"}, {"sleep": "22.102"}),
        "O-PAN-1": _pair(
            {"tummy_pain": "3", "fever": "1"}, {"tummy_pain": "2", "fever": "1"}
        ),
        "O-PAN-2": _pair(
            {"tummy_pain": "2", "nausea": "1"}, {"tummy_pain": "1", "nausea": "1"}
        ),
        "O-BOW-1": _pair({"diarrhoea": "3"}, {"diarrhoea": "2"}),
        "O-BOW-2": _pair(
            {"black_stool": "1", "faint": "1"}, {"black_stool": "1", "faint": "0"}
        ),
        "O-BOW-3": _pair({"heartburn": "2022"}, {"heartburn": "2012"}),
        "O-BOW-4": _pair({"swallow": "2"}, {"swallow": "1"}),
        "O-VOM-1": _pair({"vomiting": "3"}, {"vomiting": "2"}),
        "O-MUS-1": _pair(
            {"dark_urine": "1", "muscle_pain": "2"},
            {"dark_urine": "1", "muscle_pain": "1"},
        ),
        "O-MUS-2": _pair({"muscle_weakness": "1"}, {"muscle_weakness": "0"}),
        "O-BONE-1": _pair({"bone_pain": "3"}, {"bone_pain": "2"}),
        "O-EAR-1": _pair({"tinnitus": "101.1"}, {"tinnitus": "100.1"}),
        "O-SUG-1": _pair(
            {"thirst": "2", "urination": "2"}, {"thirst": "2", "urination": "1"}
        ),
        "O-SUG-2": _pair(
            {"thirst": "2", "urination": "2", "vomiting": "1"},
            {"thirst": "2", "urination": "1", "vomiting": "1"},
        ),
        "O-INF-1": _pair(
            {"fever": "2", "mouth_dry": "1"}, {"fever": "1", "mouth_dry": "1"}
        ),
        "O-INF-2": _pair({"skin_infection": "1"}, {"skin_infection": "0"}),
        "O-CLOT-1": _pair(
            {"chest_pain": "2", "breathing": "1"}, {"chest_pain": "1", "breathing": "1"}
        ),
        "O-CLOT-2": _pair({"chest_pain": "2"}, {"chest_pain": "1"}),
        "O-NOSE-1": _pair({"nosebleed": "22.2"}, {"nosebleed": "21.2"}),
        "O-NOSE-2": _pair({"nosebleed": "3"}, {"nosebleed": "2"}),
        "O-ACNE-1": _pair(
            {"acne_flare": "3", "joint_pain": "2"},
            {"acne_flare": "3", "joint_pain": "1"},
        ),
        "O-ACNE-2": Pair(
            speaks=Diary(picture="day 1 57\nacne_severity 3 3", on=57),
            quiet=Diary(picture="day 1 57\nacne_severity 3 2", on=57),
        ),
        "O-ACNE-3": Pair(
            speaks=_drawn({"acne_flare": "2"}, course_day=42),
            quiet=_drawn({"acne_flare": "2"}, course_day=43),
        ),
        "O-HAIR-1": _pair({"hair_thinning": "2......2"}, {"hair_thinning": "1......2"}),
        "O-WOUND-1": _pair({"skin_fragile": "22.2"}, {"skin_fragile": "21.2"}),
        "O-SEX-1": _pair({"sexual": "1......1"}, {"sexual": "0......1"}),
        "O-MENS-1": _pair({"period_change": "2"}, {"period_change": "1"}),
        "O-BF-1": Pair(
            speaks=Diary(picture="day 1\nmood 0", on=1, conditions=("breastfeeding",)),
            quiet=Diary(
                picture="day 1 2\nmood 0 0",
                on=2,
                conditions=("breastfeeding",),
                last_dose=1,
            ),
        ),
        "O-OD-1": _pair({"extra_capsules": "1"}, {"extra_capsules": "0"}),
        "O-VITA-1": Pair(
            speaks=Diary(picture="day 1\nmood 0", on=1, medicines=("Vitamin A",)),
            quiet=Diary(picture="day 1\nmood 0", on=1, medicines=("Vitamin D",)),
        ),
        "O-ALL-3": _pair({"itch": "2", "faint": "1"}, {"itch": "1", "faint": "1"}),
        "O-ALL-4": _pair({"itch": "3", "rash": "1"}, {"itch": "2", "rash": "1"}),
        "O-SKIN-4": _pair(
            {"rash": "1", "eye_infection": "1"}, {"rash": "1", "eye_infection": "0"}
        ),
        "O-MOOD-1": _pair(
            {"crying": "20.22"},
            {"crying": "20.21"},
        ),
        "O-MOOD-2": _pair({"concentration": "2202.2"}, {"concentration": "2201.2"}),
        "O-PSY-3": _pair({"impulses": "1"}, {"impulses": "0"}),
        "O-EYE-1": _pair({"eye_infection": "101.1"}, {"eye_infection": "100.1"}),
        "O-VIS-1": _pair({"glare": "2"}, {"glare": "1"}),
        "O-KID-1": _pair(
            {"swelling": "2", "fatigue": "2"}, {"swelling": "2", "fatigue": "1"}
        ),
        "O-KID-2": _pair({"urine_pain": "2"}, {"urine_pain": "1"}),
        "O-HEART-1": _pair(
            {"palpitations": "2", "faint": "1"}, {"palpitations": "1", "faint": "1"}
        ),
        "O-HEART-2": _pair({"palpitations": "110.1"}, {"palpitations": "100.1"}),
        "O-BLOOD-1": _pair(
            {"pale": "1", "fatigue": "2"}, {"pale": "1", "fatigue": "1"}
        ),
        "O-BLOOD-2": _pair({"bruising": "110.1"}, {"bruising": "100.1"}),
        "O-GLAND-1": _pair({"glands": "111.11"}, {"glands": "110.11"}),
        "O-JNT-1": _pair({"hot_joint": "1"}, {"hot_joint": "0"}),
        "O-TEND-1": _pair({"tendon": "220.2"}, {"tendon": "210.2"}),
        "O-BACK-1": _pair({"leg_weakness": "1"}, {"leg_weakness": "0"}),
        "O-BOW-5": _pair({"blood_vomit": "1"}, {"blood_vomit": "0"}),
        "O-WT-1": _pair({"weight_change": "2"}, {"weight_change": "1"}),
        "O-BREAST-1": _pair({"breast_change": "2"}, {"breast_change": "1"}),
        "O-SEV-X": _pair({"itch": "3.3"}, {"itch": "3.2"}),
        "O-PERS": _pair({"itch": "11111.11.11111"}, {"itch": "11111.11.10111"}),
        # After the last capsule: day 1 is its day, day 62 is 2 months later, day 182 is 6, day 366 is 12.
        "A-LAST-1": _after("day 62\nskin_dry 2", "day 61\nskin_dry 2"),
        "A-SIGHT-1": _after("day 1 15\nvision 1 1", "day 1 15\nvision 0 1"),
        "A-MOOD-1": _after("day 40 42 44\nmood 2 2 2", "day 40 42 44\nmood 2 1 2"),
        "A-SEX-1": _after("day 91\nsexual 2", "day 91\nsexual 1"),
        "A-ACNE-1": _after(
            "day 1 182\nacne_severity 1 2", "day 1 182\nacne_severity 1 1"
        ),
        "A-ACNE-2": _after("day 366\nacne_severity 3", "day 366\nacne_severity 2"),
    }
)
