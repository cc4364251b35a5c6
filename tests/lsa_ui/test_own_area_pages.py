"""An area of one's own on the pages: put together, looked at, compared and taken along."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from lsa_data.ask import areas, own_area
from lsa_tafel import store
from lsa_ui.aan_tafel import prepare
from lsa_ui.eigen_gebied import choice
from lsa_ui.shared import address, area_search
from lsa_ui.vergelijk.compare import compared
from tests.pages import html_of

ROOT = Path(__file__).parents[2]
LINE = "BU05990110,BU05990112:40;naam=Rond 't plein"


def _open(page, **query):
    app = AppTest.from_file(str(ROOT / "lsa_ui" / "shell.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    app.switch_page(f"../pages/{page}.py").run()
    assert not app.exception, app.exception
    return app


@pytest.fixture
def visitor(monkeypatch):
    """Somebody with an address and a visit, without a page."""
    query, visit = {}, {}
    fake = SimpleNamespace(query_params=query, session_state=visit)
    monkeypatch.setattr(address, "st", fake)
    monkeypatch.setattr(choice, "st", fake)
    return query, visit


@pytest.mark.slow
@pytest.mark.parametrize("page", ["eigen_gebied", "mijn_wijk", "vergelijk", "gegevens"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_shows_an_own_area_under_its_name_and_says_that_it_is_computed(page, language):
    said = html_of(_open(page, taal=language, eigen=LINE, gebieden="GM0599"))
    assert "Rond &#39;t plein" in said
    assert {"nl": "door ons", "en": "alculated"}[language] in said


@pytest.mark.slow
def test_what_in_a_link_does_not_exist_is_told_and_the_rest_is_shown():
    app = _open("mijn_wijk", eigen="BU05990110,BU99999999")
    assert "BU99999999 bestaat niet" in app.info[0].value
    assert app.title[0].value == "Hoe staat Stadsdriehoek ervoor?"


@pytest.mark.slow
@pytest.mark.parametrize("page", ["mijn_wijk", "gegevens", "eigen_gebied"])
def test_a_link_without_any_buurt_that_exists_gives_no_figures(page):
    app = _open(page, eigen="BU99999999")
    assert "BU99999999 bestaat niet" in app.info[0].value
    assert "per 1.000" not in html_of(app)


@pytest.mark.slow
def test_of_fewer_than_250_people_there_is_no_figure_on_any_page():
    buurten = areas.within("buurt", gemeente="GM0599")
    few = buurten.loc[buurten["inhabitants"].between(1, 249), "code"].iloc[0]
    app = _open("gegevens", eigen=few)
    assert "Van minder dan 250 mensen geven we geen cijfers" in html_of(app)
    assert "/api/v1/combine" not in html_of(app)


def test_a_step_back_brings_back_what_was_there_also_after_everything_was_cleared(visitor):
    query, _ = visitor
    choice.toggle("BU05990110")
    choice.toggle("BU05990112")
    choice.rename("Het plein")
    choice.clear()
    assert "eigen" not in query
    choice.step_back()
    assert query["eigen"] == "BU05990110,BU05990112;naam=Het plein"
    choice.step_back()
    choice.step_back()
    assert query["eigen"] == "BU05990110"


def test_a_wijk_brings_its_buurten_and_a_postcode_what_lies_around_it(visitor):
    query, _ = visitor
    choice.add(areas.area("WK059901"), 500)
    assert set(choice.parts()) == set(areas.within("buurt", wijk="WK059901")["code"])
    assert query["gemeente"] == "GM0599"
    choice.clear()
    choice.add(areas.area("3014"), 0)
    assert 0 < choice.parts()["BU05990111"] < 100


def test_of_a_list_only_its_gemeente_changes_and_a_part_stays_a_part(visitor):
    choice.put({"BU05990110": 40, "BU03630000": 100})
    choice.keep_in("GM0599", ["BU05990110", "BU05990112"])
    assert choice.parts()["BU05990110"] == 40
    assert set(choice.parts()) >= {"BU05990110", "BU05990112"}


def test_a_list_without_a_buurt_changes_nothing_and_a_kept_file_gives_the_same_area(visitor):
    query, _ = visitor
    area = own_area.read(LINE).area
    choice.open_list(own_area.as_file(area).decode("utf-8-sig"))
    assert query["eigen"] == area.code
    choice.open_list("hallo; wereld")
    assert query["eigen"] == area.code
    assert "Er is niets veranderd" in choice.said()


def test_a_line_that_was_drawn_adds_and_one_that_is_no_shape_or_too_large_says_so(visitor):
    query, _ = visitor
    choice.add_drawn([[4.47, 51.915], [4.485, 51.915], [4.485, 51.925], [4.47, 51.925]])
    before = query["eigen"]
    assert before
    for points, told in (([[4.47, 51.9]], "geen vorm"), ([[4, 51], [6, 51], [6, 53]], "te groot"),
                         ([[3.0, 52.5], [3.1, 52.5], [3.1, 52.6]], "geen buurten")):  # fmt: skip
        choice.add_drawn(points)
        assert query["eigen"] == before
        assert told in choice.said()


def test_beside_a_gemeente_the_marks_of_an_own_area_are_of_one_measure():
    from lsa_data.say.told import told

    both = [told(own_area.read(LINE).area, "nl"), told(areas.area("GM0599"), "nl")]
    found = [one for one in compared(both) if len(one.known) == 2 and one.known[0].p10 is not None]
    assert found
    assert all(len({(row.p10, row.p90) for row in one.on_one_line() if row}) == 1 for one in found)


@pytest.mark.slow
def test_an_evening_is_prepared_for_an_own_area_and_keeps_it(tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    app = _open("aan_tafel", eigen=LINE)
    assert "Rond 't plein" in [box.value for box in app.text_input]
    next(button for button in app.button if button.label == "Bewaar en ga verder").click().run()
    assert not app.exception, app.exception
    kept = store.by_key(app.session_state[prepare.OPEN])
    figures = [slide for slide in kept.slides if slide["kind"] == "figure"]
    assert {slide["area_name"] for slide in figures} == {"Rond 't plein"}
    assert all(slide["computed"] for slide in figures)
    assert len({slide["id"] for slide in kept.slides}) == len(kept.slides)
    assert own_area.area_of(*kept.about["areas"][0][:2]).codes == ["BU05990110", "BU05990112"]


def test_taking_an_own_area_out_of_a_comparison_leaves_the_others(monkeypatch):
    query = {"eigen": LINE, "gebieden": "GM0599,WK059904"}
    monkeypatch.setattr(address, "st", SimpleNamespace(query_params=query, session_state={}))
    chosen = area_search.asked(5)
    assert [area.kind for area in chosen] == ["eigen", "gemeente", "wijk"]
    area_search.ask([area for area in chosen if area.kind != "eigen"])
    assert query == {"gebieden": "GM0599,WK059904"}
