"""Every page through Streamlit's own test runner: right, wrong and stale addresses, both languages."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from lsa_data.ask import about, areas, database, maps, profile, selection
from lsa_data.ask import layers as map_layers
from lsa_data.ask.selection import COLUMNS
from lsa_data.say import figure_row
from lsa_data.say import told as telling
from lsa_data.say.formats import number
from lsa_tafel import slides, store
from lsa_ui.aan_tafel import prepare
from tests.lsa_tafel.test_publish import report_of
from tests.pages import html_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def _open(page="", **query):
    app = AppTest.from_file(str(ROOT / "lsa_ui" / "shell.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page:
        app.switch_page(f"../pages/{page}.py").run()
    assert not app.exception, app.exception
    return app


def _evening(key, **query):
    """The page of an evening that is open in this tab."""
    app = _open(bijeenkomst="open", **query)
    app.session_state[prepare.OPEN] = key
    app.switch_page("../pages/aan_tafel.py").run()
    assert not app.exception, app.exception
    return app


_html = html_of


def _rows(html) -> list[str]:
    """The figures of which Mijn wijk shows a row, in its order."""
    return re.findall(r'id="rij-(\w+)"', html)


def _counted(app) -> int:
    """How many areas the table on the page has in all."""
    return int(re.search(r"van ([0-9.]+) gebieden", _html(app))[1].replace(".", ""))


def _named(app) -> list[str]:
    """The areas that the table on the page shows now."""
    return re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', _html(app))


@pytest.mark.parametrize(
    "page",
    [
        "start",
        "mijn_wijk",
        "vergelijk",
        "kaart",
        "bijeenkomsten",
        "over",
        "klopt_het",
        "tegen_de_trend",
        "gegevens",
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_opens_in_both_languages(page, language):
    app = _open(page, taal=language)
    assert app.title or app.info


def test_mijn_wijk_shows_the_figure_the_country_and_the_gemeente():
    html = _html(_open("mijn_wijk", gebied="WK168000"))
    assert "41,8%" in html, "RIVM 2020, eenzaam, wijk WK168000"
    assert "47,0%" in html, "the same for Nederland"
    assert "42,4%" in html, "the same for Aa en Hunze"


@pytest.mark.parametrize(("language", "word"), [("nl", "voorlopig"), ("en", "provisional")])
def test_a_provisional_figure_is_called_so(language, word):
    assert word in _html(_open("mijn_wijk", gebied="GM1680", taal=language))


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("BU02850000", "De politie gebruikt hier andere grenzen dan het CBS"),
        ("BU00140004", "Hier wonen te weinig mensen voor een cijfer"),
        ("BU00860204", "De bron geeft hier geen cijfer"),
    ],
)
def test_why_a_figure_is_missing_is_told(code, reason):
    assert reason in _html(_open("mijn_wijk", gebied=code, indeling="2024"))


@pytest.mark.parametrize("code", ["3061", "GM0599", "BU05991444", "WK0363AA"])
def test_other_types_of_area_have_a_page(code):
    assert _rows(_html(_open("mijn_wijk", gebied=code)))


@pytest.mark.parametrize(
    "query", [{"gebied": "WK999999"}, {"gebied": "<script>"}, {"gebied": "WK059904", "indeling": "2019"}]
)
def test_a_wrong_area_gives_a_message(query):
    app = _open("mijn_wijk", **query)
    assert app.info or 'class="lsa-notice"' in _html(app)
    assert "<script>" not in _html(app)


@pytest.mark.parametrize(
    "query",
    [
        {"indicator": "rivm_eenzaam", "jaar": "2018"},
        {"indicator": "nothing"},
        {"type": "pc4", "indicator": "rivm_eenzaam"},
        {"gemeente": "GM9999"},
    ],
)
def test_a_stale_map_address_gives_the_nearest_valid_map_and_says_so(query):
    app = _open("kaart", **query)
    assert app.info
    assert app.get("deck_gl_json_chart")


def test_the_map_sends_a_class_digit_per_polygon_and_no_polygons():
    app = _open("kaart", indicator="rivm_eenzaam", jaar="2020")
    specification = app.get("deck_gl_json_chart")[0].proto.json
    assert "/geo/wijk-2020." in specification
    assert len(specification) < 13_000


def _tap(app, code):
    app.session_state["kaart"] = {
        "selection": {"indices": {}, "objects": {"gebieden": [{"properties": {"code": code}}]}}
    }
    return _html(app.run())


def test_a_tapped_area_shows_its_value_beside_the_country_and_a_link():
    html = _tap(_open("kaart", type="gemeente", indicator="rivm_eenzaam", jaar="2020"), "GM1680")
    card = html[html.index('class="lsa-mapcard"') :]
    assert "42,4%" in card
    assert "(2020)" in card
    assert "Nederland: 47,0%" in card
    assert "gebied=GM1680" in card


def test_a_tapped_area_without_a_figure_says_why():
    html = _tap(_open("kaart", gemeente="GM0518", indicator="rivm_eenzaam", jaar="2020"), "WK051801")
    assert "De bron geeft hier geen cijfer" in html[html.index('class="lsa-mapcard"') :]


def _box(app, label):
    (found,) = [box for box in app.selectbox if box.label == label]
    return found


def test_buurten_ask_for_a_gemeente_or_provincie_before_there_is_a_map():
    app = _open("kaart", type="buurt")
    assert "Kies een gemeente of een provincie" in app.info[0].value
    assert not app.get("deck_gl_json_chart")
    assert "Den Haag ('s-Gravenhage)" in _box(app, "Gemeente").options
    _box(app, "Gemeente").set_value("GM0518").run()
    assert "/geo/buurt-2024-GM0518." in app.get("deck_gl_json_chart")[0].proto.json
    assert app.query_params["gemeente"] == "GM0518"


def test_buurten_of_a_provincie_are_drawn_and_those_without_a_boundary_are_told():
    app = _open("kaart", type="buurt", provincie="PV28", indicator="rivm_eenzaam", jaar="2020")
    assert "/geo/buurt-2020-PV28." in app.get("deck_gl_json_chart")[0].proto.json
    assert "Van 47 buurten is geen grens bekend; ze staan in de tabel." in _html(app)
    assert _counted(app) == 2249


def test_a_table_of_areas_is_read_a_page_at_a_time_in_the_order_of_the_reader():
    app = _open("kaart", indicator="rivm_eenzaam", jaar="2020")
    first = _named(app)
    assert len(first) == 20
    app.selectbox(key="kaart_tabel_volgorde").set_value("value").run()
    highest = _named(app)
    assert highest != first
    app.text_input(key="kaart_tabel_zoek").set_value("Overschië").run()
    assert _named(app) == ["Overschie"]
    app.text_input(key="kaart_tabel_zoek").set_value("zzzz").run()
    assert "Geen gebied met die naam" in _html(app)


def test_the_area_that_was_searched_has_a_ring_its_name_and_its_value_on_the_map():
    app = _open("kaart", gebied="WK051829")
    specification = json.loads(app.get("deck_gl_json_chart")[0].proto.json)
    (ring,) = [layer for layer in specification["layers"] if layer["id"] == "ring"]
    (name,) = [layer for layer in specification["layers"] if layer["id"] == "naam"]
    assert ring["data"] == name["data"]
    assert name["data"][0]["name"] == "Schilderswijk"
    assert "Schilderswijk</h2>" in _html(app)


@pytest.mark.parametrize(("width", "least", "most"), [("390", 5.4, 6.0), ("320", 5.1, 5.6), ("1400", 6.3, 6.7)])
def test_the_map_of_the_country_fits_in_the_window(monkeypatch, width, least, most):
    monkeypatch.setattr("lsa_ui.shared.frame.window_width", lambda: int(width))
    specification = json.loads(_open("kaart").get("deck_gl_json_chart")[0].proto.json)
    assert least < specification["initialViewState"]["zoom"] < most


def test_who_goes_from_wijken_to_buurten_stays_in_the_gemeente():
    app = _open("kaart", gemeente="GM0518")
    assert "/geo/wijk-2024-GM0518." in app.get("deck_gl_json_chart")[0].proto.json
    _box(app, "Gebieden").set_value("buurt").run()
    assert "/geo/buurt-2024-GM0518." in app.get("deck_gl_json_chart")[0].proto.json


def test_who_chose_a_gemeente_can_go_to_any_other():
    app = _open("kaart", provincie="PV31", gemeente="GM0935")
    _box(app, "Gemeente").set_value("GM0518").run()
    assert _box(app, "Provincie").value == "PV28"


def test_figures_of_areas_of_several_years_are_taken_along_by_a_link_for_each_year():
    one = [link for _, link in _taken("WK059904,WK051829")]
    assert one == ["Neem deze cijfers mee"]
    several = dict(_taken("WK059904,WK036200.2016"))
    assert list(several.values()) == [f"Neem deze cijfers mee (grenzen van {year})" for year in (2024, 2016)]
    assert [("codes=WK059904" in href, "codes=WK036200" in href) for href in several] == [(True, False), (False, True)]


def test_beside_an_own_area_the_figures_of_the_others_are_taken_along_too():
    links = dict(_taken("WK059904", eigen="BU05990110,BU05990111"))
    assert list(links.values()) == ["Neem deze cijfers mee", "Neem deze cijfers mee (grenzen van 2024)"]
    assert ["eigen=BU05990110" in href for href in links] == [True, False]
    assert ["codes=WK059904" in href for href in links] == [False, True]


def _taken(codes: str, **query: str) -> list[tuple[str, str]]:
    """The links to the figures of a comparison, with their words."""
    given = [json.loads(one.proto.json) for one in _open("vergelijk", gebieden=codes, **query).get("bidi_component")]
    links = [(href, words) for one in given for href, words in one.get("ways", ())]
    return [(href, words) for href, words in links if href.startswith("/gegevens")]


def test_bijeenkomsten_says_in_one_sentence_what_is_not_published():
    app = _open("bijeenkomsten")
    assert "29 januari 2018" in _html(app)
    assert [one.value for one in app.info] == [
        "Van Oost, Noordwest, Zuidwest en Zuid zijn plaats en datum niet gepubliceerd."
    ]
    assert [one.value for one in _open("bijeenkomsten", regio="noord").info] == []


def test_every_regio_has_its_figure_on_the_map_and_in_the_words_below_it():
    app = _open("bijeenkomsten", indicator="rivm_eenzaam")
    layers = {one["id"]: one for one in json.loads(app.get("deck_gl_json_chart")[0].proto.json)["layers"]}
    shown = {one["name"] for one in layers["cijfers"]["data"]}
    rows = database.ask("regio_figures", indicator="rivm_eenzaam")
    newest = rows[rows["year"] == rows["year"].max()]
    words = [number(value, 1, "nl") for value in newest["value"]]
    assert shown == set(words)
    legend = _html(app).split('class="lsa-tones"')[1].split("</ul>")[0]
    assert [word for word in words if word not in legend] == []
    assert "Door ons berekend uit" in _html(app)


def test_regios_within_noise_of_the_country_share_a_tone():
    app = _open("bijeenkomsten", indicator="rivm_eenzaam")
    layers = {one["id"]: one for one in json.loads(app.get("deck_gl_json_chart")[0].proto.json)["layers"]}
    fill = layers["regios"]["_subLayerProps"]["polygons-fill"]["getFillColor"]
    colours = dict(zip(map_layers.country("regio", areas.shown_first("regio")).codes,
                       map(tuple, json.loads(fill[4:].split(")[")[0])), strict=True))  # fmt: skip
    rows = database.ask("regio_figures", indicator="rivm_eenzaam")
    newest = rows[rows["year"] == rows["year"].max()]
    tones = {(colours[row.regio_code], row.position) for row in newest.itertuples()}
    assert len(tones) == newest["position"].nunique() == len({tone for tone, _ in tones})


def test_a_name_on_the_map_of_regios_covers_no_dot():
    app = _open("bijeenkomsten")
    layers = {one["id"]: one for one in json.loads(app.get("deck_gl_json_chart")[0].proto.json)["layers"]}
    dots = [one["geometry"]["coordinates"] for id in ("initiatieven", "bijeenkomsten") for one in layers[id]["data"]]
    assert len(dots) == 3
    for lon, lat in (one["at"] for one in layers["cijfers"]["data"]):
        assert not [dot for dot in dots if abs(dot[0] - lon) < 0.4 and abs(dot[1] - lat) < 0.2]


def test_a_tap_on_a_regio_counts_once_so_that_the_box_can_choose_another(monkeypatch):
    monkeypatch.setattr("lsa_ui.bijeenkomsten.map.draw", lambda *_: "zuid")
    app = _open("bijeenkomsten")
    assert _box(app, "Regio").value == "zuid"
    _box(app, "Regio").set_value("").run()
    assert _box(app, "Regio").value == ""


def test_the_door_to_aan_tafel_has_the_chosen_regio_filled_in():
    assert 'href="/aan-tafel?regio=zuid"' in _html(_open("bijeenkomsten", regio="zuid"))
    app = _open("aan_tafel", regio="zuid")
    assert _box(app, "Regio").value == "zuid"


def test_a_regio_without_a_figure_in_two_years_has_no_course():
    app = _open("bijeenkomsten", indicator="kwb_woz", regio="zuid")
    assert "alleen in 2022 gemeten" in _html(app)
    assert len(app.get("arrow_vega_lite_chart")) + len(app.get("vega_lite_chart")) == 1


def test_what_was_published_is_on_the_page_and_a_bad_file_breaks_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("lsa_tafel.publish.folder", lambda: tmp_path)
    (tmp_path / "a.json").write_text(report_of("Avond *in* <b>Overschie</b>", "zuidwest").model_dump_json())
    (tmp_path / "b.json").write_text("not a report")
    app = _open("bijeenkomsten")
    assert [one.label for one in app.expander] == [r"Avond \*in\* \<b\>Overschie\</b\>"]
    assert "Er was soep." in app.expander[0].markdown[0].value
    assert "Avond" not in app.expander[0].markdown[0].value, "one heading of the first rank on a page"
    assert [one.label for one in _open("bijeenkomsten", regio="noord").expander] == ["De 40 gemeenten in Noord"]


def test_mijn_wijk_opens_with_sentences_and_shows_what_the_reader_compares_with():
    html = _html(_open("mijn_wijk", gebied="WK051829", naast="national,peers", volgorde="verschil"))
    assert "Van elke 100 volwassenen hadden er naar schatting 35 moeite met rondkomen." in html
    assert "in vergelijkbare wijken 26." in html
    assert 'aria-label="minder gunstig">\u2212</span>' in html
    assert "Gaat het vooruit?" in html
    assert "In de statistiek: Schildersbuurt." in html
    assert "schatting" in html
    assert "<small>Vergelijkbare gebieden</small> 61%" in html
    assert "<small>Gemeente</small>" not in html


def test_mijn_wijk_says_what_the_light_page_says():
    told = telling.told(areas.area("WK051829"), "nl")
    html = unescape(_html(_open("mijn_wijk", gebied="WK051829")))
    assert [one.brief for one in told.statements if one.brief not in html] == []
    assert [sentence for sentence in told.directions if sentence not in html] == []
    rows = [figure_row.figure_row(row, told) for row in told.headlines]
    for row in rows:
        part = html[html.index(f'id="rij-{row["id"]}"') :].split("</details>")[0]
        for shown in (row["name"], row["value"], row["standing"], *row["remarks"], *row["about"]):
            assert shown in part, row["name"]


def test_the_picture_shows_strengths_first_or_what_the_reader_asks_for():
    first = _rows(_html(_open("mijn_wijk", gebied="WK051829")))
    assert first[0] == "lbm3_voorzieningen", "the only figure that is clearly better there"
    assert first.index("rivm_moeite_rondkomen") > first.index("rivm_eenzaam") > first.index("politie_totaal")
    largest = _rows(_html(_open("mijn_wijk", gebied="WK051829", volgorde="verschil")))
    assert largest.index("rivm_moeite_rondkomen") < largest.index("politie_totaal")
    by_theme = _rows(_html(_open("mijn_wijk", gebied="WK051829", volgorde="thema")))
    assert by_theme[:2] == ["lbm3_afwijking", "lbm3_voorzieningen"]
    assert {*first} == {*largest} == {*by_theme}


def test_a_row_shows_its_years_with_the_country_and_says_in_the_same_row_how_sure_it_is():
    html = _html(_open("mijn_wijk", gebied="WK051829"))
    row = html[html.index('id="rij-politie_totaal"') :].split("</details>")[0]
    head, body = row.split("</summary>")
    assert "voorlopig" in head
    assert "telt waar het gebeurt" in head
    assert '<tr><th scope="row">2021</th><td>67,9 per 1.000</td><td>42,4 per 1.000</td></tr>' in body
    assert "<polyline" in body


def test_a_neighbour_is_opened_or_compared_and_what_is_newer_elsewhere_is_said():
    html = _html(_open("mijn_wijk", gebied="2525"))
    assert "Per wijk is er nieuwer: Leefbaarheid (2024)" in html
    assert "Buurten waar deze postcode in ligt" in html
    html = _html(_open("mijn_wijk", gebied="WK051829"))
    assert "/vergelijk?gebieden=WK051829,WK051828" in html
    assert "/mijn-wijk?gebied=WK051828" in html


def test_further_figures_of_a_theme_come_when_they_are_asked_for():
    app = _open("mijn_wijk", gebied="WK051829")
    assert "rivm_roker" not in _rows(_html(app))
    app.session_state["meer_gezondheid"] = True
    assert "rivm_roker" in _rows(_html(app.run()))


def test_these_figures_are_taken_along():
    app = _open("mijn_wijk", gebied="WK051829")
    (above, below) = [json.loads(one.proto.json) for one in app.get("bidi_component") if "copied" in one.proto.json]
    assert above["path"] == "/gebied/WK051829"
    (figures,) = [href for href, words in above["ways"] if words == "Neem deze cijfers mee"]
    assert figures == "/gegevens?type=wijk&vintage=2024&codes=WK051829&across=true"
    taken = selection.rows(selection.from_query(dict(parse_qsl(urlsplit(figures).query))), limit=1000)
    shown = [one for one in profile.figures(areas.area("WK051829")) if one.value is not None]
    assert {(one.indicator_id, one.year, one.value) for one in shown} <= set(
        taken[["indicator", "year", "value"]].itertuples(index=False, name=None)
    )
    assert above == below


def test_of_fewer_than_250_people_only_that_is_said_and_the_figures_are_grey():
    html = _html(_open("mijn_wijk", gebied="WK068752"))
    assert "te weinig om er iets over te zeggen" in html
    assert "lsa-grey" in html
    assert '<ul class="lsa-statements">' not in html
    assert 'class="lsa-sign"' not in html
    assert '<svg class="lsa-strip"' not in html


def test_figures_that_say_nearly_the_same_stand_behind_one_of_them():
    app = _open("mijn_wijk", gebied="WK051829")
    assert "Voelt zich gezond" in _html(app)
    assert "Langdurig ziek en beperkt" not in _html(app)
    app.session_state["meer_gezondheid"] = True
    assert "Deze cijfers hangen sterk samen" in _html(app.run())


def test_the_part_about_who_lives_there_is_no_row_and_no_map():
    assert "lbm2_bewoners" not in maps.drawable("wijk")
    assert "Onderdeel bewoners" not in _html(_open("mijn_wijk", gebied="WK051829"))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("WK051829", "Schilderswijk"),
        ("WK005000", "Zeewolde"),
        ("WK062701", "wijk 01 in Waddinxveen"),
        ("GM0518", "Den Haag"),
    ],
)
def test_a_wijk_is_called_as_people_call_it(code, name):
    assert _open("mijn_wijk", gebied=code).title[0].value == f"Hoe staat {name} ervoor?"


def test_an_area_of_another_year_names_its_successors():
    app = _open("mijn_wijk", gebied="WK036300", indeling="2022")
    assert "grenzen van 2022" in _html(app)
    assert "Burgwallen-Nieuwe Zijde (Amsterdam)" in _html(app)


def _chosen(app, key):
    """The areas that a search box shows as chosen, and the type that it looks for."""
    (box,) = [box for box in app.get("bidi_component") if f'"key":"{key}"' in box.proto.json.replace(" ", "")]
    data = json.loads(box.proto.json)
    return [area["name"] for area in data["chosen"]], data["type"]


def test_vergelijk_looks_for_areas_of_the_type_of_the_first():
    assert _chosen(_open("vergelijk"), "vergelijk_zoek") == ([], None)
    assert _chosen(_open("vergelijk", gebieden="BU05990110"), "vergelijk_zoek")[1] == "buurt"


def _beside(html, indicator):
    """The row of an indicator on Vergelijk: what is seen, and what opens."""
    return html[html.index(f'id="naast-{indicator}"') :].split("</details>")[0].split("</summary>", 1)


def test_vergelijk_answers_first_and_sets_the_same_year_side_by_side():
    html = _html(_open("vergelijk", gebieden="WK059904,WK168000"))
    assert re.search(r"Op \w+ van de \w+ cijfers staat \w+ dichter bij Nederland dan \w+\.", html)
    seen, opened = _beside(html, "rivm_eenzaam")
    assert "2020" in seen
    assert re.findall(r">([^<]*)</small> (\d+%)", seen) == [
        (" Overschie", "51%"),
        (" Annen", "42%"),
        ("Nederland", "47%"),
    ]
    assert '<tr><th scope="row">2020</th><td>51,0%</td><td>41,8%</td><td>47,0%</td></tr>' in opened


def test_vergelijk_opens_with_the_headline_figures_of_all_themes_and_adds_those_of_a_theme():
    app = _open("vergelijk", gebieden="WK059904,WK168000")
    shown = re.findall(r'id="naast-(\w+)"', _html(app))
    assert {"lbm3_afwijking", "rivm_eenzaam", "rivm_moeite_rondkomen", "politie_totaal"} <= {*shown}
    assert "rivm_roker" not in shown
    assert "rivm_roker" in re.findall(
        r'id="naast-(\w+)"', _html(_open("vergelijk", gebieden="WK059904,WK168000", thema="gezondheid"))
    )


def test_vergelijk_says_which_area_is_too_small_or_has_no_figure_and_compares_the_others():
    html = _html(_open("vergelijk", gebieden="WK059904,WK168000,WK003414"))
    assert "te weinig om er iets over te zeggen" in html
    assert re.search(r"Op \w+ van de \w+ cijfers staat (Annen|Overschie) dichter bij Nederland", html)
    seen, _ = _beside(html, "rivm_eenzaam")
    assert "51%" in seen
    assert "geen cijfer" in seen


def test_vergelijk_leaves_out_what_is_of_another_type_and_says_so():
    app = _open("vergelijk", gebieden="WK059904,GM0599,WK168000,NONSENSE")
    assert app.info
    names, _ = _chosen(app, "vergelijk_zoek")
    assert names == ["Overschie (Rotterdam)", "Annen (Aa en Hunze)"]


@pytest.mark.parametrize("indicator", ["rivm_eenzaam", "rivm_roker"])
def test_an_address_with_one_figure_opens_it(indicator):
    html = _html(_open("vergelijk", gebieden="WK059904,WK168000", indicator=indicator))
    assert re.findall(r'id="naast-(\w+)" open', html) == [indicator]


def test_klopt_het_answers_in_one_sentence():
    html = _html(_open("klopt_het", groep="zwak2012", drempel="0"))
    assert "63 van de 130 wijken" in html
    assert "48%. Van alle wijken was dat 38%" in html
    assert "Dat is ongeveer de helft." in html


def test_klopt_het_counts_by_default_what_the_source_calls_a_clear_decline():
    html = _html(_open("klopt_het"))
    assert "1 van de 142 wijken" in html
    assert "Dat is minder dan de helft." in html
    assert "Dat verschilt niet duidelijk van alle wijken samen." in html


def test_an_option_in_the_address_that_does_not_exist_is_said():
    app = _open("klopt_het", groep="zwak2003")
    assert "zwak2003" in app.info[0].value


def test_klopt_het_lists_the_wijken_by_name():
    app = _open("klopt_het", drempel="0")
    assert _named(app) == [], "a table of 2,800 wijken comes when it is asked for"
    app.session_state["klopt_tabel_open"] = True
    app.run()
    assert _counted(app) > 2500
    names = _named(app)
    assert names == sorted(names)


def _everything(app):
    texts = [*app.title, *app.header, *app.subheader, *app.markdown]
    return " ".join([_html(app), *(text.value for text in texts)])


def test_de_kloof_says_what_happened():
    app = _open("de_kloof")
    html = _html(app)
    assert "tussen 2012 en 2014 raakten zes van de tien kwetsbare postcodes verder achterop" in _everything(app)
    assert "Bijna die hele winst valt in één stap" in html or "Bijna de hele winst valt in één stap" in html
    assert "29% minder" in _everything(app)
    assert "59% meer" in _everything(app)


@pytest.mark.parametrize(
    "query", [{"reeks": "wijk2"}, {"reeks": "pc2"}, {"groep": "laag2008"}, {"ijkpunt": "constante"}, {"taal": "en"},
              {"reeks": "wijk2", "weging": "inwoners"}, {"van": "2002", "tot": "2022"}, {"gemeente": "GM0344"}]
)  # fmt: skip
def test_de_kloof_answers_every_choice(query):
    assert len(_html(_open("de_kloof", **query))) > 1000


@pytest.mark.parametrize("query", [{"groep": "zwak1999"}, {"ijkpunt": "maan"}, {"van": "2003"}, {"gemeente": "GM9999"}])
def test_de_kloof_says_that_a_choice_does_not_exist(query):
    assert _open("de_kloof", **query).info


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"tot": "2016", "indicator": "lbm2_veiligheid", "groep": "zwak2012", "drempel": "0"}, "26 van de 129 wijken"),
        ({"maat": "land", "groep": "zwak2012", "drempel": "0"}, "78 van de 130 wijken"),
        ({"groep": "lijst2007", "drempel": "0"}, "3 van de 9 wijken van de lijst van 2007"),
        ({"groep": "eigen", "codes": "WK059904,WK051829"}, "van de 2 wijken van uw eigen lijst"),
        (
            {"indicator": "lbm2_klasse", "groep": "zwak2012", "drempel": "0", "van": "2002", "tot": "2016"},
            "6 van de 127 wijken",
        ),
        (
            {"reeks": "pc3", "groep": "laag2012", "drempel": "0", "van": "2014", "tot": "2022"},
            "47 van de 402 postcodes",
        ),
        ({"reeks": "pc2"}, "vergeleken met Nederland"),
    ],
)
def test_klopt_het_answers_every_question(query, words):
    assert words in _html(_open("klopt_het", **query))


@pytest.mark.parametrize(
    "query",
    [
        {"van": "2003"},
        {"tot": "2099"},
        {"reeks": "pc2", "maat": "zelf"},
        {"groep": "eigen"},
        {"groep": "eigen", "codes": "WK999999"},
    ],
)
def test_a_question_that_cannot_be_asked_says_why(query):
    assert _open("klopt_het", **query).info


def test_tegen_de_trend_in_shows_cards_and_the_warning():
    app = _open("tegen_de_trend")
    assert _html(app).count("Vergelijk met vier gelijken") == 12
    assert any("toeval" in text.value for text in app.markdown)
    assert app.get("deck_gl_json_chart")


def test_one_wijk_of_a_class_is_one_wijk():
    html = _html(_open("start"))
    assert "(1 wijk)" in html and "(1 wijken)" not in html


def test_tegen_de_trend_in_starts_from_my_wijk():
    app = _open("tegen_de_trend", gebied="WK059904")
    assert "net zo begonnen als Overschie" in app.info[0].value
    assert "van de 30 gekozen wijken" in _html(app) or "van de 29 gekozen wijken" in _html(app)
    app = _open("tegen_de_trend", gebied="GM0599")
    assert "weten we niet" in app.info[0].value
    assert "tegen-de-trend?gebied=WK059904" in _html(_open("mijn_wijk", gebied="WK059904"))


def test_tegen_de_trend_in_narrows_down():
    everyone = _counted(_open("tegen_de_trend"))
    some = _counted(_open("tegen_de_trend", regio="zuidwest", groep="zwak2012", grootte="groot"))
    assert 0 < some < everyone


def test_gegevens_shows_the_selection_of_the_address_and_its_files():
    app = _open("gegevens", type="wijk", vintage="2016", indicator="lbm2_totaal", year="2016", gemeente="GM0599")
    html = _html(app)
    rows = html.count('<th scope="row">')
    assert f"{rows} cijfers over" in html
    assert "/api/v1/values?type=wijk&amp;vintage=2016&amp;gemeente=GM0599&amp;indicator=lbm2_totaal" in html
    assert html.count("format=") >= 7


def test_gegevens_shows_no_minus_zero():
    html = _html(_open("gegevens", type="wijk", vintage="2016", indicator="lbm2_totaal", regio="zuid"))
    assert ">0,00<" in html
    assert not re.search(r">[-−]0,0+<", html)


def test_a_figure_of_other_boundaries_is_found_in_the_list_and_says_which_those_are():
    figures = _open("gegevens", type="wijk", vintage="2016").multiselect(key="gegevens_indicator")
    assert "Samen leven: Voelt zich eenzaam (grenzen 2020)" in figures.options
    assert "Leefbaarheid: Leefbaarheid (Leefbaarometer 2.0)" in figures.options
    app = _open("gegevens", type="wijk", vintage="2016", across="true")
    assert "Samen leven: Voelt zich eenzaam" in app.multiselect(key="gegevens_indicator").options


def test_what_only_the_country_has_figures_of_can_be_chosen_for_the_country():
    app = _open("gegevens", type="land", indicator="overlast_totaal")
    assert not app.info
    assert "12 cijfers over 1 gebied" in _html(app)
    assert "2023" in app.multiselect(key="gegevens_year").options
    assert not _open("gegevens", indicator="overlast_totaal").info
    chosen = _open("gegevens", type="wijk", vintage="2016").selectbox(key="gegevens_type").set_value("land").run()
    assert (chosen.query_params["type"], chosen.query_params["vintage"]) == ("land", "2024")
    only_areas = _open("gegevens", type="land", indicator="lbm3_afwijking").info[0].value
    assert only_areas.startswith("“Leefbaarheid (Leefbaarometer 3.0)” heeft geen eigen rij van Nederland.")


def test_gegevens_says_of_another_version_that_it_is_not_shown_here_and_where_it_is(monkeypatch):
    kept = "2026.01-0123abcd"
    monkeypatch.setattr(about, "kept_versions", lambda: [kept, database.version()])
    app = _open("gegevens", type="wijk", vintage="2016", indicator="lbm2_totaal", version=kept)
    assert app.info[0].value.startswith(f"De link vraagt om versie {kept} van de cijfers.")
    assert f"/api/v1/values?type=wijk&amp;vintage=2016&amp;indicator=lbm2_totaal&amp;version={kept}" in _html(app)
    for gone in ("2025.01-0123abcd", "<i>oud"):
        app = _open("gegevens", type="wijk", vintage="2016", version=gone)
        assert "Die hebben we niet." in app.info[0].value and "<" not in app.info[0].value
    assert not _open("gegevens", type="wijk", vintage="2016", version=database.version()).info


def test_gegevens_leaves_out_what_does_not_exist_and_says_so():
    app = _open("gegevens", type="wijk", vintage="2016", indicator="nothing", year="2016")
    assert app.info[0].value == "“nothing” in de link klopt niet (bij “Cijfers”). Die keuze lieten we weg."
    assert '<th scope="row">' in _html(app)


def test_a_typing_mistake_in_a_list_of_codes_never_widens_the_selection():
    asked = {"type": "wijk", "vintage": "2016", "indicator": "lbm2_totaal", "year": "2016"}
    app = _open("gegevens", codes="WK059904,WKO59903,WK999999,WK059904", **asked)
    assert "1 cijfer over 1 gebied<" in _html(app)
    assert app.info[0].value == "1 code gevonden. Niet gevonden (2): WKO59903 is geen code; WK999999 bestaat niet."
    assert app.text_area[0].value == "WK059904, WKO59903, WK999999", "what was typed stays"
    app = _open("gegevens", codes="WKO59903", **asked)
    assert "U ziet dus niets." in app.info[0].value
    assert "format=" not in _html(app), "nothing to take away"
    app.text_area[0].set_value("alleen woorden").run()
    assert "format=" in _html(app), "without a code in it there is no list"


def test_a_list_stays_when_another_choice_is_made():
    app = _open("gegevens", type="wijk", vintage="2020", indicator="rivm_eenzaam", codes="WK059904,WK000300")
    _box(app, "Met de grenzen van").set_value(2024).run()
    assert app.query_params["codes"] == "WK059904,WK000300"
    assert "WK000300 bestaat niet met de grenzen van 2024 (wel van 2016, 2017, 2019, 2020)" in app.info[0].value


def test_gegevens_says_when_there_is_nothing():
    app = _open("gegevens", type="wijk", vintage="2016", value_from="999999")
    assert "geen cijfers" in app.info[0].value


def test_what_fell_away_with_other_boundaries_is_said_and_what_exists_there_is_kept():
    app = _open("gegevens", type="wijk", vintage="2016", indicator="lbm2_totaal,rivm_eenzaam", gemeente="GM0003")
    app.selectbox(key="gegevens_vintage").set_value(2020).run()
    assert app.query_params["indicator"] == "lbm2_totaal,rivm_eenzaam", "with 2016 again it is there again"
    said = " ".join(info.value for info in app.info)
    assert "“Leefbaarheid (Leefbaarometer 2.0)” is er niet met de grenzen van 2020, wel met die van 2016." in said
    assert "3 cijfers over 1 gebied" in _html(app), "lonely is kept, and nothing else came in its place"
    app.selectbox(key="gegevens_vintage").set_value(2022).run()
    assert "Appingedam bestaat niet met de grenzen van 2022 (wel met die van 2016" in " ".join(
        info.value for info in app.info
    )


def test_another_type_of_area_never_gives_more_boundaries_than_one():
    app = _open("gegevens", type="wijk", vintage="2016", indicator="kwb_inwoners")
    app.selectbox(key="gegevens_type").set_value("buurt").run()
    assert app.query_params["vintage"] == "2024"
    assert app.query_params["indicator"] == "kwb_inwoners"


def test_a_filter_that_cannot_apply_says_why():
    app = _open("gegevens", type="pc4", vintage="2018", indicator="lbm2_totaal", inhabitants_from="500")
    said = " ".join(info.value for info in app.info)
    assert "Van 4.078 gebieden weten we het aantal inwoners niet." in said
    assert "Zonder de keuze “Inwoners vanaf” zijn er wel:" in said


def test_conditions_stand_by_name_and_can_be_taken_away():
    asked = {"type": "wijk", "vintage": "2024", "provincie": "PV28", "across": "true", "indicator": "rivm_eenzaam"}
    app = _open("gegevens", where="rivm_eenzaam:higher,kwb_inkomen_laag:40..", **asked)
    assert app.multiselect(key="gegevens_where").format_func("kwb_inkomen_laag:40..") == (
        "Bij de 40% laagste inkomens: vanaf 40,0%"
    )
    both = _html(app)
    app.multiselect(key="gegevens_where").set_value(["rivm_eenzaam:higher"]).run()
    assert app.query_params["where"] == "rivm_eenzaam:higher"
    assert _html(app) != both


def test_a_condition_is_added_in_the_unit_of_its_figure():
    app = _open("gegevens", type="wijk", vintage="2024", provincie="PV28", indicator="kwb_inkomen_laag", year="2022")
    app.selectbox(key="gegevens_where_indicator").set_value("kwb_inkomen_laag").run()
    low = app.number_input(key="gegevens_where_low")
    assert low.label == "Vanaf (van de 100)"
    low.set_value(40).run()
    app.button(key="gegevens_where_put").click().run()
    assert app.query_params["where"] == "kwb_inkomen_laag:40.."


def test_a_condition_in_a_stale_link_is_named_and_the_others_stay():
    app = _open(
        "gegevens", type="wijk", vintage="2020", indicator="rivm_eenzaam", where="nothing:higher,rivm_roker:higher"
    )
    assert "“nothing:higher” in de link klopt niet" in app.info[0].value
    assert app.multiselect(key="gegevens_where").value == ["rivm_roker:higher"]


def test_of_a_list_in_a_stale_link_only_what_is_gone_falls_away_and_it_is_named_as_on_the_page():
    app = _open(
        "gegevens",
        type="wijk",
        vintage="2013",
        indicator="gone,lbm2_totaal",
        year="1900,2016",
        gemeente="GM9999,GM0599",
    )
    said = " ".join(notice.value for notice in app.info)
    assert "“2013” in de link klopt niet (bij “Met de grenzen van”)" in said
    assert all(f"“{wrong}” in de link klopt niet" in said for wrong in ("gone", "1900", "GM9999"))
    assert app.multiselect(key="gegevens_indicator").value == ["lbm2_totaal"]
    assert app.multiselect(key="gegevens_year").value == [2016]


def test_other_years_on_one_set_of_areas_say_where_they_were_measured_and_what_could_not_be_moved():
    html = _html(_open("gegevens", type="wijk", vintage="2024", gemeente="GM0599", across="true",
                       indicator="lbm2_totaal", year="2016"))  # fmt: skip
    assert re.search(r"WK\d{6} \(2016\), dezelfde plek", html)
    assert "Op de grenzen van 2024 kan niet alles. Niet overgezet:" in html


def test_a_column_for_remarks_is_there_when_something_is_remarked():
    asked = {"type": "wijk", "vintage": "2024", "gemeente": "GM0599", "indicator": "kwb_leeftijd_0_14", "year": "2024"}
    assert "Opmerking" not in _html(_open("gegevens", **asked))
    assert "Opmerking" in _html(_open("gegevens", missing="true", **asked))


def test_one_figure_that_could_not_be_moved_is_one_figure():
    html = _html(_open("gegevens", type="wijk", vintage="2024", gemeente="GM0599", across="true",
                       indicator="rivm_eenzaam,rivm_moeite_rondkomen,kwb_inwoners",
                       where="rivm_eenzaam:higher,rivm_moeite_rondkomen:higher"))  # fmt: skip
    assert "Niet overgezet: 1 cijfer, want de grens veranderde." in html


def _gegevens(**query):
    app = _open("gegevens")
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_the_address_keeps_shape_order_and_page():
    asked = {"type": "wijk", "vintage": "2016", "indicator": "lbm2_totaal", "year": "2016"}
    app = _gegevens(shape="wide", sort="value", descending="true", page="3", **asked)
    assert "shape=wide" in _html(app)
    assert app.selectbox(key="gegevens_sort").value == "value"
    assert app.toggle(key="gegevens_descending").value is True
    assert app.number_input(key="gegevens_page").value == 3
    app.number_input(key="gegevens_page").set_value(4).run()
    assert app.query_params["page"] == "4"
    app.selectbox(key="gegevens_regio").set_value("zuid").run()
    assert "page" not in app.query_params
    assert (app.query_params["sort"], app.query_params["shape"]) == ("value", "wide")
    assert _gegevens(page="99999", **asked).number_input(key="gegevens_page").value == 57


def test_every_column_of_the_file_can_be_seen_and_a_missing_figure_says_why():
    asked = {"type": "buurt", "vintage": "2024", "codes": "BU02850000", "missing": "true"}
    app = _open("gegevens", indicator="politie_totaal", **asked)
    assert "De politie gebruikt hier andere grenzen dan het CBS" in _html(app)
    app.toggle(key="gegevens_columns").set_value(True).run()
    html = _html(app)
    assert all(f">{column}</th>" in html for column in COLUMNS)


def test_the_wijken_of_a_gemeente_stand_side_by_side_by_name():
    html = _html(_open("gegevens", type="wijk", gemeente="GM0202", shape="table"))
    assert "Hoe staan de wijken van Arnhem ervoor?" in html
    shown = [unescape(name) for name in re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', html)]
    assert shown == sorted(shown, key=str.casefold)
    assert len(shown) == 24
    assert html.count('class="lsa-strip"') == 24 * 7
    assert "/api/v1/table?type=wijk&amp;gemeente=GM0202&amp;format=xlsx" in html or "language" not in html


def test_too_many_areas_for_a_table_are_not_drawn():
    app = _open("gegevens", type="wijk", shape="table")
    assert "Kies hierboven een gemeente" in app.info[0].value


@pytest.mark.parametrize(
    ("page", "asked", "expected"),
    [
        ("kaart", {"type": "wijk", "indicator": "rivm_eenzaam", "jaar": "2020", "gemeente": "GM0599"},
         "type=wijk&vintage=2020&gemeente=GM0599&indicator=rivm_eenzaam&year=2020"),
        ("klopt_het", {"reeks": "wijk2", "groep": "zwak2008"},
         "type=wijk&vintage=2016&list=zwak2008&indicator=lbm2_totaal&year=2012,2014"),
        ("klopt_het", {"groep": "eigen", "codes": "WK059904"},
         "type=wijk&vintage=2016&codes=WK059904&indicator=lbm2_totaal&year=2012,2014"),
        ("de_kloof", {"reeks": "pc3", "groep": "zwak2008"},
         "type=pc4&vintage=2022&list=zwak2008&indicator=lbm3_totaal"),
        ("tegen_de_trend", {"regio": "zuid", "grootte": "groot"},
         "type=wijk&vintage=2016&regio=zuid&indicator=lbm2_totaal&year=2012,2016&inhabitants_from=7500"),
    ],
)  # fmt: skip
def test_the_figures_of_a_page_are_taken_along(page, asked, expected):
    assert f'href="/gegevens?{expected}"' in unescape(_html(_open(page, **asked)))


def test_a_choice_on_gegevens_goes_to_the_address():
    app = _open("gegevens", type="wijk", vintage="2016", indicator="lbm2_totaal", year="2016")
    assert "2.846 cijfers over" in _html(app)
    app.selectbox(key="gegevens_regio").set_value("zuid").run()
    assert app.query_params["regio"] == "zuid"
    assert "2.846 cijfers over" not in _html(app)


def test_gegevens_reads_an_address_of_before_that_says_region():
    app = _open("gegevens", type="wijk", vintage="2016", indicator="lbm2_totaal", year="2016", region="zuid")
    assert app.selectbox(key="gegevens_regio").value == "zuid"
    app.selectbox(key="gegevens_regio").set_value("noord").run()
    assert app.query_params["regio"] == "noord"
    assert "region" not in app.query_params


def test_aan_tafel_says_when_its_store_cannot_be_reached(monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", "postgresql://lsa@127.0.0.1:1/nothing")
    app = _evening("x" * 32)
    assert "niet te bereiken" in app.info[0].value


def _keeps(app: AppTest) -> Button:
    """The button that keeps an evening."""
    return next(button for button in app.button if button.label == "Bewaar en ga verder")


def test_an_evening_begins_with_what_goes_well_and_needs_one_favourable_figure(tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    app = _open("aan_tafel", gebied="WK051829")
    figures = app.multiselect[0]
    assert figures.value[0] in slides.favourable(areas.area("WK051829"), "nl")
    assert not _keeps(app).disabled
    figures.set_value(["rivm_eenzaam", "rivm_stress", "rivm_roker", "rivm_moeite_rondkomen"]).run()
    assert "Kies voor Schilderswijk ook een cijfer dat gunstig is" in app.info[0].value
    assert _keeps(app).disabled
    app.segmented_control[0].set_value("gezondheid").run()
    assert not _keeps(app).disabled, "a ready-made set has a favourable figure too"


def test_what_somebody_prepares_is_still_there_after_the_page_is_loaded_again(tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    figures = ["+ Woningen (Leefbaarometer 2.0)", "Voelt zich eenzaam"]
    app = _open(
        "aan_tafel", gebieden="WK051829,WK059904", tafel_titel="Twee wijken", tafel_vragen="Trots?",
        tafel_naam_WK051829="De Schilders", tafel_set="samenleven", tafel_cijfers_samenleven_2_WK051829=figures,
    )  # fmt: skip
    assert [box.label for box in app.multiselect] == [
        "Cijfers van De Schilders (+ is gunstig)", "Cijfers van Overschie (+ is gunstig)",
    ]  # fmt: skip
    assert app.segmented_control[0].value == "samenleven"
    assert app.multiselect[0].value == ["lbm2_woningen", "rivm_eenzaam"]
    assert app.text_input(key="tafel_titel").value == "Twee wijken"
    assert app.text_area(key="tafel_vragen").value == "Trots?"
    _keeps(app).click().run()
    assert dict(app.query_params) == {"bijeenkomst": "open"}, "neither what was prepared nor its key is in the address"


def test_empty_lines_between_questions_cost_no_question_and_too_many_are_told(tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    app = _open("aan_tafel", gebied="WK051829")
    written = [f"Vraag {number}?" for number in range(slides.MOST_QUESTIONS + 1)]
    app.text_area(key="tafel_vragen").set_value("\n".join(written)).run()
    assert "Dat zijn 7 vragen." in app.info[0].value
    assert _keeps(app).disabled
    app.text_area(key="tafel_vragen").set_value("\n\n".join(written[:-1])).run()
    _keeps(app).click().run()
    made = store.by_key(app.session_state[prepare.OPEN]).slides
    assert [slide["title"] for slide in made if slide["kind"] == "question"] == written[:-1]


def test_an_area_without_figures_says_so_before_anybody_looks_for_them(tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    app = _open("aan_tafel", gebied="BU02001102")
    assert "Van Hoog Soeren zijn er geen cijfers voor een dia" in app.info[0].value
    assert not app.multiselect, "no list without anything to choose"
    assert app.button[0].disabled


def test_an_evening_is_not_moved_farther_away_than_it_can_be_prepared(tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    about = {"title": "Avond", "place": "", "date": "2026-11-24", "regio": "", "language": "nl", "version": "x"}
    key, _ = store.create(about, slides.make([(areas.area("WK059904"), "Overschie")], ["rivm_eenzaam"], [], "A", "nl"))
    prepared, changed = _open("aan_tafel").date_input[0], _evening(key).date_input[0]
    assert prepared.max == changed.max


def _tells(app: AppTest, **said: str) -> AppTest:
    """Write in the boxes of the form about an evening, by the first word of their label, and save."""
    for word, text in said.items():
        next(box for box in app.text_input if box.label.startswith(word)).set_value(text)
    return next(button for button in app.button if button.label == "Bewaar").click().run()


def test_two_who_change_what_an_evening_is_called_at_the_same_time_lose_nothing_without_a_word(tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    area = areas.area("WK059904")
    about = {"title": "Avond", "place": "", "date": "2026-11-24", "regio": "", "language": "nl", "version": "x",
             "areas": [["WK059904", area.vintage, "Overschie"]]}  # fmt: skip
    key, _ = store.create(about, slides.make([(area, "Overschie")], ["rivm_eenzaam"], [], "Avond", "nl"))
    one, other = _evening(key), _evening(key)
    _tells(one, Titel="Avond van *een*", Plaats="De Hal", Zo="Ons Overschie")
    assert not one.info
    _tells(other, Titel="Avond van twee")
    told = store.by_key(key).about
    assert (told["title"], told["place"], told["areas"][0][2]) == ("Avond van twee", "De Hal", "Ons Overschie")
    assert r"Titel van de bijeenkomst: Avond van \*een\*" in other.info[0].value
    _tells(other, Plaats="De Zaal")
    assert store.by_key(key).about["place"] == "De Zaal" and not other.info, "nobody else was busy"


def test_the_slides_of_an_evening_are_listed_and_moved_in_either_language(tmp_path, monkeypatch):
    monkeypatch.setenv("LSA_STORE_URL", f"sqlite:///{tmp_path / 's.sqlite'}")
    for language in ("nl", "en"):
        area = areas.area("WK059904")
        made = slides.make([(area, "Overschie")], list(slides.READY_MADE["samenleven"]), [], "Avond", language)
        about = {"title": "Avond", "place": "", "date": "2026-11-24", "regio": "zuidwest", "language": language,
                 "version": "x", "areas": [["WK059904", area.vintage, "Overschie"]]}  # fmt: skip
        key, _ = store.create(about, made)
        app = _evening(key, taal=language)
        next(button for button in app.button if button.label == "Later").click().run()
        assert [slide["id"] for slide in store.by_key(key).slides][:2] == [made[1]["id"], "title"]
        assert not app.exception


def test_a_newer_figure_about_the_same_stands_before_the_older():
    app = _open("mijn_wijk", gebied="WK051829")
    app.session_state["meer_leefbaarheid"] = True
    shown = _rows(_html(app.run()))
    assert shown.index("lbm3_afwijking") < shown.index("lbm2_totaal")


CHANGE = {
    "at": "2026-11-02T05:00:00+00:00", "by": "update", "before": "2026.11-aaaa", "after": "2026.11-bbbb",
    "areas": [
        {"area_type": "land", "vintage": 2025, "new": 1, "gone": 0},
        {"area_type": "wijk", "vintage": 2025, "new": 3352, "gone": 1},
    ],
    "sources": {"kwb": {
        "new": {"figures": 12345, "years": [2025], "areas": []},
        "revised": {"figures": 1, "years": [2022], "areas": []},
        "gone": {"figures": 2, "years": [2010, 2012, 2014, 2016, 2018], "areas": []},
        "indicators": {"kwb_woz": {"new": 12345, "revised": 1, "gone": 2}},
    }},
}  # fmt: skip


def _changed(monkeypatch, changes, rolled_back=None):
    told = {"version": "2026.11-bbbb", "updated": bool(changes), "rolled_back": rolled_back, "changes": changes}
    monkeypatch.setattr("lsa_ui.over.changes.what_changed", lambda: told)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["12.345 nieuwe cijfers (2025), 1 aangepast cijfer (2022), 2 cijfers minder (2010 tot 2018)",
                "3.352 gebieden erbij: wijken van 2025", "1 gebied minder: wijken van 2025",
                "Van versie 2026.11-aaaa naar versie 2026.11-bbbb.", "12.345 nieuw, 1 aangepast, 2 weg"]),
        ("en", ["12,345 new figures (2025), 1 revised figure (2022), 2 figures fewer (2010 to 2018)",
                "3,352 areas more: neighbourhoods of 2025", "1 area fewer: neighbourhoods of 2025",
                "12,345 new, 1 revised, 2 gone"]),
    ],
)  # fmt: skip
def test_over_says_what_an_update_changed(monkeypatch, language, words):
    _changed(monkeypatch, [CHANGE])
    app = _open("over", taal=language)
    shown = " ".join(element.value for element in app.markdown)
    assert [word for word in words if word not in shown] == []


def test_over_says_that_there_never_was_an_update_and_that_one_was_taken_back(monkeypatch):
    _changed(monkeypatch, [], {"at": "2026-11-02T05:00:00+00:00", "version": "2026.11-cccc"})
    app = _open("over")
    assert "nog nooit bijgewerkt" in " ".join(element.value for element in app.markdown)
    assert "De bijwerking van 2 november 2026 is teruggedraaid" in app.info[0].value


@pytest.mark.parametrize("page", ["kaart", "tegen_de_trend", "gegevens"])
def test_the_heads_of_a_table_start_with_a_capital(page):
    assert re.search(r"<th [^>]*>\s*Gemeente\s*</th>", _html(_open(page)))


def test_the_key_of_a_comparison_says_what_a_mark_beyond_the_line_is_where_there_is_one():
    far, near = (_html(_open("vergelijk", gebieden=codes)) for codes in ("WK059904,WK0363AB", "WK059904,WK168000"))
    assert "verder dan de lijn gaat" in far
    assert ("lsa-more" in near) is ("verder dan de lijn gaat" in near)
