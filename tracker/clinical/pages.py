"""The clinical data as pages a clinician can review: Markdown made from the data, nothing added by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum

from tracker.clinical.advice import CARDS, Card, paragraphs
from tracker.clinical.bumps import BUMPS, Bump
from tracker.clinical.crisis import CRISIS_REGIONS
from tracker.clinical.examples import EXAMPLES, Diary
from tracker.clinical.findings import RULESET_VERSION
from tracker.clinical.rule import Rule
from tracker.clinical.rules import RULES
from tracker.clinical.scales import GROUP_LABELS, LEVEL_WORDS, Group, Item, Level
from tracker.clinical.sources import SOURCES
from tracker.clinical.vocabulary import ITEMS

_MADE = "This page is made from the data by `manage.py clinical_pages`. Change the data, not the page."


def rules_page() -> str:
    """Return every rule with its source, its reading, its words and its two drawn diaries."""
    return _page(
        "Rules",
        f"Rule set {RULESET_VERSION}. {_MADE}",
        "Nobody has reviewed a rule until a name stands beside it.",
        _summary_of_rules(),
        *(_rule(rule) for rule in RULES),
        "## What raises a rule",
        "Two facts together raise a rule by one step, like one.",
        _table(("Rules", "Fact", "Effect"), (_bump(bump) for bump in BUMPS)),
    )


def _summary_of_rules() -> str:
    rows = (
        (
            f"[{rule.id}](#{rule.id.lower()})",
            _levels(rule),
            rule.provenance.value,
            rule.status.value,
        )
        for rule in RULES
    )
    return _table(("Rule", "Level", "Warrant", "Status"), rows)


def _levels(rule: Rule) -> str:
    levels = sorted({case.level for case in rule.cases}, reverse=True)
    return ", ".join(level.code for level in levels)


def _rule(rule: Rule) -> str:
    return "\n\n".join(
        (
            f"## {rule.id}",
            _table(("", ""), _facts(rule)),
            *(
                _card(level, card)
                for level, card in sorted(CARDS[rule.id].items(), reverse=True)
            ),
            _diary("Speaks", EXAMPLES[rule.id].speaks),
            _diary("Stays quiet", EXAMPLES[rule.id].quiet),
        )
    )


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    for each in rule.cases:
        yield each.level.code, each.when.words()
    yield "The source says", rule.says
    yield "We read it as", rule.reading
    yield (
        "Sources",
        "; ".join(
            f"{ref.id} ({ref.title}{_section(ref.section)})" for ref in rule.sources
        ),
    )
    yield (
        "Published advice to stop until spoken to",
        "yes" if rule.official_stop_advice else "no",
    )
    yield "After the last capsule", rule.after_course.value
    yield "Raised with", rule.family.value
    yield "Warrant, status", f"{rule.provenance.value}, {rule.status.value}"
    yield (
        "Version, checked on, reviewer",
        f"{rule.version}, {rule.checked_on}, {rule.reviewer or 'nobody yet'}",
    )


def _section(section: str) -> str:
    return f", {section}" if section else ""


def _card(level: Level, card: Card) -> str:
    said = " ".join(paragraphs(card.advice))
    return f"> **{LEVEL_WORDS[level]}: {card.title}.** {said} Ask them: {card.ask}"


def _diary(verb: str, diary: Diary) -> str:
    return f"{verb} on day {diary.on}{_around(diary)}:\n\n```text\n{diary.picture}\n```"


def _around(diary: Diary) -> str:
    said = [
        *(f"profile: {condition}" for condition in diary.conditions),
        *(f"on the medicine list: {name}" for name in diary.medicines),
        *(
            f"started on day {number}: {name}"
            for number, name in diary.new_medicines.items()
        ),
    ]
    if diary.course_day != 1:
        said.append(f"day 1 is day {diary.course_day} of the course")
    if diary.last_dose is not None:
        said.append(f"last capsule on day {diary.last_dose}")
    return f" ({'; '.join(said)})" if said else ""


def _bump(bump: Bump) -> tuple[str, str, str]:
    if bump.at_least is not None:
        return bump.family.value, bump.because, f"at least {bump.at_least.code}"
    only = f", only from {bump.only.code}" if bump.only is not None else ""
    return bump.family.value, bump.because, f"one step up{only}"


def symptoms_page() -> str:
    """Return every item a person may log, with its anchors, codes and sources."""
    return _page(
        "What can be logged",
        _MADE,
        "Marks on the SNOMED CT code: H, V, C, I and G say where it was seen; U means it was not verified.",
        *(_group(group) for group in Group),
    )


def _group(group: Group) -> str:
    items = [each for each in ITEMS if each.group is group]
    return "\n\n".join((f"## {GROUP_LABELS[group]}", *(_item(each) for each in items)))


def _item(each: Item) -> str:
    answers = ((choice.value, choice.word, choice.anchor) for choice in each.choices)
    parts = [
        f"### {each.label} (`{each.code}`)",
        f"{each.term}. {'. '.join(_item_facts(each))}.",
    ]
    if each.choices:
        parts.append(_table(("Sent", "Word", "Means"), answers))
    return "\n\n".join(parts)


def _item_facts(each: Item) -> Iterator[str]:
    yield f"Asked: {each.asked.value.replace('_', ' ')}"
    if each.red_flag:
        yield "Red flag"
    if each.needs:
        yield f"Only when: {each.needs.replace('_', ' ')}"
    if each.snomed:
        yield f"SNOMED CT {each.snomed} ({each.snomed_mark})"
    yield f"Also called: {', '.join(each.aliases)}"
    yield f"Sources: {', '.join(each.sources)}"


def sources_page() -> str:
    """Return every document relied on and every crisis contact, with how well each was checked."""
    documents = (
        (
            source.id,
            source.title,
            source.publisher,
            source.version,
            source.read,
            str(source.checked_on),
        )
        for source in SOURCES.values()
    )
    contacts = (
        (
            region.name,
            contact.name,
            contact.number,
            contact.purpose,
            contact.status,
            str(contact.checked_on),
        )
        for region in CRISIS_REGIONS.values()
        for contact in region.contacts
    )
    return _page(
        "Sources",
        _MADE,
        _table(
            ("Id", "Title", "Publisher", "Version", "Read", "Checked on"), documents
        ),
        "## Crisis contacts",
        _table(("Region", "Name", "Number", "For", "Status", "Checked on"), contacts),
    )


def plans_page(
    tests: Iterable[object],
    profiles: Mapping[str, Sequence[object]],
    overlays: Mapping[str, Sequence[object]],
) -> str:
    """Return the lab plans: one table for the tests, one for each profile and overlay."""
    return _page(
        "Lab plans",
        _MADE,
        "## Tests",
        _records(tests),
        *(
            f"## Profile: {name}\n\n{_records(lines)}"
            for name, lines in profiles.items()
        ),
        *(
            f"## Added for: {name}\n\n{_records(lines)}"
            for name, lines in overlays.items()
        ),
    )


def _records(rows: Iterable[object]) -> str:
    found = [row for row in rows if is_dataclass(row)]
    if not found:
        return "Nothing is planned by default."
    names = [field.name for field in fields(found[0])]
    told = ([_cell(getattr(row, name)) for name in names] for row in found)
    return _table([name.replace("_", " ") for name in names], told)


def _cell(value: object) -> str:
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_cell(each)}" for key, each in value.items())
    if isinstance(value, (tuple, list, frozenset)):
        return ", ".join(_cell(each) for each in value)
    return _record_cell(value)


def _record_cell(value: object) -> str:
    if is_dataclass(value):
        return " ".join(_cell(getattr(value, field.name)) for field in fields(value))
    return str(value)


def _page(title: str, *parts: str) -> str:
    return "\n\n".join((f"# {title}", *parts)) + "\n"


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines
    )
