"""A day as a page shows it: questions before, answers after. Templates decide nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.clinical.facts import CourseFacts
from tracker.clinical.scales import Choice
from tracker.clinical.vocabulary import (
    CATALOGUE,
    Asked,
    Group,
    Item,
    Scale,
    item,
    word_for,
)
from tracker.journal.asked import AskedItems
from tracker.journal.chips import Chips
from tracker.records.journal import DayAnswers, answers_in, answers_of
from tracker.records.models import DayEntry, EntryChange

COURSE_DAYS = 168
DAY = timedelta(days=1)
SECTIONS = (
    ("Skin and lips", {Group.SKIN, Group.SUN, Group.ALLERGY}),
    ("Eyes and head", {Group.EYES, Group.HEAD, Group.HEARING}),
    (
        "Body",
        {
            Group.MUSCLES,
            Group.STOMACH,
            Group.LIVER,
            Group.KIDNEY,
            Group.BLOOD,
            Group.METABOLIC,
            Group.MENSTRUAL,
            Group.CONTEXT,
        },
    ),
    ("Mood", {Group.MOOD}),
    ("What is getting better", {Group.BENEFITS}),
)
DOSE_TODAY = (
    ("all", "Taken"),
    ("some", "Some"),
    ("not_yet", "Not yet"),
    ("none", "Missed"),
)
DOSE_PAST = (("all", "Taken"), ("some", "Some"), ("none", "Missed"))
DOSE_WORDS = {
    "all": "taken",
    "some": "some taken",
    "none": "missed",
    "not_yet": "not yet taken",
}
LOOKS = {
    Scale.MOOD: "mood",
    Scale.VISION: "",
    Scale.YES_NO: "word",
    Scale.SELF_HARM: "word",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to tap."""

    value: str
    word: str
    anchor: str
    checked: bool
    was: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One item with its answers. ``before`` is the word given the day before, if any."""

    code: str
    label: str
    look: str
    good: bool
    options: tuple[Option, ...]
    before: str
    anchored: bool
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str
    questions: tuple[Question, ...]
    mood: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a day lies in its course."""

    day: date
    heading: str
    number: int
    total: int
    steps: tuple[int, ...]
    text: str
    # Days since the last capsule, 0 while the course runs.
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The form of one day."""

    place: Place
    is_today: bool
    is_change: bool
    dose: Question | None
    before: str
    can_repeat: bool
    sections: tuple[Section, ...]
    chips: Chips
    opened: tuple[str, ...]
    harm: Question | None
    note: str
    new_medicine: str
    version: int
    submission_id: str
    errors: tuple[tuple[str, str], ...]

    @property
    def yesterday(self) -> date:
        return self.place.day - DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """What was stored for some items: their names, the word, and its meaning."""

    names: str
    word: str
    anchor: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    title: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRead:
    """One stored day, in words."""

    place: Place
    lines: tuple[AnswerLine, ...]
    unanswered: str
    note: str
    new_medicine: str
    saved_at: str
    version: int
    added_later: bool
    changes: tuple[ChangeLine, ...]


def place_of(course: CourseFacts, day: date) -> Place:
    number = (day - course.started_on).days + 1
    total = max((course.planned_weeks or 0) * 7 or COURSE_DAYS, number)
    steps = tuple(
        (period.starts - course.started_on).days
        for period in course.doses
        if period.starts > course.started_on
    )
    if course.last_dose_on is not None and day > course.last_dose_on:
        return place_after(course.started_on, course.last_dose_on, day, steps)
    text = day_words(course, day, number) % {
        "day": number,
        "total": (course.planned_weeks or 0) * 7,
        "week": (number - 1) // 7 + 1,
    }
    return Place(
        day=day,
        heading=date_format(day, "l j F"),
        number=number,
        total=total,
        steps=steps,
        text=text,
    )


def day_words(course: CourseFacts, day: date, number: int) -> str:
    """Return how a day of the course is named. Where nobody said how long it will be, no length is claimed."""
    if day == course.last_dose_on:
        return _("Day %(day)s, your last capsule · week %(week)s")
    if not course.planned_weeks:
        return _("Day %(day)s · week %(week)s")
    if number > course.planned_weeks * 7:
        return _("Day %(day)s, %(total)s planned · week %(week)s")
    return _("Day %(day)s of %(total)s · week %(week)s")


def place_after(start: date, last: date, day: date, steps: tuple[int, ...]) -> Place:
    """Return where a day lies that comes after the last capsule: the line is drawn to its end."""
    length, after = (last - start).days + 1, (day - last).days
    words = ngettext(
        "After the course · %(after)s day since your last capsule",
        "After the course · %(after)s days since your last capsule",
        after,
    )
    return Place(
        day=day,
        heading=date_format(day, "l j F"),
        number=length,
        total=length,
        steps=steps,
        text=words % {"after": after},
        after=after,
    )


def dose_question(mg: str, *, chosen: str, is_today: bool, error: str = "") -> Question:
    label = _("Today’s dose: %(mg)s mg") if is_today else _("Dose that day: %(mg)s mg")
    return Question(
        code="dose_taken",
        label=label % {"mg": mg},
        look="word",
        good=False,
        options=tuple(
            Option(
                value=value, word=_(word), anchor="", checked=value == chosen, was=False
            )
            for value, word in (DOSE_TODAY if is_today else DOSE_PAST)
        ),
        before="",
        anchored=False,
        error=error,
    )


def question(
    each: Item, *, chosen: str, before: int | None, error: str = ""
) -> Question:
    return Question(
        code=each.code,
        label=_(each.label),
        look=LOOKS.get(each.scale, ""),
        good=each.asked is Asked.WEEKLY,
        options=tuple(
            Option(
                value=choice.value,
                word=_(choice.word),
                anchor=_(choice.anchor) if choice.anchor else "",
                checked=choice.value == chosen,
                was=choice.mark == before,
            )
            for choice in each.choices
        ),
        before=_(word_for(each.code, before)).lower() if before is not None else "",
        anchored=any(choice.anchor for choice in each.choices),
        error=error,
    )


def sections(
    asked: AskedItems,
    typed: Mapping[str, str],
    before: DayEntry | None,
    errors: Mapping[str, str],
) -> tuple[Section, ...]:
    """Return the form's cards; a card without questions is left out, Mood never is."""
    marks = before.marks if before else {}
    made = {
        each.code: question(
            each,
            chosen=typed.get(each.code, ""),
            before=marks.get(each.code),
            error=errors.get(each.code, ""),
        )
        for each in asked.scales
    }
    found = (
        Section(
            title=_(title),
            questions=tuple(
                made[each.code] for each in asked.scales if each.group in groups
            ),
            mood=Group.MOOD in groups,
        )
        for title, groups in SECTIONS
    )
    return tuple(section for section in found if section.questions)


