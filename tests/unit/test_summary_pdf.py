"""The page as PDF: for archives, for screen readers, for one sheet of paper, and the same each time."""

from __future__ import annotations

import re
from dataclasses import replace
from threading import Thread

import outloud
import pytest
import typst
from hypothesis import HealthCheck, given, settings

from tests.patients import AWKWARD, summaries
from tests.summaries import in_one_line, made, robin, text_of, told_by
from tracker.clinical.vocabulary import ITEMS, Scale
from tracker.summary.document import PARTS, Note, Places
from tracker.summary.render import as_pdf, fonts

PAPERS = {"a4": "595.276 x 841.89", "letter": "612 x 792"}
LINK = "https://courseline.example/s/0123456789abcdefghijklmnopqrstuvwxyz/"


def pdf(summary=None, **more) -> bytes:
    wanted = {"paper": "a4", "appendix": False, "discreet": True}
    return as_pdf.pdf(summary or made(), **{**wanted, **more})


def about(document: bytes, folder) -> dict[str, str]:
    """Return what pdfinfo says, by name."""
    file = folder / "page.pdf"
    file.write_bytes(document)
    lines = told_by("pdfinfo", file=file).splitlines()
    return {
        name: said.strip()
        for name, _colon, said in (each.partition(":") for each in lines)
    }


@pytest.mark.parametrize("appendix", [False, True])
def test_a_screen_reader_finds_nothing_wrong(tmp_path, appendix):
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(appendix=appendix, link=LINK))

    found = outloud.check(str(file)).findings

    assert [each for each in found if each.severity == "error"] == []


@pytest.mark.parametrize("appendix", [False, True])
def test_the_file_is_sound(tmp_path, appendix):
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(appendix=appendix))

    assert "No syntax or stream encoding errors" in told_by(
        "qpdf", "--check", file=file
    )


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_one_tagged_page_of_the_paper_asked_for(tmp_path, paper):
    said = about(pdf(paper=paper), tmp_path)

    assert said["Pages"] == "1"
    assert said["Tagged"] == "yes"
    assert PAPERS[paper] in said["Page size"]
    assert said["JavaScript"] == "no"


def test_it_is_an_archive_file(tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf())

    plain = file.read_bytes().decode("latin-1")

    assert "<pdfaid:part>2</pdfaid:part>" in plain
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in plain
    assert "<pdfuaid:part>1</pdfuaid:part>" in plain


def test_the_words_come_in_the_order_they_are_read(tmp_path):
    words = text_of(pdf(), tmp_path)
    heads = (
        "Isotretinoin course summary",
        "Robin Hale",
        "Needs attention",
        "Dose and course",
        "Symptoms",
        "Laboratory",
        "What I want to ask",
        "Notes",
        "How to read this.",
    )

    places = [words.index(each) for each in heads]

    assert places == sorted(places)


def test_the_same_summary_gives_the_same_bytes():
    first = pdf(appendix=True, link=LINK)
    as_pdf.compiler.cache_clear()

    assert pdf(appendix=True, link=LINK) == first


@pytest.mark.parametrize(
    ("discreet", "titled"),
    [
        (True, "Course summary, 24 Sep 2026"),
        (False, "Isotretinoin course summary, 24 Sep 2026"),
    ],
)
def test_the_title_names_the_medicine_only_when_asked(tmp_path, discreet, titled):
    assert about(pdf(discreet=discreet), tmp_path)["Title"] == titled


def test_the_appendix_holds_what_the_page_has_no_room_for(tmp_path):
    note = Note(day=made().last_day, text="A long day. " * 333, cut=False)
    summary = made()
    long = replace(summary, full=replace(summary.full, notes=(note,)))

    words = text_of(pdf(long, appendix=True), tmp_path)

    assert in_one_line(note.text) in re.sub(
        r" Page \d of \d Made [^A]*(?=A |long|day)", " ", words
    )
    assert "A monograph, Joints" in words


@pytest.mark.parametrize(
    ("appendix", "said"),
    [
        (False, "is not on this page; the patient has it in full."),
        (True, "is in the appendix."),
    ],
)
def test_only_a_page_that_left_something_out_says_where_it_is(tmp_path, appendix, said):
    whole = made()
    crowded = replace(whole, questions_left_out=3)

    assert "What was shortened" not in text_of(pdf(whole, appendix=appendix), tmp_path)
    assert f"What was shortened or left out for space {said}" in text_of(
        pdf(crowded, appendix=appendix), tmp_path
    )
    assert "in the app." not in text_of(pdf(crowded, appendix=appendix), tmp_path)


@pytest.mark.parametrize("paper", PAPERS)
def test_rows_of_red_flags_are_on_paper_whatever_else_there_is(paper):
    red = [each for each in ITEMS if each.scale is Scale.YES_NO and each.red_flag][:12]
    others = [each for each in ITEMS if each.scale is Scale.SEVERITY]
    course = robin()
    for entry in course.entries.all():
        entry.marks = {each.code: max(each.marks) for each in [*others, *red]}
        entry.note = "I slept badly and my lips split again while I was eating. " * 3

    told = as_pdf.data(
        made(course), paper=paper, appendix=False, discreet=True, link=LINK
    )
    drawn = {row["term"] for row in told["symptoms"] if row["rank"] < told["rows"]}

    assert len(others) > 30
    assert {each.term for each in red} <= drawn


