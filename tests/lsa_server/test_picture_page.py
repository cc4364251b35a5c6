"""Pictures by address, and the page for a frame on another site."""

import io
import re
import xml.etree.ElementTree as ET
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from lsa_data.ask import areas, database, own_area
from lsa_data.export import pictures
from lsa_server import picture_page
from lsa_server.parameters import PATHS

pytestmark = pytest.mark.slow

APP = Starlette(routes=lsa_server.routes(), middleware=lsa_server.around())
MAP = "kind=map&indicator=rivm_eenzaam&type=wijk&year=2020&gemeente=GM0599"
COURSE = "kind=course&indicator=rivm_moeite_rondkomen&codes=WK059904,WK051828"
DISTRIBUTION = "kind=distribution&indicator=rivm_eenzaam&codes=WK059904"

OWN = quote("BU05990110,BU05990112:40;naam=Rond 't plein")

GAP = "series=wijk2&list=zwak2008"
TREND = "indicator=lbm2_totaal&series=wijk2"
HEALTH = "indicator=rivm_ervaren_gezondheid"
EVERY = {
    "map": (MAP, "/kaart?"), "course": (COURSE, "/vergelijk?"), "distribution": (DISTRIBUTION, "/mijn-wijk?"),
    "gap": (f"kind=gap&{GAP}", "/de-kloof?reeks=wijk2&groep=zwak2008"),
    "gap_dimensions": (f"kind=gap_dimensions&{GAP}", "/de-kloof?"),
    "gap_regios": (f"kind=gap_regios&{GAP}", "/de-kloof?"),
    "gap_definitions": (f"kind=gap_definitions&{GAP}&from_year=2012&to_year=2014&model=3", "/de-kloof?"),
    "spread": ("kind=spread&series=pc3", "/de-kloof?reeks=pc3"),
    "registered": ("kind=registered&indicator=politie_inbraak&gemeente=GM0599", "&gemeente=GM0599"),
    "changes": (f"kind=changes&{TREND}&relative=true&from_year=2012", "&maat=land"),
    "funnel": (f"kind=funnel&{TREND}&size=midden", "&grootte=midden"),
    "deviance_map": (f"kind=deviance_map&{TREND}&regio=noord", "&regio=noord"),
    "regio_map": (f"kind=regio_map&{HEALTH}", "/bijeenkomsten?"),
    "regio_course": (f"kind=regio_course&{HEALTH}&regio=noord", "&regio=noord"),
    "regio_counts": (f"kind=regio_counts&{HEALTH}", "/bijeenkomsten?"),
}  # fmt: skip
"""A picture of every kind, and what stands in the address of its page."""


@pytest.fixture(scope="module")
def client():
    return TestClient(APP)


