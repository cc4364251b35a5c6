"""Finding an area by what people type."""

import pandas as pd
import pytest

from lsa_data import catalogue
from lsa_data.ask import areas, database, search, search_index


@pytest.fixture(autouse=True, scope="module")
def keeps_the_index_of_the_database():
    """The index made once; a test that replaces it puts it back."""
    search_index.index()


def _first(question, **asked):
    return search.find(question, **asked).hits[0]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        # a name with where it lies, in any order
        ("schilderswijk den haag", "WK051829"),
        ("den haag schilderswijk", "WK051829"),
        ("schildersbuurt 's-gravenhage", "WK051829"),
        ("lombok utrecht", "BU03440123"),
        ("utrecht lombok", "BU03440123"),
        ("lombok arnhem gelderland", "BU02021471"),
        ("haren groningen", "WK001417"),
        ("haren oss", "WK082811"),
        ("norg drenthe", "WK169903"),
        ("transvaal den haag", "WK051830"),
        ("bergen limburg", "GM0893"),
        ("bergen noord-holland", "GM0373"),
        ("tarwewijk charlois rotterdam", "BU05991571"),
        ("de wijk overschie in rotterdam", "WK059904"),
        # as it is while somebody types
        ("overs", "WK059904"),
        ("lombok utr", "BU03440123"),
        # what people call it, and called it
        ("den haag", "GM0518"),
        ("denhaag", "GM0518"),
        ("s gravenhage", "GM0518"),
        ("The Hague", "GM0518"),
        ("Den Bosch", "GM0796"),
        ("SUDWEST FRYSLAN", "GM1900"),
        ("sudwest friesland", "GM1900"),
        ("bijlmer", "WK0363TC"),
        ("de pijp", "WK0363KE"),
        ("amsterdam noord", "WK0363NE"),
        ("den haag zuid west", "WK051833"),
        ("spijkenisse", "GM1930"),
        ("zaandam", "GM0479"),
        ("hengelo", "GM0164"),
        ("zeewolde", "GM0050"),
        ("sneek", "WK190001"),
        # the other word for it
        ("vogelbuurt den haag", "WK051813"),
        ("leiden centrum", "WK054601"),
        # a buurt, where the wijk is large
        ("pendrecht", "BU05991577"),
        ("kanaleneiland utrecht", "BU03440831"),
        ("kanalen eiland utrecht", "BU03440831"),
        # typing mistakes
        ("amsterdm", "GM0363"),
        ("utrehct", "GM0344"),
        ("overvegt", "WK034403"),
        ("schildrswijk den haag", "WK051829"),
        ("transvaal den hag", "WK051830"),
        # codes
        ("wk059904", "WK059904"),
        ("BU05991577", "BU05991577"),
    ],
)
def test_the_first_hit_is_what_was_meant(question, code):
    assert _first(question).code == code


@pytest.mark.parametrize("question", ["2526", "2526 XK", " 2526xk ", "2526 x", "2526 XK Den Haag", "postcode 2526"])
def test_a_postcode_gives_its_area_and_the_wijken_and_buurten_it_lies_in(question):
    found = search.find(question)
    assert [hit.code for hit in found.hits[:2]] == ["2526", "WK051829"]
    assert {hit.type for hit in found.hits} == {"pc4", "wijk", "buurt"}
    assert found.postcode == "2526"


def test_the_first_digits_of_a_postcode_give_those_that_begin_so():
    assert [hit.code for hit in search.find("25").hits[:2]] == ["2511", "2512"]
    assert {hit.code[:3] for hit in search.find("252").hits} == {"252"}


def test_an_unknown_postcode_offers_real_ones():
    found = search.find("1001")
    assert found.hits == ()
    assert [hit.code for hit in found.nearest] == ["1011", "1012", "1013", "1014", "1015"]


@pytest.mark.parametrize("question", ["hoefkade 12", "hoefkade", "de hoefkade 12 b", "hoefkade 3a"])
def test_a_street_is_called_so_and_gives_nothing_that_only_looks_like_it(question):
    found = search.find(question)
    assert found.street
    assert found.hits == found.nearest == ()


def test_a_street_with_its_place_offers_the_place():
    found = search.find("hoefkade 12 den haag")
    assert found.street
    assert found.nearest[0].code == "GM0518"