def typed_from(answers: DayAnswers) -> dict[str, str]:
    """Return stored answers as the form would have sent them."""
    typed = {
        code: value_for(code, mark)
        for code, mark in answers.marks.items()
        if code in CATALOGUE
    }
    return {**typed, "dose_taken": answers.dose_taken}


def value_for(code: str, mark: int) -> str:
    return next(
        (choice.value for choice in item(code).choices if choice.mark == mark), ""
    )


def before_words(entry: DayEntry | None) -> str:
    """Return the day before in one sentence, so that nobody repeats what they cannot see."""
    if entry is None:
        return ""
    lines = answer_lines(answers_of(entry), dose_mg="")
    return "; ".join(
        f"{', '.join(_(item(code).short).lower() for code in line.codes)} {line.word.lower()}"
        for line in lines
        if line.codes != ("dose_taken",)
    )


def answer_lines(answers: DayAnswers, *, dose_mg: str) -> tuple[AnswerLine, ...]:
    """Return what was answered: the dose, then what is worst, then all that was none in one line."""
    lines = []
    if answers.dose_taken:
        word = _(DOSE_WORDS[answers.dose_taken])
        lines.append(
            AnswerLine(
                names=_("Dose"),
                word=f"{dose_mg} mg, {word}" if dose_mg else word,
                codes=("dose_taken",),
            )
        )
    return (
        *lines,
        *graded_lines(answers.marks),
        *plain_lines(answers.marks),
        *none_line(answers.marks),
    )


def graded_lines(marks: Mapping[str, int]) -> list[AnswerLine]:
    graded = {
        code: mark
        for code, mark in marks.items()
        if code in CATALOGUE and item(code).scale is Scale.SEVERITY and mark
    }
    lines = []
    for level in (3, 2, 1):
        codes = tuple(each for each in CATALOGUE if graded.get(each) == level)
        if codes:
            lines.append(line_for(codes, level))
    return lines


