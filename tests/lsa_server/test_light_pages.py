"""The pages of an area without Streamlit, asked as a browser, a messenger and a search engine would."""

import base64
import gzip
import hashlib
import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
import segno
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

import lsa_server
from lsa_data.ask import areas, database, own_area, profile
from lsa_data.say import opening, sentences
from lsa_server import light
from lsa_server.address import path_to
from lsa_server.paper import on_paper
from tests.templates import HOSTILE

ROOT = Path(__file__).parents[2]
SCHILDERSBUURT, SMALL, RETIRED = "/gebied/WK051829", "/gebied/WK003414", "/gebied/WK036200/2016"
LIMIT = 60_000


@pytest.fixture
def client():
    app = Starlette(routes=lsa_server.routes(), middleware=lsa_server.around())
    return TestClient(app, follow_redirects=False)


def _text(html: str) -> str:
    """What a reader sees, without the tags."""
    without = re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", without)).split())


def _transferred(client, path: str) -> int:
    """Bytes over the line of a page with all that it asks for."""
    with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
        page = b"".join(answer.iter_raw())
    html = gzip.decompress(page).decode()
    asked = set(re.findall(r"url\((/app/static/[^)]+)\)|<link rel=\"icon\" href=\"([^\"]+)\"", html))
    files = [ROOT / "lsa_ui" / (one or other).removeprefix("/app/") for one, other in asked]
    assert len(files) == 3
    assert "<img" not in html and '<link rel="stylesheet"' not in html and "<script src" not in html
    return len(page) + sum(file.stat().st_size for file in files)


@pytest.mark.parametrize("path", [SCHILDERSBUURT, f"{SCHILDERSBUURT}?taal=en", "/gebied/GM0363", "/gebied/GM0599"])
def test_a_page_with_its_letters_weighs_less_than_60_kb(client, path):
    assert len(client.get(path).content) < LIMIT, "the page itself, not compressed"
    assert _transferred(client, path) < LIMIT


@pytest.mark.slow
def test_every_kind_of_area_has_a_page_under_the_limit(client):
    for kind in ("gemeente", "wijk", "buurt", "pc4"):
        codes = database.ask("area_pages", type=kind)["code"]
        for code in codes.sample(6, random_state=1):
            answer = client.get(f"/gebied/{code}")
            assert (answer.status_code, len(answer.content) < 1.5 * LIMIT) == (200, True), code
            assert _transferred(client, f"/gebied/{code}") < LIMIT


def test_a_page_says_the_sentences_of_the_opening_with_its_marks(client):
    area = areas.area("WK051829")
    rows = profile.with_peers(profile.figures(area), area)
    for language, taal in (("nl", ""), ("en", "?taal=en")):
        html = client.get(SCHILDERSBUURT + taal).text
        text = _text(html)
        said = opening.summary(rows, area, language)
        assert len(said) >= 3
        assert [s.brief for s in said if s.brief not in text] == []
        assert [one for one in opening.direction(rows, area, language) if one not in text] == []
        spoken = [sentences.spoken(s.sign, language) for s in said]
        statements = html.split('<ul class="lsa-statements">')[1].split("</ul>")[0]
        assert re.findall(r'class="lsa-sign" role="img" aria-label="([^"]+)"', statements) == spoken


def test_a_figure_stands_with_its_mark_its_year_the_country_and_its_direction(client):
    text = _text(client.get(SCHILDERSBUURT).text)
    assert "Voelt zich eenzaam 2020 67% Nederland 47% meer dan in de meeste wijken" in text
    assert "geen duidelijke verandering (2012–2020)" in text
    assert "Precies: 66,6%. Nederland: 47,0%." in text
    assert "Voelt zich gezond 2024 51% Nederland 73%" in text
    assert "dichter bij Nederland (2012–2024)" in text


def test_a_score_is_never_read_as_a_number_outside_its_explanation(client):
    html = re.sub(r"<details>.*?</details>", "", client.get(SCHILDERSBUURT).text, flags=re.DOTALL)
    assert "Winkels, zorg en scholen zijn hier dichterbij" in _text(html)
    assert "0,31" not in _text(html)