@pytest.mark.parametrize("question", ["Overschiesestraatweg", "landlust", "transvaalstraat", "moerdijk", "vlaardingen"])
def test_an_area_that_is_called_as_a_street_is_found(question):
    found = search.find(question)
    assert found.street is not bool(found.hits)


def test_nothing_found_offers_the_nearest_names():
    found = search.find("Kraaiennest")
    assert found.hits == ()
    assert found.nearest
    assert not found.street


def test_a_place_that_is_known_is_offered_when_the_rest_is_not():
    found = search.find("xyzzyx utrecht")
    assert found.hits == ()
    assert found.nearest[0].code == "GM0344"


def test_only_areas_of_the_type_that_is_asked_are_found():
    assert _first("overschie", area_type="buurt").type == "buurt"
    assert {hit.type for hit in search.find("2526", area_type="wijk").hits} == {"wijk"}
    assert search.find("25", area_type="wijk").hits == ()
    assert search.find("wk059904", area_type="gemeente").hits == ()


@pytest.mark.parametrize("question", ["", "   ", "x", "'; DROP TABLE area; --", "<script>", "%" * 500, "\x00", "日本",
                                      "de het in", "( [ \\", " ".join("abcdefghijklmnopqrstuvw")])  # fmt: skip
def test_odd_questions_are_harmless(question):
    assert isinstance(search.find(question), search.Found)


def test_a_hit_is_called_as_people_call_it_and_says_where_it_lies():
    hit = _first("schildersbuurt den haag")
    assert (hit.name, hit.official_name, hit.place) == ("Schilderswijk", "Wijk 29 Schildersbuurt", "Den Haag")
    assert _first("tarwewijk rotterdam").place == "Charlois, Rotterdam"
    assert _first("den bosch").place == "Noord-Brabant"
    assert _first("de pijp").known_as == "De Pijp"
    assert _first("spijkenisse").known_as == "Spijkenisse"
    assert _first("oude pijp").known_as is None


def test_no_wijk_is_called_by_its_number_alone_and_none_lies_in_s_gravenhage():
    shown = [entry.hit for entry in search_index.index().entries]
    assert [hit for hit in shown if search_index.NUMBER.fullmatch(hit.name)] == []
    assert [hit for hit in shown if "s-Gravenhage" in hit.place] == []
    assert _first("wk005000").name == "Zeewolde"
    assert _first("wijk 05 rijswijk").name == "Wijk 05 in Rijswijk (ZH.)"


def test_every_alias_names_an_area_by_its_code_and_official_name():
    frame = database.ask("searchable")
    without = frame["name"].str.replace(search_index.NUMBER, "", regex=True)
    known = {*zip(frame["code"], without, strict=True)}
    known |= {*zip(frame["provincie_code"], frame["provincie_name"], strict=True)}
    assert [alias for alias in catalogue.aliases() if (alias.code, alias.official) not in known] == []


def test_every_alias_leads_to_its_area():
    for alias in catalogue.aliases():
        if not alias.code.startswith("PV"):
            found = search.find(alias.name, limit=40).hits
            assert alias.code in [hit.code for hit in found], alias


@pytest.fixture
def known(monkeypatch):
    """Only these areas exist, in this order: (type, code, vintage, name, inhabitants)."""

    def only(*areas: tuple) -> None:
        columns = ["type", "code", "vintage", "name", "inhabitants"]
        frame = pd.DataFrame(areas, columns=columns).assign(
            gemeente_code="GM0001", gemeente_name="Stad", provincie_code="PV29", provincie_name="Zeeland",
            size_class=lambda rows: ["larger" if n >= 250 else "under_250" for n in rows["inhabitants"]],
        )  # fmt: skip
        monkeypatch.setattr(search_index, "shown_first", lambda _: 2022)
        index = search_index.Index(frame)
        monkeypatch.setattr(search, "index", lambda: index)

    return only


@pytest.mark.parametrize("question", ["Kerkwijk", "kerkwijjk", "kerkwijk zeeland", "kerk"])
def test_an_area_of_another_year_ranks_below_its_namesake_of_the_vintage_shown_first(known, question):
    known(("gemeente", "GM0001", 2016, "Kerkwijk", 90_000), ("wijk", "WK000100", 2022, "Kerkwijk", 300))
    assert [hit.code for hit in search.find(question).hits] == ["WK000100", "GM0001"]


