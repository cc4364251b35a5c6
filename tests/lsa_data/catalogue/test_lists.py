"""Lists of areas that others published: every mistake is named, none is let through."""

import pytest

from lsa_data.ask import claim
from lsa_data.catalogue.lists import Listed, ListError, lists
from lsa_data.catalogue.mergers import mergers

GOOD = {"list_id": "lijst_2007", "name": "Amsterdam Noord", "area_type": "pc4", "area_code": "1021", "vintage": "2018",
        "source": "Kamerstuk"}  # fmt: skip


def _file(tmp_path, *rows):
    lines = [";".join(Listed.model_fields)] + [";".join(row.values()) for row in rows]
    (tmp_path / "lijst_2007.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_the_published_names():
    found = lists()
    assert {line.list_id: sum(other.list_id == line.list_id for other in found) for line in found} == {
        "nplv_2022": 20, "wijkaanpak_2007": 40,
    }  # fmt: skip


def test_a_name_may_be_several_areas_or_none(tmp_path):
    nowhere = GOOD | {"name": "Elders", "area_type": "", "area_code": "", "vintage": ""}
    found = lists(_file(tmp_path, GOOD, GOOD | {"area_code": "1022"}, nowhere))
    assert [(line.area_code, line.vintage) for line in found] == [("1021", 2018), ("1022", 2018), (None, None)]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("list_id", "andere_2007", "lijst_2007, the name of the file"),
        ("name", "", "the name as published"),
        ("area_type", "stad", "wijk or pc4, or nothing"),
        ("area_code", "WK000100", "the code of a pc4"),
        ("area_code", "", "filled"),
        ("vintage", "", "filled"),
        ("vintage", "ooit", "a year such as 2018"),
        ("source", "", "where this line comes from"),
    ],
)
def test_a_wrong_cell_is_named_with_file_line_and_column(tmp_path, column, value, expected):
    with pytest.raises(ListError) as error:
        lists(_file(tmp_path, GOOD, GOOD | {"area_code": "1022", column: value}))
    assert f"lijst_2007.csv, line 3, column {column} " in str(error.value)
    assert expected in str(error.value)


def test_the_same_area_twice_under_one_name_is_refused(tmp_path):
    with pytest.raises(ListError, match=r"line 3, column name .* that no earlier line has"):
        lists(_file(tmp_path, GOOD, GOOD))


def test_a_list_can_be_chosen_for_the_areas_that_it_names():
    assert "lijst2007" in claim.groups(claim.SERIES["wijk2"])
    assert "lijst2007" not in claim.groups(claim.SERIES["pc2"])
    assert claim.matched(claim.SERIES["wijk2"], "lijst2007") == (9, 40)
    assert claim.matched(claim.SERIES["pc2"], "lijst2007") == (0, 40)


def test_every_merger_has_a_line_per_gemeente_that_a_split_one_went_to():
    split = {line.name for line in mergers() if sum(other.old == line.old for other in mergers()) > 1}
    assert split == {"Boarnsterhim", "Haaren", "Littenseradiel", "Maasdonk", "Winsum"}