def _texts(client, query):
    answer = client.get(f"/api/v1/picture?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("image/svg+xml")
    return [text.text or "" for text in ET.fromstring(answer.text).iter("{http://www.w3.org/2000/svg}text")]


def _address(texts):
    """The address of its page that stands in a picture."""
    return re.search(r"http://testserver\S+", " ".join(texts))[0]


@pytest.mark.parametrize("query", [MAP, COURSE, DISTRIBUTION])
@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ("Eenheid: procent", "Bron: RIVM", "Schatting, geen telling", "gegevens versie")),
     ("en", ("Unit: per cent", "Source: RIVM", "An estimate, not a count", "data version"))],
)  # fmt: skip
def test_a_picture_says_what_it_shows_and_where_it_comes_from(client, query, language, words):
    said = " ".join(_texts(client, f"{query}&language={language}"))
    for word in (*words, "2020", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", database.version()):
        assert word in said, word
    page = {"map": "/kaart?", "course": "/vergelijk?", "distribution": "/mijn-wijk?"}[query[5:].partition("&")[0]]
    assert f"http://testserver{page}" in said


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", pictures.KINDS)
def test_a_picture_of_every_kind_has_its_unit_source_licence_version_and_page(client, kind, language):
    query, page = EVERY[kind]
    said = " ".join(_texts(client, f"{query}&language={language}"))
    unit, source = ("Eenheid: ", "Bron: ") if language == "nl" else ("Unit: ", "Source: ")
    for word in (unit, source, "https://creativecommons.org/", database.version(), page, "20"):
        assert word in said, word
    assert "{" not in said
    assert "nan" not in said.lower().split()


TO_THE_WORD = [
    ("kind=map&indicator=lbm2_totaal&type=wijk&year=2014&gemeente=GM0599",
     "2014, per wijk, Rotterdam. Eenheid: score."),
    ("kind=map&indicator=kwb_inwoners&type=wijk&year=2019&gemeente=GM0599",
     "2019, per wijk, Rotterdam. Eenheid: aantal. # Gemeten met de grenzen van 2019, getekend op de kaart van 2020."),
    ("kind=course&indicator=lbm2_totaal&codes=WK059904", "2012–2016, met de grenzen van 2016. Eenheid: score."),
    ("kind=course&indicator=rivm_moeite_rondkomen&codes=WK059904",
     "2012–2020, met de grenzen van 2020. Eenheid: procent."),
    ("kind=course&indicator=politie_totaal&codes=WK059904",
     "2021–2025, met de grenzen van 2024. Eenheid: per 1.000 inwoners."),
    ("kind=distribution&indicator=lbm2_totaal&codes=WK059904&year=2014",
     "2014: alle wijken met de grenzen van 2016. Eenheid: score."),
    ("kind=distribution&indicator=lbm2_totaal&codes=WK059904",
     "2016: alle wijken met de grenzen van 2016. Eenheid: score."),
    ("kind=funnel&indicator=lbm2_totaal&series=wijk2&size=midden&list=zwak2012&from_year=2012&to_year=2014",
     "2012–2014 # wijken met klasse “zwak” of lager in 2012, 2.500 tot 7.500 inwoners, met de grenzen van 2016: het"
     " verschil # Eenheid: punten (score). # In de grijze band liggen verschillen die door toeval alleen"),
    ("kind=funnel&indicator=lbm2_totaal&series=wijk2&like=WK059904", "30 wijken die net zo begonnen als Overschie,"),
]  # fmt: skip
"""A picture, and what stands in it in this order (# is anything between)."""


@pytest.mark.parametrize(("query", "words"), TO_THE_WORD)
def test_the_years_boundaries_place_and_unit_in_a_picture_are_those_of_its_figures(client, query, words):
    said = " ".join(_texts(client, query))
    assert re.search(".*".join(re.escape(part) for part in words.split(" # ")), said), said


@pytest.mark.parametrize("query", [MAP, COURSE, DISTRIBUTION])
def test_a_picture_in_english_leads_to_the_page_in_english(client, query):
    for language, asked in (("en", ["en"]), ("nl", None)):
        address = _address(_texts(client, f"{query}&language={language}"))
        assert parse_qs(urlsplit(address).query).get("taal") == asked


@pytest.mark.parametrize("kind", ["gap", "spread"])
def test_the_page_of_a_picture_without_any_choice_has_no_question_mark(client, kind):
    assert _address(_texts(client, f"kind={kind}")) == "http://testserver/de-kloof"


def test_the_page_of_a_picture_of_an_own_list_has_that_list(client):
    asked = "kind=changes&indicator=lbm2_totaal&series=wijk2&from_year=2012&codes=WK059904,WK059901"
    query = parse_qs(urlsplit(_address(_texts(client, asked))).query)
    assert (query["codes"], query["groep"], query["van"]) == (["WK059904,WK059901"], ["eigen"], ["2012"])


def test_the_name_of_a_picture_says_what_it_is_and_of_which_version(client):
    for kind in ("svg", "png"):
        said = client.get(f"/api/v1/picture?{MAP}&format={kind}").headers["content-disposition"]
        assert f"lsa-map-rivm-eenzaam-v{database.version()}.{kind}" in said


def test_every_kind_of_picture_has_a_page_and_takes_parameters_that_are_described():
    assert picture_page.PAGES.keys() == pictures.KINDS.keys()
    described = {parameter.name for parameter in PATHS["/picture"][1]}
    taken = {name for _, named in picture_page.PAGES.values() for name in named}
    assert taken | {*picture_page.FOR_EVERY_KIND} == described


def test_a_map_has_a_word_for_every_class_and_one_for_no_figure(client):
    said = _texts(client, MAP)
    assert "geen cijfer" in said
    assert len([text for text in said if re.match(r"(onder )?[0-9,]+( tot| of meer|$)", text)]) == 7
    assert any("ongeveer als Nederland" in text for text in said)


def test_lines_of_a_course_are_named_at_their_end(client):
    said = _texts(client, COURSE)
    assert {"Overschie", "Centrum", "Nederland"} <= set(said)


def test_two_areas_of_one_name_are_two_lines(client):
    said = _texts(client, "kind=course&indicator=rivm_eenzaam&codes=WK011900,WK051828")
    assert {"Centrum", "Centrum (WK051828)"} <= set(said)


@pytest.mark.parametrize(
    ("query", "page"),
    [(f"kind=distribution&indicator=rivm_eenzaam&own={OWN}", "/mijn-wijk"),
     (f"kind=course&indicator=rivm_eenzaam&own={OWN}", "/mijn-wijk"),
     (f"kind=course&indicator=rivm_eenzaam&own={OWN}&codes=GM0599", "/vergelijk")],
)  # fmt: skip
def test_a_picture_of_an_own_area_says_that_it_is_computed_and_leads_to_the_same_area(client, query, page):
    texts = _texts(client, query)
    assert "Rond 't plein: een eigen gebied van 2 buurten, uit die buurten door ons berekend." in texts
    address = urlsplit(_address(texts))
    assert address.path == page
    assert parse_qs(address.query)["eigen"] == ["BU05990110,BU05990112:40;naam=Rond 't plein"]
    frame = client.get(f"/inbed?{query}")
    for source in re.findall(r'(?:src|srcset)="([^"]+)"', frame.text):
        assert client.get(source.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    ("codes", "page"),
    [("WK059901&vintage=2020", "/mijn-wijk?gebied=WK059901&indeling=2020"),
     ("WK059901&vintage=2024", "?gebied=WK059901"),
     ("WK059901,WK059903&vintage=2020", "&gebieden=WK059901.2020,WK059903.2020")],
)  # fmt: skip
def test_the_page_of_a_picture_shows_the_same_vintage(client, codes, page):
    texts = _texts(client, f"kind=course&indicator=rivm_eenzaam&codes={codes}")
    assert _address(texts).endswith(page)


def test_of_an_own_area_of_few_people_there_is_no_picture(client):
    buurten = areas.within("buurt", gemeente="GM0599")
    few = buurten.loc[buurten["inhabitants"].between(1, 249), "code"].iloc[0]
    answer = client.get(f"/api/v1/picture?kind=distribution&indicator=rivm_eenzaam&own={few}")
    assert (answer.status_code, answer.json()["error"]["parameter"]) == (400, "own")
    assert "250" in answer.json()["error"]["message"]


def test_of_an_own_area_of_too_many_buurten_there_is_no_picture(client):
    line = ",".join(areas.within("buurt")["code"].tolist()[: own_area.MOST + 1])
    error = client.get(f"/api/v1/picture?kind=course&indicator=rivm_eenzaam&own={line}").json()["error"]
    assert (error["parameter"], error["message"]) == ("own", "An own area has at most 600 buurten.")


@pytest.mark.parametrize("query", [MAP, COURSE, DISTRIBUTION])
def test_a_png_is_twice_as_sharp_and_dark_where_that_is_asked(client, query):
    sizes = set()
    for theme, paper in (("light", (251, 249, 244)), ("dark", (20, 25, 28))):
        picture = Image.open(io.BytesIO(client.get(f"/api/v1/picture?{query}&format=png&theme={theme}").content))
        assert picture.convert("RGB").getpixel((2, 2)) == paper
        sizes.add(picture.size)
    svg = ET.fromstring(client.get(f"/api/v1/picture?{query}").text)
    assert sizes == {(2 * int(svg.get("width")), 2 * int(svg.get("height")))}


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("kind=cake&indicator=rivm_eenzaam", "kind"),
        ("kind=map", "indicator"),
        ("kind=map&indicator=rivm_eenzaam&year=2011", "year"),
        ("kind=map&indicator=rivm_eenzaam&type=wijk&year=2013", "year"),
        ("kind=map&indicator=kwb_inwoners&type=buurt", "gemeente"),
        ("kind=map&indicator=rivm_eenzaam&gemeente=GM9999", "gemeente"),
        ("kind=map&indicator=rivm_eenzaam&gemeente=GM0599&regio=zuidwest", "regio"),
        ("kind=course&indicator=rivm_eenzaam", "codes"),
        ("kind=course&indicator=rivm_eenzaam&codes=WK999999", "codes"),
        ("kind=course&indicator=lbm2_klasse&codes=WK059904", "indicator"),
        ("kind=distribution&indicator=rivm_eenzaam&codes=<b>", "codes"),
        ("kind=map&indicator=rivm_eenzaam&colour=red", "colour"),
        ("kind=course&indicator=rivm_eenzaam&codes=WK059904&regio=noord", "regio"),
        ("kind=gap&series=pc3&list=lijst2022", "list"),
        ("kind=gap&series=wijk2&benchmark=constante", "benchmark"),
        ("kind=gap_definitions&series=pc3&from_year=2014&to_year=2012", "from_year"),
        ("kind=changes&indicator=lbm2_totaal&series=wijk2&codes=WK059904,WK999999", "codes"),
        ("kind=changes&indicator=rivm_eenzaam&series=wijk2", "indicator"),
        ("kind=changes&indicator=lbm2_klasse&series=wijk2&relative=true", "relative"),
        ("kind=funnel&indicator=lbm2_totaal&series=pc2", "series"),
        ("kind=deviance_map&indicator=lbm2_totaal&series=wijk2&like=WK999999", "like"),
        ("kind=regio_map&indicator=kwb_inwoners", "indicator"),
        ("kind=registered&indicator=rivm_eenzaam", "indicator"),
        ("kind=registered&indicator=politie_misdrijven&gemeente=GM0599", "gemeente"),
        ("kind=distribution&indicator=rivm_eenzaam&codes=WK059904,WK051828", "codes"),
        (f"kind=distribution&indicator=rivm_eenzaam&codes=WK059904&own={OWN}", "codes"),
        (f"kind=map&indicator=rivm_eenzaam&own={OWN}", "own"),
        ("kind=course&indicator=rivm_eenzaam&own=BU05990110,BU99999999", "own"),
        ("kind=course&indicator=rivm_eenzaam&own=GM0599", "own"),
        ("kind=course&indicator=rivm_eenzaam&own=<b>", "own"),
    ],
)
def test_a_picture_that_cannot_be_made_names_the_parameter(client, query, parameter):
    answer = client.get(f"/api/v1/picture?{query}")
    assert (answer.status_code, answer.json()["error"]["parameter"]) == (400, parameter)
    assert client.get(f"/inbed?{query}").status_code == 404


def test_only_the_page_for_a_frame_may_be_framed(client):
    page = client.get(f"/inbed?{MAP}")
    assert page.status_code == 200
    assert "frame-ancestors *" in page.headers["content-security-policy"]
    assert "script" not in page.text
    for path in (f"/api/v1/picture?{MAP}", "/api/v1", "/gebied/WK059904", "/inbed-not", "/live/nothing"):
        assert "frame-ancestors 'self'" in client.get(path).headers["content-security-policy"], path
    sources = re.findall(r'(?:src|srcset)="([^"]+)"', page.text)
    assert {parse_qs(urlsplit(unescape(source)).query)["theme"][0] for source in sources} == {"light", "dark"}
    assert len(sources) == 2
    for source in sources:
        assert client.get(source.replace("&amp;", "&")).headers["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize(
    "path",
    ["/geo/nothing", "/health/x", "/live/x/y/z", "/doe-mee/x/y/z", "/gebied", "/beeld/", "/poster/x/y", "/inbed"],
)
def test_an_address_under_one_of_ours_that_is_none_does_not_exist(client, path):
    assert client.get(path).status_code == 404