def test_of_an_area_that_reads_the_same_in_two_years_only_the_newest_is_found(known):
    known(("wijk", "WK000100", 2016, "Kerkwijk", 900), ("wijk", "WK000200", 2022, "Kerkwijk", 300))
    assert [hit.code for hit in search.find("kerkwijk").hits] == ["WK000200"]


def test_of_namesakes_of_one_year_the_larger_type_and_then_the_more_inhabitants_goes_first(known):
    known(("wijk", "WK000100", 2022, "Kerkwijk", 300), ("wijk", "WK000200", 2022, "Kerkwijk", 900),
          ("buurt", "BU00010000", 2022, "Kerkwijk", 5_000), ("gemeente", "GM0001", 2022, "Kerkwijk", 260))  # fmt: skip
    assert [hit.code for hit in search.find("kerkwijk").hits] == ["GM0001", "WK000200", "WK000100", "BU00010000"]


def test_an_area_of_which_nothing_is_said_ranks_below_its_namesakes(known):
    known(("wijk", "WK000100", 2022, "Kerkwijk", 200), ("buurt", "BU00010000", 2022, "Kerkwijk", 5_000))
    assert [hit.code for hit in search.find("kerkwijk").hits] == ["BU00010000", "WK000100"]


def test_the_whole_name_ranks_above_its_beginning_and_that_above_a_word_and_a_mistake_is_last(known):
    names = ("Oude Kerkwijk", "Kerkwijk-Noord", "Kerkwijken", "Kerkwijk", "Krekwijk", "Kerkbuurt")
    known(*(("buurt", f"BU0001000{i}", 2022, name, 9_000 - 1_000 * i) for i, name in enumerate(names)))
    found = [hit.code[-1] for hit in search.find("kerkwijk").hits]
    assert found == ["3", "5", "1", "2", "0"]
    assert [hit.code[-1] for hit in search.find("krekwijk").hits] == ["4"]
    assert [hit.code[-1] for hit in search.find("kekrwijk noord").hits] == ["1"]


def test_a_street_is_not_taken_for_an_area_with_nearly_its_name(known):
    known(("buurt", "BU00010000", 2022, "Kerklaan", 900))
    assert search.find("karklaan").hits == ()
    assert search.find("kerklaan").hits


def test_a_house_number_makes_it_a_street_also_where_an_area_has_that_name():
    found = search.find("lange nieuwstraat 12 b")
    assert found.street
    assert found.hits == ()
    assert found.nearest[0].name == "Lange Nieuwstraat en omgeving"


@pytest.mark.parametrize(
    ("question", "code"),
    [("drenthe", "PV22"), ("Zuid-Holland", "PV28"), ("zuid holland", "PV28"), ("friesland", "PV21"),
     ("gelderlnd", "PV25"), ("provincie utrecht", "PV26")],
)  # fmt: skip
def test_a_provincie_gives_its_gemeenten(question, code):
    found = search.find(question)
    assert found.provincie.code == code
    first = areas.within("gemeente", provincie=code)["code"]
    assert found.hits[0].code in set(first)
    assert {hit.code for hit in found.hits} <= set(first)
    assert search.find(question, area_type="wijk").provincie is None


def test_who_types_utrecht_or_groningen_means_the_gemeente_first():
    assert [search.find(name).hits[0].code for name in ("utrecht", "groningen")] == ["GM0344", "GM0014"]
    assert {hit.name for hit in search.find("utrecht").hits} >= {"Utrecht Science Park", "Amersfoort"}
    assert search.find("norg drenthe").provincie is None
    assert search.find("noord").provincie is None


def test_a_place_alone_gives_nothing_that_only_lies_in_it():
    assert [hit.code for hit in search.find("s gravenhage").hits] == ["GM0518"]
    assert "Den Haag Zuidwest" not in [hit.known_as for hit in search.find("den haag").hits]


def test_no_more_than_eight_words_are_looked_at():
    assert _first("overschie in de wijk te de het in xyzzyx").code == "WK059904"