def line_for(codes: tuple[str, ...], mark: int) -> AnswerLine:
    anchor = choice_of(codes[0], mark).anchor if len(codes) == 1 else ""
    names = names_of(codes)
    return AnswerLine(
        names=names[:1].upper() + names[1:],
        word=_(word_for(codes[0], mark)).lower(),
        anchor=_(anchor) if anchor else "",
        codes=codes,
    )


def choice_of(code: str, mark: int) -> Choice:
    return next(choice for choice in item(code).choices if choice.mark == mark)


def plain_lines(marks: Mapping[str, int]) -> list[AnswerLine]:
    """Return the answers on other scales; a no to a yes/no question goes with the nones."""
    return [
        line_for((code,), marks[code])
        for code in CATALOGUE
        if code in marks
        and item(code).scale is not Scale.SEVERITY
        and not is_none(code, marks[code])
    ]


def is_none(code: str, mark: int) -> bool:
    return mark == 0 and item(code).scale in {
        Scale.SEVERITY,
        Scale.YES_NO,
        Scale.SELF_HARM,
    }


def none_line(marks: Mapping[str, int]) -> list[AnswerLine]:
    codes = tuple(
        code for code in CATALOGUE if code in marks and is_none(code, marks[code])
    )
    if not codes:
        return []
    names = names_of(codes)
    return [
        AnswerLine(names=names[:1].upper() + names[1:], word=_("none"), codes=codes)
    ]


def unanswered(
    asked: AskedItems, answers: DayAnswers, *, asks_dose: bool
) -> tuple[str, ...]:
    """Return the codes asked and not answered."""
    missing = [each.code for each in asked.scales if each.code not in answers.marks]
    return (*(["dose_taken"] if asks_dose and not answers.dose_taken else []), *missing)


def names_of(codes: Sequence[str]) -> str:
    return ", ".join(in_a_list(item(code)) for code in codes)


def in_a_list(each: Item) -> str:
    """Return an item's name inside a sentence: a weekly question by its short name, “I” left large."""
    text = _(each.short if each.asked is Asked.WEEKLY else each.label)
    return text if text.startswith("I ") else text[:1].lower() + text[1:]


def change_lines(changes: Sequence[EntryChange]) -> tuple[ChangeLine, ...]:
    return tuple(change_line(change) for change in changes)


def change_line(change: EntryChange) -> ChangeLine:
    when = date_format(localtime(change.at), "j M, H:i")
    if change.kind == EntryChange.Kind.SAVED:
        return ChangeLine(title=_("First saved"), when=when)
    label = _("Undone") if change.kind == EntryChange.Kind.UNDONE else _("Changed")
    differences = "; ".join(differences_of(change)) or _(
        "saved again, nothing different"
    )
    return ChangeLine(title=f"{label}: {differences}", when=when)


def differences_of(change: EntryChange) -> list[str]:
    before, after = answers_in(change.before), answers_in(change.after)
    if before is None or after is None:
        return []
    codes = [
        code for code in CATALOGUE if before.marks.get(code) != after.marks.get(code)
    ]
    lines = [
        f"{in_a_list(item(code))}: {word_or_blank(code, before)} → {word_or_blank(code, after)}"
        for code in codes
    ]
    if before.dose_taken != after.dose_taken:
        lines.insert(0, f"{_('dose')}: {dose_word(before)} → {dose_word(after)}")
    if before.note != after.note:
        lines.append(
            _("note (it was: “%(note)s”)") % {"note": before.note or _("empty")}
        )
    if before.new_medicine != after.new_medicine:
        lines.append(
            _("new medicine (it was: “%(text)s”)")
            % {"text": before.new_medicine or _("empty")}
        )
    return lines


def word_or_blank(code: str, answers: DayAnswers) -> str:
    mark = answers.marks.get(code)
    return _("not answered") if mark is None else _(word_for(code, mark)).lower()


def dose_word(answers: DayAnswers) -> str:
    return (
        _(DOSE_WORDS[answers.dose_taken]) if answers.dose_taken else _("not answered")
    )


def new_submission() -> str:
    return str(uuid4())
