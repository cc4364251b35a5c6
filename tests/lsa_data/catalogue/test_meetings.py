"""The file of meetings that LSA edits: every mistake is named, none is let through."""

import pytest

from lsa_data.catalogue.meetings import COLUMNS, MEETINGS, MeetingError, meetings

GOOD = {
    "id": "noord-1", "regio": "noord", "datum": "29-01-2018", "datum_bekend": "ja", "plaats": "Groningen",
    "lon": "6,567", "lat": "53.219", "titel": "Een titel", "toegang": "besloten", "organisatoren": "LSA|gemeente",
    "bron": "LSA", "opmerking": "",
}  # fmt: skip


def _file(tmp_path, *rows, delimiter=";", start=""):
    path = tmp_path / "meetings.csv"
    lines = [delimiter.join(COLUMNS)] + [delimiter.join(f'"{row[name]}"' for name in COLUMNS) for row in rows]
    path.write_text(start + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_published_facts():
    known = meetings()
    assert [m.regio for m in known] == ["noord", "oost", "noordwest", "zuidwest", "zuid"]
    assert [m.place for m in known] == ["Groningen", None, None, None, None]
    assert (known[0].date.isoformat(), known[0].access) == ("2018-01-29", "besloten")
    assert MEETINGS.is_file()


@pytest.mark.parametrize(("delimiter", "start"), [(";", ""), (",", ""), (";", "\ufeff")])
def test_what_spreadsheets_save_is_read(tmp_path, delimiter, start):
    (meeting,) = meetings(_file(tmp_path, GOOD, delimiter=delimiter, start=start))
    assert (meeting.date.isoformat(), meeting.lon, meeting.lat) == ("2018-01-29", 6.567, 53.219)
    assert meeting.organisers == ("LSA", "gemeente")


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("regio", "midden", "one of noord"),
        ("datum", "31-02-2018", "a date such as"),
        ("datum_bekend", "misschien", "ja or nee"),
        ("datum_bekend", "nee", "else nothing"),
        ("lon", "66,5", "the Netherlands"),
        ("lat", "", "both filled or both empty"),
        ("toegang", "geheim", "one of open"),
        ("titel", "", "a title"),
        ("plaats", "", "the name of the place"),
        ("id", "", "a short name"),
    ],
)
def test_a_wrong_cell_is_named_with_file_line_and_column(tmp_path, column, value, expected):
    with pytest.raises(MeetingError) as error:
        meetings(_file(tmp_path, GOOD, GOOD | {"id": "noord-2", column: value}))
    message = str(error.value)
    assert "meetings.csv, line 3, column " in message
    assert expected in message


def test_all_mistakes_are_told_at_once(tmp_path):
    with pytest.raises(MeetingError) as error:
        meetings(_file(tmp_path, GOOD | {"regio": "x"}, GOOD | {"toegang": "y"}))
    message = str(error.value)
    assert "line 2" in message
    assert "line 3" in message
    assert "an id that no earlier line has" in message


def test_cells_that_do_not_agree_are_told_beside_wrong_ones_and_broken_lines(tmp_path):
    path = _file(tmp_path, GOOD | {"lon": "x", "lat": "", "plaats": "", "datum": "", "toegang": "y"})
    path.write_text(path.read_text() + "een;twee\n")
    with pytest.raises(MeetingError) as error:
        meetings(path)
    told = [line.split(" is ")[0] for line in str(error.value).splitlines()]
    columns = ("lon", "toegang", "datum", "lon", "plaats")
    assert told[:-1] == [f"meetings.csv, line 2, column {column}" for column in columns]
    assert "line 3: the line does not have 12 cells" in told[-1]


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "meetings.csv"
    path.write_text("id;regio\n1;noord\n")
    with pytest.raises(MeetingError, match="expected is id, regio, datum"):
        meetings(path)
