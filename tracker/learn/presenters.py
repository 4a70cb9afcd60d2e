"""Topics and tips, ready to be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.clinical.education.topic import Told
from tracker.clinical.education.weeks import TIPS, Part, Topic, topics_for
from tracker.clinical.facts import Profile
from tracker.clinical.sources import SOURCES, Source, SourceRef
from tracker.ui.outlook import sources_shown, unsure

PARTS = {
    Part.MEDICINE: "The medicine",
    Part.EXPECT: "What to expect",
    Part.WATCH: "What to watch",
    Part.LATER: "Afterwards, and in the long run",
}
SEEDS = {"SA", "SB"}
READ = {
    "full": "read in full",
    "part": "read in part",
    "excerpt": "read in excerpts",
    "abstract": "abstract read",
    "second-hand": "second-hand",
    "none": "not read yet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One topic or tip with what it rests on. ``anchor`` is its place on the page."""

    anchor: str
    title: str
    text: tuple[str, ...]
    differ: tuple[str, ...]
    sources: tuple[str, ...]
    unsure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source: its title, who published it and when, and how much of it was read."""

    title: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnPage:
    sections: tuple[Section, ...]
    tips: tuple[Reading, ...]
    documents: tuple[Document, ...]


def learn_page(profile: Profile | None) -> LearnPage:
    """Return all that concerns the person, or may; with nobody described, all there is."""
    topics = topics_for(profile or Profile())
    return LearnPage(
        sections=tuple(section(part, topics) for part in PARTS),
        tips=tuple(reading(tip, anchor=f"tip-{tip.id}") for tip in TIPS),
        documents=documents_of((*topics, *TIPS)),
    )


def section(part: Part, topics: Iterable[Topic]) -> Section:
    return Section(
        title=_(PARTS[part]),
        readings=tuple(
            reading(topic, anchor=topic.id, differ=topic.differ)
            for topic in topics
            if topic.part is part
        ),
    )


def reading(told: Told, *, anchor: str, differ: tuple[str, ...] = ()) -> Reading:
    return Reading(
        anchor=anchor,
        title=_(told.title),
        text=tuple(_(each) for each in told.text),
        differ=tuple(_(each) for each in differ),
        sources=sources_shown(told.sources),
        unsure=unsure(told.status),
    )


def documents_of(readings: Iterable[Told]) -> tuple[Document, ...]:
    """Return every document cited, each once, in the order of the list of sources."""
    cited_ids = {document_id(each) for told in readings for each in told.sources}
    return tuple(document(SOURCES[id_]) for id_ in SOURCES if id_ in cited_ids)


def document_id(source: SourceRef) -> str:
    """Return the id of the document: a seed text is cited by its line."""
    return source.id[:2] if source.id[:2] in SEEDS else source.id


def document(source: Source) -> Document:
    parts = (source.publisher, source.version, _(READ[source.read]))
    return Document(title=source.title, about=", ".join(parts))
