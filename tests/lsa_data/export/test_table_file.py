"""Areas beside each other as a spreadsheet."""

import openpyxl
import pytest

from lsa_data.ask import side_by_side
from lsa_data.ask.selection import Selection
from lsa_data.export import table_file
from lsa_data.say import side_by_side as said

ARNHEM = Selection(type="wijk", gemeente=("GM0202",))


@pytest.mark.parametrize(("language", "title"), [
    ("nl", "Hoe staan de wijken van Arnhem ervoor?"), ("en", "How are the neighbourhoods of Arnhem doing?"),
])  # fmt: skip
def test_the_spreadsheet_holds_what_the_screen_shows_as_numbers(tmp_path, language, title):
    book = openpyxl.load_workbook(table_file.write(ARNHEM, tmp_path, language, "http://example.org/x"))
    sheet, sources = book.worksheets
    assert sheet["A1"].value == title
    rows = [row for row in sheet.iter_rows(min_row=5, values_only=True)]
    found = side_by_side.side_by_side(ARNHEM)
    lines = said.lines(found, language)
    assert [row[0] for row in rows] == [line.name for line in lines]
    for row, line in zip(rows, lines, strict=True):
        values = [cell.value for cell in line.cells]
        assert [row[3 + 3 * place] for place in range(len(values))] == pytest.approx(values, rel=1e-14)
    assert sources["A2"].value == "http://example.org/x"
    assert sheet.page_setup.orientation == "landscape"


def test_the_spreadsheet_fits_on_paper_with_letters_that_can_be_read_and_room_for_every_word(tmp_path):
    rotterdam = Selection(type="wijk", vintage=2024, gemeente=("GM0599",))
    sheet, sources = openpyxl.load_workbook(table_file.write(rotterdam, tmp_path, "nl", "")).worksheets
    widths = (*table_file.AREA_WIDTHS, *table_file.FIGURE_WIDTHS * 7)
    assert sum(widths) < 310, "seven figures are printed at half their size at least"
    for page, across in ((sheet, widths), (sources, table_file.SOURCE_WIDTHS)):
        assert page.page_setup.paperSize == table_file.A4 and page.sheet_properties.pageSetUpPr.fitToPage
        for row in page.iter_rows(min_row=5):
            for cell in row:
                if isinstance(cell.value, str) and cell.alignment.wrap_text:
                    lines = (page.row_dimensions[cell.row].height or table_file.LINE) / table_file.LINE
                    assert len(cell.value) <= lines * across[cell.column - 1], cell.value


def test_of_too_few_people_there_is_a_name_and_the_reason():
    found = side_by_side.side_by_side(Selection(type="wijk", gemeente=("GM0518",)))
    (line,) = [line for line in said.lines(found, "nl") if line.name == "Forepark"]
    assert (line.cells, line.why) == ((), "Hier wonen te weinig mensen voor een cijfer.")


def test_an_arrow_stands_only_where_a_direction_may_be_said():
    found = side_by_side.side_by_side(ARNHEM)
    cells = [cell for line in said.lines(found, "nl") for cell in line.cells]
    assert {cell.went for cell in cells} == {"", said.BETTER, said.LESS_GOOD}
    assert all(cell.course for cell in cells if cell.went)
    assert all(row.points >= 3 for row in found.rows.values() if said._went(row))


def test_a_text_of_the_table_cannot_act_as_a_formula(tmp_path, monkeypatch):
    monkeypatch.setattr(said.names, "name_of", lambda *_: "=1+1")
    sheet = openpyxl.load_workbook(table_file.write(ARNHEM, tmp_path, "nl", "")).worksheets[0]
    assert {sheet.cell(row, 1).value for row in range(5, 20)} == {"'=1+1"}
