"""The course of a figure: years from left to right, a gap where nothing was measured, and no score as a number."""

import itertools

from lsa_data.ask import areas, profile
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.say import told as telling
from lsa_ui.shared.history import HEIGHT, WIDTH, history


def _row(year, value, indicator="rivm_eenzaam", vintage=2020, national=40.0, status="ok"):
    unknown = dict.fromkeys(ProfileRow.__slots__)
    known = {"indicator_id": indicator, "year": year, "value": value, "measured_vintage": vintage, "status": status}
    return ProfileRow(**unknown | known | {"national": national})


def test_years_run_from_left_to_right_inside_the_drawing():
    drawn = history([[_row(year, 50.0 + year % 7) for year in range(2012, 2023, 2)]], "nl")
    across = [label.x for label in drawn.years]
    assert across == sorted(across)
    assert [drawn.years[0].text, drawn.years[-1].text] == ["2012", "2022"]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in drawn.lines[0].points)


def test_a_year_without_a_figure_breaks_the_line_and_says_why_in_the_table():
    drawn = history([[_row(2012, 50.0), _row(2014, 51.0), _row(2016, None, status="not_published"), _row(2018, 52.0),
                      _row(2020, 53.0)]], "nl")  # fmt: skip
    assert len(drawn.lines[0].parts) == 2
    assert [year for year, _, _ in drawn.table] == [2020, 2018, 2016, 2014, 2012]
    assert drawn.table[2] == (2016, ("De bron geeft hier geen cijfer.",), "40,0%")


def test_only_figures_with_the_newest_boundaries_are_one_line():
    drawn = history([[_row(2012, 1.0, vintage=2016), _row(2016, 50.0), _row(2020, 51.0)]], "nl")
    assert [year for year, _, _ in drawn.table] == [2020, 2016]


def test_one_year_is_no_course_and_what_is_still_to_come_is_no_year():
    assert history([[_row(2020, 50.0)]], "nl") is None
    assert history([[_row(2020, 50.0), _row(2022, None, status=profile.AWAITED)]], "nl") is None


def test_a_score_is_drawn_without_numbers_and_a_class_is_only_a_table():
    score = history(
        [[_row(2020, 0.1, "lbm3_afwijking", national=0.0), _row(2022, 0.2, "lbm3_afwijking", national=0.0)]], "nl"
    )
    assert score.lines
    assert score.labels == ()
    classes = history([[_row(year, 4.0, "lbm3_klasse", national=None) for year in (2020, 2022)]], "nl")
    assert classes.lines == ()
    assert len(classes.table) == 2


def test_no_label_of_a_real_course_lies_on_another():
    for rows in telling.told(areas.area("WK051829"), "nl").series.values():
        drawn = history([rows], "nl")
        for one, other in itertools.combinations([*drawn.labels, *drawn.years] if drawn else [], 2):
            if abs(one.y - other.y) < 12:
                assert _right(min(one, other, key=_left)) <= _left(max(one, other, key=_left)), (one, other)


def _left(label):
    return label.x - len(label.text) * 8 * {"start": 0, "middle": 0.5, "end": 1}[label.anchor]


def _right(label):
    return _left(label) + len(label.text) * 8
