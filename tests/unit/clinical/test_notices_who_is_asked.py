"""What is read beside the marks: two questionnaires of one day, the profile, the list of medicines."""

from tests.diaries import check_in, day, diary, findings


def triggers_of(rule, told):
    (found,) = [each for each in told if each.rule == rule]
    return [(each.day, each.item, each.value) for each in found.triggered_by]


def rules(told):
    return {each.rule for each in told}


def test_two_questionnaires_of_one_day_are_both_read():
    low = check_in(3, (2, 2))
    longer = check_in(3, (2, 2, 0, 0, 0, 0, 0, 0, 1))

    for both in ([low, longer], [longer, low]):
        told = findings((), on=day(3), check_ins=tuple(both))

        assert {"S-MOOD-1", "S-MOOD-3"} <= rules(told)


def test_a_fact_of_the_profile_speaks_of_today_and_names_itself():
    told = findings(
        diary("day 1 2\nlips_dry 1 1"), on=day(9), conditions=["breastfeeding"]
    )

    assert triggers_of("O-BF-1", told) == [(day(9), "breastfeeding", 1)]


def test_a_fact_of_the_profile_says_nothing_once_the_course_is_over():
    told = findings(
        diary("day 1 2\nlips_dry 1 1"),
        on=day(9),
        conditions=["breastfeeding"],
        last_dose=5,
    )

    assert "O-BF-1" not in rules(told)


def test_a_medicine_of_the_list_speaks_today_and_one_noted_on_a_day_on_that_day():
    listed = findings(
        diary("day 1 2\nlips_dry 1 1"), on=day(2), medicines=["doxycycline"]
    )
    noted = findings(diary("day 1 2\nlips_dry 1 1", day2="doxycycline"), on=day(2))

    assert triggers_of("O-IIH-3", listed) == [(day(2), "medicines", "doxycycline")]
    assert triggers_of("O-IIH-3", noted) == [(day(2), "new_medicine", "doxycycline")]


def test_a_listed_medicine_is_said_of_today_and_not_of_each_day_looked_at():
    told = findings(
        diary("day 1 2 3\nlips_dry 1 1 1"), on=day(3), medicines=["doxycycline"]
    )

    assert triggers_of("O-IIH-3", told) == [(day(3), "medicines", "doxycycline")]