def test_notes_stand_in_the_column_that_is_shorter(tmp_path):
    words = text_of(pdf(made(robin(), parts=frozenset(PARTS))), tmp_path)
    beside = replace(made(), places=Places(questions="left", notes="right"))
    moved = text_of(pdf(beside), tmp_path)

    heads = ("Laboratory", "What I want to ask", "Mood", "Notes", "How to read this.")
    places = [moved.index(f"{each} ") for each in heads]
    assert places == sorted(places)
    assert sorted(moved.split()) == sorted(words.split())


@pytest.mark.parametrize("text", AWKWARD)
def test_whatever_somebody_writes_page_one_is_one_page(tmp_path, text):
    course = robin(name_on_summary=text[:120], clinic_name=text[:120])
    for entry in course.entries.all():
        entry.note = text[:4000]

    assert about(pdf(made(course)), tmp_path)["Pages"] == "1"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(summary=summaries())
def test_whoever_the_patient_is_page_one_is_one_page(summary, tmp_path):
    assert about(pdf(summary, paper=summary.paper), tmp_path)["Pages"] == "1"


def test_scripts_of_other_peoples_languages_are_drawn(tmp_path):
    words = text_of(
        pdf(made(robin(name_on_summary="Øyvind Łuczak Ξένη Жанна"))), tmp_path
    )

    assert "Øyvind Łuczak Ξένη Жанна" in words


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("שלום", "שלום"),
        ("مرحبا", "مرحبا"),
        ("नमस्ते", "नमस्ते"),
        ("สวัสดี", "สวัสดี"),
        ("sore 😀", "sore [grinning face]"),
        ("👍🏽", "[thumbs up sign]"),
        ("漢字", "□□"),
        ("a\u202eb\u0007c\ue000", "abc□"),
        ("tab\there", "tab here"),
    ],
)
def test_a_sign_no_font_has_is_named_or_boxed(text, drawn):
    assert fonts.drawable(text) == drawn


@pytest.mark.parametrize(
    ("text", "without"),
    [("漢字", True), ("a □ b", False), ("שלום 😀", False), ("née", False)],
)
def test_letters_that_no_font_has_are_noticed(text, without):
    assert fonts.lacks(text) == without


@pytest.mark.parametrize(
    ("clinic", "said"), [("漢字 clinic", True), ("Hôpital", False)]
)
def test_a_page_with_a_box_says_what_it_stands_for(tmp_path, clinic, said):
    words = text_of(pdf(made(robin(clinic_name=clinic))), tmp_path)

    assert ("□ = a letter this file cannot show" in words) == said


def test_an_appendix_with_a_box_says_so_for_itself(tmp_path):
    course = robin()
    course.entries.all()[1].note = "x " * 200 + "漢字"

    whole = text_of(pdf(made(course), appendix=True), tmp_path)

    assert whole.count("□ = a letter this file cannot show") == 1
    assert whole.index("Appendix") < whole.index("□ = a letter")


def test_a_long_name_of_a_clinic_hangs_below_what_it_is(tmp_path):
    file = tmp_path / "page.pdf"
    clinic = "The Royal Northgate Dermatology and Skin Surgery Clinic, Building 4"
    file.write_bytes(pdf(made(robin(clinic_name=clinic))))

    words = told_by("pdftotext", "-bbox", file=file)
    tops = {
        name: re.search(rf'yMin="([\d.]+)"[^>]*>{name}<', words)[1]
        for name in ("Name", "Born", "Clinic", "Made")
    }

    assert len(set(tops.values())) == 1


def test_a_word_without_an_end_may_break():
    assert fonts.drawable("W" * 60).split(fonts.BREAK) == ["W" * 24, "W" * 24, "W" * 12]


def test_words_are_never_read_as_instructions(tmp_path):
    sly = "#set page(width: 1pt) $x$ *b* _i_ @x \\ `c`"

    said = about(pdf(made(robin(name_on_summary=sly))), tmp_path)
    words = text_of(pdf(made(robin(name_on_summary=sly))), tmp_path)

    assert PAPERS["a4"] in said["Page size"]
    assert sly in words


def test_the_code_in_the_foot_is_read_back_from_paper(tmp_path):
    (tmp_path / "page.pdf").write_bytes(pdf(link=LINK))
    ppm = tmp_path / "page.ppm"
    told_by("pdftoppm", "-r", "200", "-singlefile", file=tmp_path / "page.pdf", to=ppm)

    assert told_by("zbarimg", "--quiet", "--raw", file=ppm).strip() == LINK


def test_a_page_without_the_course_has_no_picture_of_it(tmp_path):
    words = text_of(pdf(made(parts=frozenset({"labs"}))), tmp_path)

    assert "Dose and course" not in words
    assert "ALT" in words


def test_the_compiler_sees_no_file_but_its_own():
    sly = typst.Compiler(b'#read("/etc/passwd")', root=as_pdf.TEMPLATES)

    with pytest.raises(typst.TypstError, match="not found"):
        sly.compile(format="pdf")


def test_two_readers_at_once_both_get_theirs():
    made_by: dict[str, bytes] = {}
    asking = [
        Thread(
            target=lambda name=name: made_by.__setitem__(
                name, pdf(made(robin(name_on_summary=name)))
            )
        )
        for name in ("Ada", "Ben", "Cleo", "Dan")
    ]

    for each in asking:
        each.start()
    for each in asking:
        each.join()

    assert made_by == {name: pdf(made(robin(name_on_summary=name))) for name in made_by}
    assert len(set(made_by.values())) == 4