def test_of_one_subject_only_the_newest_figure_is_shown(client):
    text = _text(client.get(SCHILDERSBUURT).text)
    assert "Leefbaarheid 2024" in text
    assert "Leefbaarheid 2016" not in text


def test_the_page_is_in_its_language_and_names_the_other(client):
    dutch, english = client.get(SCHILDERSBUURT).text, client.get(f"{SCHILDERSBUURT}?taal=en").text
    assert '<html lang="nl">' in dutch and '<html lang="en">' in english
    assert f'href="{SCHILDERSBUURT}?taal=en" lang="en" hreflang="en"' in dutch
    assert f'href="{SCHILDERSBUURT}" lang="nl" hreflang="nl"' in english
    for page in (dutch, english):
        for code, taal in (("nl", ""), ("en", "?taal=en"), ("x-default", "")):
            assert f'rel="alternate" hreflang="{code}" href="http://testserver{SCHILDERSBUURT}{taal}"' in page
    assert f'rel="canonical" href="http://testserver{SCHILDERSBUURT}?taal=en"' in english


def test_nothing_needs_a_script(client):
    html = client.get(SCHILDERSBUURT).text
    assert len(re.findall(r"<button[^>]* hidden>", html)) == html.count("<button") > 0, "buttons come with the script"
    assert "style=" not in html and "onclick" not in html
    assert html.count("<script") == 1


