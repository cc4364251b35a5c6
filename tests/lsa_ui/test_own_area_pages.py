"""An area of one's own on the pages: put together, looked at, compared and taken along."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from lsa_data.ask import about, areas, database, own_area
from lsa_tafel import store
from lsa_ui.aan_tafel import prepare
from lsa_ui.eigen_gebied import choice
from lsa_ui.shared import address, area_search, own_choice
from lsa_ui.vergelijk.compare import compared
from tests.pages import Query, html_of

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
    query, visit = Query(), {}
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
def test_vergelijk_says_before_any_figure_that_those_of_an_own_area_are_computed():
    said = html_of(_open("vergelijk", eigen=LINE, gebieden="GM0599"))
    assert said.index("Rond &#39;t plein: Dit is een eigen gebied van 2 buurten") < said.index("Leefbaarheid")


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


@pytest.mark.slow
def test_gegevens_of_an_own_area_says_of_another_version_that_it_is_not_shown_here_and_where_it_is(monkeypatch):
    kept = "2026.01-0123abcd"
    monkeypatch.setattr(about, "kept_versions", lambda: [kept, database.version()])
    app = _open("gegevens", eigen=LINE, version=kept)
    assert app.info[0].value.startswith(f"De link vraagt om versie {kept} van de cijfers.")
    assert f"format=csv&amp;version={kept}" in html_of(app)
    assert not _open("gegevens", eigen=LINE).info


def test_a_line_that_cannot_be_right_is_no_area_and_is_told_without_its_markup(visitor, monkeypatch):
    query, _ = visitor
    told = []
    monkeypatch.setattr(own_choice.frame, "notice", told.append)
    query["eigen"] = "BU05990110;naam=<b>Plein</b>"
    assert own_choice.chosen() is None
    assert told == ["“BU05990110naambPleinb” in de link is geen lijst van buurten."]


def test_a_line_of_more_buurten_than_an_area_may_have_says_how_many_it_may_have(visitor, monkeypatch):
    query, _ = visitor
    told = []
    monkeypatch.setattr(own_choice.frame, "notice", told.append)
    query["eigen"] = ",".join(areas.within("buurt")["code"].tolist()[: own_area.MOST + 1])
    assert own_choice.chosen() is None
    assert told == ["Een eigen gebied heeft ten hoogste 600 buurten."]


def test_what_would_make_an_area_too_large_is_told_and_is_no_step_to_take_back(visitor):
    query, _ = visitor
    choice.toggle("BU05990110")
    choice.toggle("BU05990112")
    choice.put(dict.fromkeys(areas.within("buurt")["code"].tolist()[: own_area.MOST + 1], 100))
    assert choice.said() == "Een eigen gebied heeft ten hoogste 600 buurten."
    assert query["eigen"] == "BU05990110,BU05990112"
    choice.step_back()
    assert query["eigen"] == "BU05990110"


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


def test_a_step_back_after_another_map_was_looked_at_brings_back_the_map_and_takes_no_buurt_away(visitor):
    query, _ = visitor
    choice.add(areas.area("WK059901"), 0)
    chosen = dict(query)
    choice.add(areas.area("GM0518"), 0)
    assert query == chosen | {"gemeente": "GM0518"}
    choice.step_back()
    assert query == chosen
    choice.step_back()
    assert query == {}


@pytest.mark.parametrize(
    ("typed", "kept", "told"),
    [("Ria's hoek", "Ria's hoek", ""), ("Cafe\u0301hoek", "Caf\u00e9hoek", ""),
     ("😀 Ria's \"hoek\"", "Ria's hoek", "De naam is nu: Ria's hoek."),
     ("😀", "", "Dit gebied heeft nu geen naam.")],
)  # fmt: skip
def test_what_cannot_be_in_a_name_is_left_out_and_that_is_said(visitor, typed, kept, told):
    query, _ = visitor
    choice.toggle("BU05990110")
    choice.rename(typed)
    assert query["eigen"] == f"BU05990110;naam={kept}" if kept else query["eigen"] == "BU05990110"
    said = choice.said(choice.OF_NAME)
    assert said.endswith(told) and bool(said) == bool(told)
    assert choice.said() == ""


def test_a_wijk_brings_its_buurten_and_a_postcode_what_lies_around_it(visitor):
    query, _ = visitor
    choice.add(areas.area("WK059901"), 500)
    assert set(choice.parts()) == set(areas.within("buurt", wijk="WK059901")["code"])
    assert query["gemeente"] == "GM0599"
    choice.clear()
    choice.add(areas.area("3014"), 0)
    assert 0 < choice.parts()["BU05990111"] < 100


def _list(visit: dict, gemeente: str, codes: list[str]) -> str:
    """The box with the list of a gemeente in which these codes stand."""
    key = choice.list_key(gemeente)
    visit[key] = codes
    return key


def test_of_a_list_only_its_gemeente_changes_and_a_part_stays_a_part(visitor):
    _, visit = visitor
    choice.put({"BU05990110": 40, "BU03630000": 100})
    choice.keep_in("GM0599", _list(visit, "GM0599", ["BU05990110", "BU05990112"]))
    assert choice.parts()["BU05990110"] == 40
    assert set(choice.parts()) >= {"BU05990110", "BU05990112"}


def test_without_its_last_buurt_the_map_stays_where_it_was(visitor):
    query, _ = visitor
    choice.put({"BU05990112": 100})
    choice.toggle("BU05990112")
    assert "eigen" not in query
    assert choice.gemeente(None) == "GM0599"


def test_a_list_of_before_a_step_back_does_not_undo_that_step_when_the_name_is_given_right_after(visitor):
    query, visit = visitor
    choice.put({"BU05990112": 100})
    choice.put({"BU05990110": 100, "BU05990112": 100})
    before = _list(visit, "GM0599", ["BU05990110", "BU05990112"])
    choice.step_back()
    choice.rename("Hoek")
    choice.keep_in("GM0599", before)
    assert query["eigen"] == "BU05990112;naam=Hoek"
    choice.keep_in("GM0599", _list(visit, "GM0599", ["BU05990111"]))
    assert query["eigen"] == "BU05990111;naam=Hoek"


def test_an_area_that_was_kept_comes_in_the_place_of_what_was_chosen(visitor):
    query, _ = visitor
    area = own_area.read(own_area.line_of(own_area.as_file(own_area.read(LINE).area).decode("utf-8-sig"))).area
    choice.toggle("BU03630000")
    choice.take(area)
    assert query["eigen"] == area.code


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


def test_what_a_shape_adds_outside_the_map_is_told(visitor):
    query, _ = visitor
    query["gemeente"] = "GM0599"
    choice.add_around([4.40, 51.92], 2000)
    assert "GM0606" in {member.gemeente_code for member in own_area.read(query["eigen"]).area.members}
    assert "Schiedam" in choice.said()
    choice.add_around([4.48, 51.92], 250)
    assert choice.said() == ""


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
    query = Query(eigen=LINE, gebieden="GM0599,WK059904")
    monkeypatch.setattr(address, "st", SimpleNamespace(query_params=query, session_state={}))
    chosen = area_search.asked(5)
    assert [area.kind for area in chosen] == ["eigen", "gemeente", "wijk"]
    area_search.ask([area for area in chosen if area.kind != "eigen"])
    assert query == {"gebieden": "GM0599,WK059904"}


KEPT_BOX = {"eigen_gebied": "eigen_open", "mijn_wijk": "wijk_eigen", "vergelijk": "vergelijk_eigen",
            "aan_tafel": "tafel_eigen"}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("page", "key"), KEPT_BOX.items())
def test_an_area_that_was_kept_is_opened_wherever_an_area_is_chosen(page, key, tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    app = _open(page)
    kept = own_area.as_file(own_area.read(LINE).area)
    app.file_uploader(key=f"{key}_bestand").upload("eigen-gebied.csv", kept, "text/csv").run()
    app.button(key=f"{key}_neem").click().run()
    assert not app.exception, app.exception
    assert app.query_params["eigen"] == LINE


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "said"), [("hallo; wereld 12", "Er is niets veranderd"), (LINE[:17], "einde van de link weg")]
)
def test_a_list_with_a_mistake_says_what_is_wrong_and_nothing_changes_where_nothing_is_found(text, said):
    app = _open("eigen_gebied", eigen="BU03630000" if "hallo" in text else "BU05990118")
    before = app.query_params["eigen"]
    app.text_area(key="eigen_open_tekst").set_value(text).run()
    app.button(key="eigen_open_neem").click().run()
    assert any(said in box.value for box in app.info)
    assert (app.query_params["eigen"] == before) == ("hallo" in text)


@pytest.mark.slow
def test_what_a_kept_file_lacks_is_said_outside_the_box_that_closes_when_it_is_taken():
    app = _open("eigen_gebied")
    app.text_area(key="eigen_open_tekst").set_value("BU05990110:0,BU05990112").run()
    app.button(key="eigen_open_neem").click().run()
    said = "BU05990110:0 is geen deel van 1 tot 100 procent"
    assert any(said in box.value for box in app.info)
    assert not any(said in box.value for expander in app.expander for box in expander.info)


@pytest.mark.slow
def test_a_link_of_an_older_year_says_which_buurten_are_gone_and_leads_to_those_of_now():
    app = _open("mijn_wijk", eigen="BU00100204,BU05990110")
    assert "Steenbakkersbuurt (BU00100204) bestaat niet met de grenzen van 2024 (wel van 2020)" in app.info[0].value
    assert "eigen=BU05990110,BU19790204" in html_of(app)
    assert app.title[0].value == "Hoe staat Stadsdriehoek ervoor?"


@pytest.mark.slow
@pytest.mark.parametrize("end", [";na", "%3", ",BU0599"])
def test_a_link_whose_end_was_cut_off_still_shows_what_is_whole(end):
    app = _open("mijn_wijk", eigen=f"BU05990110{end}")
    assert app.title[0].value == "Hoe staat Stadsdriehoek ervoor?"


@pytest.mark.slow
def test_a_postcode_is_itself_unless_the_reader_asks_for_more_around_its_border():
    app = _open("eigen_gebied", gemeente="GM0599")
    assert app.selectbox(key="eigen_rand").value == 0
    assert app.selectbox(key="eigen_straal").value == 500


@pytest.mark.slow
def test_a_long_name_is_cut_at_a_word_on_the_screen_where_the_facilitator_sees_it(tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    app = _open("aan_tafel", eigen=f"{LINE}om en tussen de oude haven en de kade")
    assert "Rond 't pleinom en tussen de…" in [box.value for box in app.text_input]


def test_a_buurt_of_an_older_year_without_a_name_is_named_by_its_code_alone():
    app = _open("eigen_gebied", eigen="BU05990110,BU00030000")
    assert "Niet gevonden (1): BU00030000 bestaat niet met de grenzen van 2024" in app.info[0].value
