"""The catalogue: every item can be asked, and nothing is named twice."""

import pytest

from tests.diaries import DayEntry, day, level
from tracker.clinical.sources import ref
from tracker.clinical.vocabulary import (
    AT_ONCE,
    CATALOGUE,
    DAILY,
    GROUP_LABELS,
    ITEMS,
    LEVEL_WORDS,
    TETRACYCLINES,
    Asked,
    Group,
    Level,
    Scale,
    UnknownItem,
    UnknownMark,
    item,
    mark_for,
    medicine_names,
    medicines_among,
    normal_medicine,
    word_for,
)

every_item = pytest.mark.parametrize("each", ITEMS, ids=lambda each: each.code)


def test_codes_and_short_labels_are_unique():
    assert len(CATALOGUE) == len(ITEMS)
    assert len({each.short for each in ITEMS}) == len(ITEMS)


def test_the_daily_screen_asks_eight_things_in_this_order():
    assert [each.code for each in DAILY] == [
        "dose_taken", "lips_dry", "skin_dry", "eyes_dry", "vision", "aches", "mood", "headache",
    ]  # fmt: skip
    assert set(DAILY) == {each for each in ITEMS if each.asked is Asked.DAILY}


@every_item
def test_every_answer_has_its_own_anchor(each):
    anchors = [choice.anchor for choice in each.choices]

    assert all(anchors)
    assert len(set(anchors)) == len(anchors)
    assert each.marks == tuple(range(len(anchors)))


@every_item
def test_words_a_patient_reads_are_calm(each):
    said = " ".join((each.label, each.short, *each.anchors)).lower()

    assert "!" not in said
    assert "normal" not in said


@every_item
def test_an_item_says_where_it_comes_from(each):
    assert [ref(citation).title for citation in each.sources]
    assert each.snomed == "" or each.snomed_mark
    assert each.needs in {"", "can_become_pregnant", "sexual_opt_in", "contact_lenses"}
    assert (each.asked is Asked.PROFILE) <= (each.needs != "")


@every_item
def test_only_a_written_answer_has_no_choices(each):
    assert (each.choices == ()) is (each.scale is Scale.TEXT)


def test_every_group_and_level_has_words():
    assert set(GROUP_LABELS) == set(Group)
    assert set(LEVEL_WORDS) == set(Level)


def test_marks_and_words():
    assert mark_for("self_harm", "talk") == 2
    assert mark_for("jaundice", "yes") == 1
    assert word_for("mood", 3) == "Very low"


def test_what_is_not_there_is_refused():
    with pytest.raises(UnknownItem):
        item("elbow")
    with pytest.raises(UnknownMark):
        mark_for("mood", "4")
    with pytest.raises(UnknownMark):
        word_for("jaundice", 2)


def test_levels_rise_by_one_and_stop_at_the_top():
    assert Level.SOON.raised() is Level.URGENT
    assert Level.EMERGENCY.raised() is Level.EMERGENCY
    assert Level.NEXT_VISIT.code == "next_visit"


@pytest.mark.parametrize(
    "written",
    [
        "Doxycycline",
        "doxycycline hyclate 100mg",
        "DOXYCYCLINE 50 mg capsules",
        "ibuprofen, doxycycline",
    ],
)
def test_a_medicine_is_found_however_it_is_written(written):
    assert medicines_among([written], TETRACYCLINES) == ("doxycycline",)


def test_a_name_inside_another_word_is_not_that_medicine():
    assert medicines_among(["oxytetracycline"], TETRACYCLINES) == ("oxytetracycline",)
    assert normal_medicine("Vitamin A (5000 IU)") == "vitamin a"
    assert medicine_names("Vitamin D3; zinc and iron") == ("vitamin d", "zinc", "iron")


def test_what_is_always_in_sight_is_what_is_an_emergency_by_itself():
    alone = {
        each.code
        for each in ITEMS
        if each.scale not in {Scale.TEXT, Scale.DOSE, Scale.SELF_HARM}
        and level(
            [DayEntry(day=day(1), marks={each.code: max(each.marks)})],
            on=day(1),
            can_become_pregnant=True,
        )
        is Level.EMERGENCY
    }

    assert set(AT_ONCE) == {*alone, "self_harm"}
    assert AT_ONCE[0] == "self_harm"