def test_only_the_style_and_the_script_of_the_page_may_run(client):
    for path in (SCHILDERSBUURT, "/poster/WK051829"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy
        for tag in ("style", "script"):
            content = re.search(rf"<{tag}>(.*?)</{tag}>", answer.text, re.DOTALL)[1]
            digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
            assert f"{tag}-src" in policy and f"'sha256-{digest}'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers


def test_a_page_that_somebody_has_is_not_sent_again(client):
    first = client.get(SCHILDERSBUURT)
    assert first.headers["cache-control"].startswith("public, max-age=")
    again = client.get(SCHILDERSBUURT, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert "accept-encoding" in again.headers["vary"].lower()
    other = client.get(f"{SCHILDERSBUURT}?taal=en", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200


def test_a_page_is_made_once_per_version_of_the_figures(client, monkeypatch):
    first = client.get(SCHILDERSBUURT)
    monkeypatch.setattr(profile, "profile", None)
    assert client.get(f"{SCHILDERSBUURT}?utm_source=x&cijfers=a").content == first.content
    monkeypatch.undo()
    monkeypatch.setattr(database, "version", lambda: "2099.01-abcdef")
    assert client.get(SCHILDERSBUURT).headers["etag"] != first.headers["etag"]


def test_who_cannot_read_gzip_gets_the_page_as_it_is(client):
    with client.stream("GET", SCHILDERSBUURT, headers={"Accept-Encoding": "identity"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert "content-encoding" not in answer.headers
    assert raw.startswith(b"<!doctype html>")


def test_a_preview_of_a_link_has_a_title_a_text_and_a_picture(client):
    html = client.get(SCHILDERSBUURT).text
    assert "<title>Hoe staat Schilderswijk (Den Haag) ervoor? · LSA Wijkdashboard</title>" in html
    told = {
        name: unescape(text) for name, text in re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', html)
    }
    assert told["og:title"] == "Hoe staat Schilderswijk (Den Haag) ervoor?"
    assert told["og:description"].startswith("Schilderswijk: Van elke 100 volwassenen dronken er naar schatting 78")
    assert len(told["og:description"]) <= 202
    assert told["og:url"] == f"http://testserver{SCHILDERSBUURT}"
    picture = client.get(told["og:image"].removeprefix("http://testserver"))
    image = Image.open(BytesIO(picture.content))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(picture.content) < 60_000
    assert len(image.convert("RGB").getcolors(1 << 20)) > 8, "there is something on it"
    assert client.get("/beeld/WK051829", headers={"If-None-Match": picture.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("path", [SMALL, "/gebied/WK003432"])
def test_an_area_of_fewer_than_250_people_has_no_sentences_and_no_lines(client, path):
    html = client.get(path).text
    assert "mensen. Dat is te weinig om er iets over te zeggen." in html
    for part in ('class="lsa-statements"', 'class="direction"', 'class="lsa-strip"', 'class="lsa-sign"'):
        assert part not in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_figure_that_is_missing_says_why(client):
    assert "Van te weinig buurten is dit bekend." in client.get(SMALL).text


def test_an_area_that_is_gone_says_so_and_leads_to_what_took_its_place(client):
    html = client.get(RETIRED).text
    assert "bestaat niet meer als wijk" in html
    assert re.search(r'<a href="/gebied/WK0362\w\w">[^<]+\(Amstelveen\)</a>', html)
    assert "noindex" in html
    assert client.get("/gebied/WK036200").status_code == 200, "without its year it is found too"


def test_a_year_that_is_not_there_is_said(client):
    html = client.get(f"{SCHILDERSBUURT}/2001").text
    assert "Van WK051829 kennen we de grenzen van 2001 niet. U ziet nu de grenzen van 2024." in html
    assert f'rel="canonical" href="http://testserver{SCHILDERSBUURT}"' in html


@pytest.mark.parametrize(
    ("path", "words"),
    [("/gebied/WK051877", "Het gebied WK051877 kennen we niet."), ("/gebied/XX", "“XX” in de link klopt niet."),
     ("/gebied/PV28", "Het gebied PV28 kennen we niet."), (f"{SCHILDERSBUURT}/toen", "“toen” in de link klopt niet."),
     ("/poster/9990", "Het gebied 9990 kennen we niet."), ("/beeld/XX", "“XX” in de link klopt niet.")],
)  # fmt: skip
def test_what_is_not_there_is_a_page_in_words_with_a_way_to_search(client, path, words):
    answer = client.get(path)
    assert answer.status_code == 404
    assert words in _text(answer.text)
    assert "Zoek uw wijk op naam of postcode" in answer.text


def test_an_unknown_wijk_leads_to_its_gemeente(client):
    assert '<a class="other" href="/gebied/GM0518">Den Haag</a>' in client.get("/gebied/WK051877").text


def test_a_text_from_the_address_or_the_figures_does_nothing(client, monkeypatch):
    assert "<script>alert" not in client.get("/gebied/%3Cscript%3Ealert(1)%3C%2Fscript%3E").text
    real = areas.area("WK168000")
    monkeypatch.setattr(areas, "area", lambda *_: replace(real, name=HOSTILE, provincie_name=HOSTILE))
    html = client.get("/gebied/WK168000").text
    assert HOSTILE not in html
    assert HOSTILE in unescape(html)


def test_a_code_in_small_letters_is_the_same_page(client):
    answer = client.get("/gebied/wk051829?taal=en")
    assert (answer.status_code, answer.headers["location"]) == (308, f"{SCHILDERSBUURT}?taal=en")


def test_neighbours_and_what_lies_inside_are_links_to_their_pages(client):
    html = client.get(SCHILDERSBUURT).text
    for code in ("WK051828", "BU05182916", "2525", "GM0518"):
        assert f'href="/gebied/{code}"' in html
    assert 'href="/mijn-wijk?gebied=WK051829"' in html
    assert 'href="/poster/WK051829"' in html


@pytest.mark.parametrize(
    ("path", "words"),
    [("/gebied/GM0344", "Utrecht"), ("/gebied/2525", "Postcode 2525"), ("/gebied/BU05182916", "Schildersbuurt-Noord"),
     ("/gebied/NL01", "Dit zijn de cijfers van heel Nederland.")],
)  # fmt: skip
def test_gemeente_postcode_buurt_and_country_have_a_page(client, path, words):
    answer = client.get(path)
    assert answer.status_code == 200
    assert words in _text(answer.text)


def test_the_address_of_the_server_is_that_of_its_setting_and_never_a_strange_one(client, monkeypatch):
    strange = client.get(SCHILDERSBUURT, headers={"Host": 'evil.example/"><script>'}).text
    assert "evil" not in strange
    assert f'rel="canonical" href="{SCHILDERSBUURT}"' in strange
    monkeypatch.setenv("LSA_ADDRESS", "https://wijken.example/")
    assert f'rel="canonical" href="https://wijken.example{SCHILDERSBUURT}"' in client.get(SCHILDERSBUURT).text


def test_a_sitemap_lists_every_area_of_which_something_is_said_in_both_languages(client):
    index = client.get("/sitemap.xml").text
    parts = re.findall(r"<loc>http://testserver(/sitemap-\w+\.xml)</loc>", index)
    assert len(parts) == 4
    pages = {part: re.findall(r"<loc>http://testserver([^<]+)</loc>", client.get(part).text) for part in parts}
    assert all(0 < len(listed) <= 50_000 for listed in pages.values())
    wijken = pages["/sitemap-wijk.xml"]
    assert len(wijken) == 2 * len(database.ask("area_pages", type="wijk"))
    assert {SCHILDERSBUURT, f"{SCHILDERSBUURT}?taal=en"} <= {*wijken}
    assert SMALL not in wijken
    assert client.get("/sitemap-mars.xml").status_code == 404


def test_robots_are_led_to_the_sitemap_and_kept_from_evenings(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /live/" in lines


def _sheets(html: str) -> list[str]:
    return [unescape(name) for name in re.findall(r"</span>([^<]+)</h2>", html)]


def test_a_poster_begins_with_strengths(client):
    html = client.get("/poster/WK051829").text
    assert len(_sheets(html)) == 4
    marks = re.findall(r'<h2><span class="sign"[^>]*>(.)</span>', html)
    assert marks == sorted(marks, key="+·−".index)
    assert marks[0] == "+"
    chosen = client.get("/poster/WK051829?cijfers=rivm_eenzaam,lbm3_voorzieningen").text
    assert _sheets(chosen) == ["Winkels, zorg en scholen", "Voelt zich eenzaam"]


def test_a_poster_has_the_figures_that_were_chosen_and_no_others(client):
    html = client.get("/poster/WK051829?cijfers=rivm_eenzaam&cijfers=rivm_roker&cijfers=none&cijfers=%3Cb%3E").text
    assert _sheets(html) == ["Voelt zich eenzaam", "Rookt"]
    assert len(re.findall(r'name="cijfers" value="\w+" checked', html)) == 2
    assert "Hier: 67 van de 100 volwassenen voelden zich eenzaam. In heel Nederland: 47." in _text(html)
    assert "Waar komen mensen elkaar hier tegen" in html


def test_an_area_of_which_nothing_is_said_has_no_poster_and_says_why(client):
    html = client.get("/poster/WK003414").text
    assert _sheets(html) == []
    assert "te weinig cijfers" in html


def test_the_old_address_of_a_poster_leads_to_it(client):
    answer = client.get("/poster?gebied=wk051829&cijfers=rivm_eenzaam,rivm_roker&taal=en")
    assert answer.status_code == 301
    assert answer.headers["location"] == "/poster/WK051829?taal=en&cijfers=rivm_eenzaam,rivm_roker"
    assert client.get("/poster?gebied=WK036200&indeling=2016").headers["location"] == "/poster/WK036200/2016"
    assert "Zoek eerst een wijk" in client.get("/poster").text


def test_without_figures_a_page_says_to_come_back(client, monkeypatch, tmp_path):
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    answer = client.get(SCHILDERSBUURT)
    assert answer.status_code == 503
    assert "De cijfers zijn er nu niet" in answer.text


def test_both_languages_have_the_same_words():
    from lsa_server.words import words

    dutch, english = words("nl"), words("en")
    assert dutch.keys() == english.keys()
    fill = re.compile(r"\{(\w+)\}")
    flat = [(key, dutch[key], english[key]) for key in dutch if isinstance(dutch[key], str)]
    assert [key for key, nl, en in flat if sorted(fill.findall(nl)) != sorted(fill.findall(en))] == []
    files = [path for folder in ("lsa_server", "lsa_data/say") for path in (ROOT / folder).rglob("*.*")]
    code = "".join(path.read_text() for path in files if path.suffix in (".py", ".html"))
    unused = [key for key in dutch if not re.search(rf'["\'.]{key}\b', code) and not key.startswith("question_")]
    assert unused == []


def test_only_so_many_answers_are_kept():
    assert light.ROOM <= 200_000_000


OWN = "BU05990110,BU05990112:40;naam=De Kuip & 't Zand"


def _linked(html: str, words: str) -> str:
    return unescape(re.search(rf'href="([^"]*)">{words}', html)[1])


def test_the_ways_on_from_an_own_area_name_it_by_its_line(client):
    html = client.get(f"/gebied/{quote(OWN)}").text
    for words in ("Verder kijken", "Vergelijk met"):
        query = parse_qs(urlsplit(_linked(html, words)).query)
        assert query["eigen"] == [OWN]
        assert "gebied" not in query


@pytest.mark.parametrize("page", ["gebied", "poster"])
def test_a_link_to_an_own_area_that_was_cut_off_says_so_and_shows_the_rest(client, page):
    html = client.get(f"/{page}/BU05990110,BU0599").text
    assert "Niet alles in de link kennen we (BU0599)" in html
    assert _linked(html, "Kijk wat er mist") == "/eigen-gebied?eigen=BU05990110,BU0599"
    assert "Niet alles in de link" not in client.get(f"/{page}/BU05990110").text


def test_a_link_of_which_nothing_is_left_leads_to_where_it_is_told(client):
    gone = client.get("/gebied/BU00030000,BU00030001")
    assert gone.status_code == 404
    assert _linked(gone.text, "Kijk wat er mist") == "/eigen-gebied?eigen=BU00030000,BU00030001"


def test_on_paper_an_own_area_is_a_code_to_scan_and_one_that_is_too_long_says_where_to_make_it(client):
    for page in ("poster", "gebied"):
        short, long = (client.get(f"/{page}/{line}").text for line in (quote(OWN), ",".join(_many(300))))
        paper = [html.partition("<body")[2] for html in (short, long)]
        assert "scan de code" in paper[0]
        assert "M4 4.5h7" in paper[0]
        assert "te veel buurten voor een link op papier" in paper[1]
        assert "M4 4.5h7" not in paper[1]
        sheets = paper[1].partition('class="sheet"')[2] or paper[1].partition("<footer")[2]
        assert "BU0363" not in sheets
    assert "/gebied/WK059904" in client.get("/poster/WK059904").text.partition('class="sheet"')[2]


def test_the_code_on_paper_is_the_address_of_the_area():
    area, home = own_area.read(OWN).area, "https://wijk.voorbeeld.nl"
    code = on_paper(area, home, "nl").code
    dark = {
        (x, int(y))
        for x, y, n in re.findall(r"M(\d+) (\d+)\.5h(\d+)", code.path)
        for x in range(int(x), int(x) + int(n))
    }
    wanted = segno.make(home + path_to("gebied", area, "nl"), error="l", micro=False).matrix
    assert dark == {(x + 4, y + 4) for y, row in enumerate(wanted) for x, square in enumerate(row) if square}


def test_many_areas_beside_an_own_area_are_folded(client):
    assert "<summary>Ernaast liggen" in client.get(f"/gebied/{','.join(_many(300))}").text
    assert "<summary>Ernaast liggen" not in client.get("/gebied/BU05990110").text


def _many(n: int) -> list[str]:
    return areas.within("buurt", gemeente="GM0363")["code"].tolist()[:n]
