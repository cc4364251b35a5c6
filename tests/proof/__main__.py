"""`python -m tests.proof FOLDER`: compare every embedded figure of the newer sources with its published file.

Reads the files with the csv and json modules into plain dicts, works out again what is computed, and uses nothing of
`lsa_data`. Prints per part how many figures were compared and what differs; exit code 1 when anything does.
"""

import csv
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
from dbfread import DBF

HERE = Path(__file__).parents[2]
STARTSET = HERE / "lsa_data" / "read" / "startset"
MERGERS = HERE / "lsa_data" / "catalogue" / "mergers.csv"
KINDS = {
    "1.1.1": "inbraak", "1.1.2": "schuurinbraak", "2.5.1": "bedrijfsinbraak", "1.2.1": "diefstal_uit_voertuig",
    "1.2.2": "voertuigdiefstal", "1.2.3": "fietsdiefstal", "2.2.1": "vernieling", "1.4.5": "mishandeling",
    "1.4.4": "bedreiging", "1.4.2": "moord_doodslag", "3.1.1": "drugshandel", "3.1.3": "wapenhandel",
}  # fmt: skip
NUISANCE = {
    "Totaal registraties overlast": "totaal", "Overlast door verward persoon": "verwarde_personen",
    "Melding overlast jeugd": "jeugd", "Overlast ivm alcohol/ drugs": "alcohol_drugs",
    "Overlast zwervers": "zwervers", "Openbare dronkenschap": "openbare_dronkenschap",
    "Geluidshinder horeca": "geluid_horeca", "Geluidshinder evenement": "geluid_evenement",
    "Geluidshinder overig": "geluid_overig",
}  # fmt: skip
PARTS_OF_3 = {"won": "woningen", "fys": "fysiek", "vrz": "voorzieningen", "soc": "sociaal", "onv": "onveiligheid"}
MAP_COLUMNS = {
    "AANT_INW": "inwoners", "BEV_DICHTH": "dichtheid", "AANTAL_HH": "huishoudens", "GEM_HH_GR": "huishoudgrootte",
    "P_EENP_HH": "eenpersoonshuishoudens", "P_HH_M_K": "huishoudens_met_kinderen", "P_00_14_JR": "leeftijd_0_14",
    "P_15_24_JR": "leeftijd_15_24", "P_25_44_JR": "leeftijd_25_44", "P_45_64_JR": "leeftijd_45_64",
    "P_65_EO_JR": "leeftijd_65_plus",
}  # fmt: skip
FOUR = {"Best", "Voorst", "Zoetermeer", "Heeze-Leende"}
LEAST = 200
Key = tuple[str, str, int, int]
"""indicator_id, area_code, vintage, year"""
Figure = tuple[float | None, str, float | None, bool]
"""value, status, coverage, provisional"""


def rows(path: Path, delimiter: str = ",") -> list[dict]:
    """A CSV file as dicts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def number(text: str) -> float | None:
    """The number in a cell; None where it is empty."""
    return float(text) if text.strip() else None


def plain(value: float | None, provisional: bool = False) -> Figure:
    """A figure as published."""
    return value, "not_published" if value is None else "ok", None, provisional


def mean(parts: list[tuple[float | None, float | None]]) -> Figure | None:
    """Of (figure, weight) pairs the weighted mean, when 80% of the weight has a figure; None where nothing weighs."""
    whole = math.fsum(weight for _, weight in parts if weight)
    if not whole:
        return None
    known = [(value, weight) for value, weight in parts if value is not None and weight]
    covered = math.fsum(weight for _, weight in known)
    share = covered / whole
    if share < 0.8:
        return None, "low_coverage", share, False
    return math.fsum(value * weight for value, weight in known) / covered, "computed", share, False


def by_wijk(buurten: list[dict]) -> dict[str, list[dict]]:
    """Buurten by the wijk in their own code."""
    found = defaultdict(list)
    for row in buurten:
        found["WK" + row["bu_code"][2:8]].append(row)
    return found


def leefbaarometer(root: Path, buurten: list[dict]) -> Iterator[tuple[Key, Figure]]:
    """Leefbaarometer 3.0 of 2024."""
    raw = {}
    for path in (root / "leefbaarometer3_2024").glob("*.geojson"):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            raw[feature["properties"]["code"]] = feature["properties"]["raw"]
    names = {"afw": "lbm3_afwijking", "kscore": "lbm3_klasse"}
    for part, name in PARTS_OF_3.items():
        names |= {part: f"lbm3_{name}", f"k{part}": f"lbm3_klasse_{name}"}
    for code, own in raw.items():
        for column, name in names.items():
            yield (name, code, 2024, 2024), plain(float(own[column]))
    ends: dict[tuple[bool, int], list[float]] = {}
    for score, of_nine in [("afw", "kscore"), *((part, f"k{part}") for part in PARTS_OF_3)]:
        for own in raw.values():
            end = ends.setdefault((score == "afw", own[of_nine]), [math.inf, -math.inf])
            end[:] = min(end[0], own[score]), max(end[1], own[score])
    for wijk, own in by_wijk(buurten).items():
        for score, of_nine in [("afw", "kscore"), *((part, f"k{part}") for part in PARTS_OF_3)]:
            pairs = [(raw.get(row["bu_code"], {}).get(score), number(row["huishoudens"])) for row in own]
            found = mean(pairs)
            if found is None:
                continue
            yield (names[score], wijk, 2024, 2024), found
            value, status, share, _ = found
            if value is not None:
                of = [
                    k for (total, k), (low, high) in ends.items() if total == (score == "afw") and low <= value <= high
                ]
                assert len(of) < 2, f"{wijk}: {value} is in two classes"
                value, status = (float(of[0]), status) if of else (None, "not_published")
            yield (names[of_nine], wijk, 2024, 2024), (value, status, share, False)


def people_of(data: dict) -> dict[tuple[str, int], float | None]:
    """Inhabitants per present gemeente and year: every gemeente of that year is followed to where it went."""
    went = defaultdict(list)
    for row in rows(MERGERS, ";"):
        went[row["old"]].append((row["new"], int(row["year"])))
    now = {code for code, years in data["population"].items() if str(max(data["years"])) in years}
    found: dict[tuple[str, int], float | None] = {}
    for year in data["years"]:
        sums, unknown = defaultdict(float), set()
        for code, years in data["population"].items():
            if str(year) not in years:
                continue
            at, split = {code}, False
            while at - now:
                step = at - now
                targets = [new for old in step for new, when in went[old] if when > year]
                assert targets, f"{code} goes nowhere"
                split |= any(len(went[old]) > 1 for old in step)
                at = (at & now) | set(targets)
            if split:
                unknown |= at
            for target in at:
                sums[target] += years[str(year)]
        for code in now:
            found[code, year] = None if code in unknown else sums[code]
    return found


def crime(root: Path, buurten: list[dict]) -> Iterator[tuple[Key, Figure]]:
    """Registered crime and nuisance."""
    data = json.loads((root / "politie_gemeente/data.json").read_text(encoding="utf-8"))
    people, years = people_of(data), data["years"]
    soon = set(data["provisional"])
    country = {year: sum(own.get(str(year), 0) for own in data["population"].values()) for year in years}
    for kind, counts in data["counts"].items():
        name = f"politie_{KINDS[kind]}"
        for year in years:
            everywhere = sum(own[str(year)] for own in counts.values())
            yield (name, "NL01", 2024, year), plain(1000 * everywhere / country[year], year in soon)
            for code, own in counts.items():
                if code != "GM0000":
                    there = people[code, year]
                    yield (name, code, 2024, year), plain(there and 1000 * own[str(year)] / there, year in soon)
    gemeenten = rows(root / "politie_buurt/gemeenten.csv")
    total = {
        int(row["year"]): float(row["incident_count"])
        for row in rows(root / "politie_nederland/nl_allcrime_allyears.csv")
        if row["incident_type_code"] == "Totaal misdrijven"
    }
    for year in range(2021, 2026):
        if year not in total:
            total[year] = sum(float(row[f"misdrijven_{year}"]) for row in gemeenten)
        for row in gemeenten:
            code, count = row["gm_code"], float(row[f"misdrijven_{year}"])
            there = people[code, year]
            yield ("politie_totaal", code, 2024, year), plain(there and 1000 * count / there, year in soon)
            yield ("politie_misdrijven", code, 2024, year), plain(count, year in soon)
        for key, figure in crime_of_buurten(buurten, year):
            yield key, (*figure[:3], year in soon)
    for year, count in total.items():
        yield ("politie_totaal", "NL01", 2024, year), plain(1000 * count / country[year], year in soon)
        yield ("politie_misdrijven", "NL01", 2024, year), plain(count, year in soon)
    for row in rows(root / "politie_nederland/nl_alldisorder_allyears.csv"):
        name = f"overlast_{NUISANCE[row['incident_type_code']]}"
        yield (name, "NL01", 2024, int(row["year"])), plain(float(row["incident_count"]))


def crime_of_buurten(buurten: list[dict], year: int) -> Iterator[tuple[Key, Figure]]:
    """All crime of buurten and wijken in one year."""
    for wijk, own in by_wijk(buurten).items():
        elsewhere = any(row["gm_naam"] in FOUR for row in own)
        for row in own:
            there, count = number(row["inwoners"]), number(row[f"misdrijven_{year}"])
            rate, of_number = ("politie_totaal", row["bu_code"], 2024, year), plain(count)
            if elsewhere:
                assert row["per1000_bruikbaar"] == "0", row["bu_code"]
                yield rate, (None, "other_boundaries", None, False)
                of_number = None, "other_boundaries", None, False
            elif count is None:
                yield rate, plain(None)
            elif (there or 0) < LEAST:
                yield rate, (None, "too_few", None, False)
            else:
                assert row["per1000_bruikbaar"] == "1", row["bu_code"]
                yield rate, plain(1000 * count / there)
            yield ("politie_misdrijven", row["bu_code"], 2024, year), of_number
        pairs = [(number(row[f"misdrijven_{year}"]), number(row["inwoners"]) or 0) for row in own]
        there = sum(inhabitants for _, inhabitants in pairs)
        covered = sum(inhabitants for count, inhabitants in pairs if count is not None)
        count = sum(count for count, _ in pairs if count is not None)
        share = covered / there if there else None
        if elsewhere:
            figures = ((None, "other_boundaries", None, False),) * 2
        else:
            whole = all(count is not None for count, _ in pairs)
            of_number = (count, "computed", share, False) if whole else (None, "low_coverage", share, False)
            if there < LEAST:
                figures = ((None, "too_few", share, False), of_number)
            elif covered / there < 0.8:
                figures = ((None, "low_coverage", share, False), of_number)
            else:
                figures = ((1000 * count / covered, "computed", share, False), of_number)
        for name, figure in zip(("politie_totaal", "politie_misdrijven"), figures, strict=True):
            yield (name, wijk, 2024, year), figure


def health(root: Path, buurten: list[dict]) -> Iterator[tuple[Key, Figure]]:
    """The share that feels healthy, areas of 2024."""
    gemeenten = rows(root / "politie_buurt/gemeenten.csv")
    for year in (2012, 2016, 2020, 2022, 2024):
        column = f"goed_ervaren_gezondheid_{year}"
        for code, row in [*((row["bu_code"], row) for row in buurten), *((row["gm_code"], row) for row in gemeenten)]:
            yield ("rivm_ervaren_gezondheid", code, 2024, year), plain(number(row[column]))
        for wijk, own in by_wijk(buurten).items():
            if found := mean([(number(row[column]), number(row["inwoners"])) for row in own]):
                yield ("rivm_ervaren_gezondheid", wijk, 2024, year), found


def key_figures(buurten: list[dict]) -> Iterator[tuple[Key, Figure]]:
    """Kerncijfers 2024 of buurten."""
    columns = {"inwoners": "inwoners", "huishoudens": "huishoudens", "dichtheid": "dichtheid", "woz_x1000": "woz",
               "koop_pct": "koopwoningen"}  # fmt: skip
    for row in buurten:
        for column, name in columns.items():
            yield (f"kwb_{name}", row["bu_code"], 2024, 2024), plain(number(row[column]))
        for column, name in (("inw_0_15", "leeftijd_0_14"), ("inw_65plus", "leeftijd_65_plus")):
            part, whole = number(row[column]), number(row["inwoners"])
            share = None if part is None or not whole else float(round(100 * part / whole))
            yield (f"kwb_{name}", row["bu_code"], 2024, 2024), plain(share)


def map_tables(root: Path) -> Iterator[tuple[Key, Figure]]:
    """Kerncijfers in the attribute tables of 2019 and 2021."""
    for file, kind, year in (("cbs_wijk_2019/wijk_2019_v1.dbf", "WK", 2019),
                             ("cbs_wijk_2019/gemeente_2019_v1.dbf", "GM", 2019),
                             ("cbs_wijk_2021/wijk_2021_v1.dbf", "WK", 2021)):  # fmt: skip
        for row in DBF(root / file, encoding="utf-8"):
            code = row[f"{kind}_CODE"]
            if row.get("WATER", row.get("H2O")) == "JA" or code[2:6] in ("0998", "9999"):
                continue
            for column, name in MAP_COLUMNS.items():
                yield (f"kwb_{name}", code, year, year), plain(row[column] if row[column] >= 0 else None)


def change_classes(root: Path) -> dict[tuple[str, int, int, int], int]:
    """How the source classes the change of an area of Leefbaarometer 2.0: (code, vintage, first year, last year)."""
    found = {}
    tables = [(name, 2016) for name in ("wijk.xlsx", "score_gemeente.xlsx")]
    for name, vintage in tables:
        sheet = openpyxl.load_workbook(root / "leefbaarometer2_wijk" / name, read_only=True).worksheets[0]
        head, *lines = sheet.iter_rows(values_only=True)
        found |= _classes_in([dict(zip(head, line, strict=True)) for line in lines], head[0], vintage)
    postcodes = rows(root / "leefbaarometer2_pc4" / "PC4LBR.csv")
    return found | _classes_in(postcodes, "CODE", 2018)


def _classes_in(lines: list[dict], code: str, vintage: int) -> dict[tuple[str, int, int, int], int]:
    return {
        (str(line[code]), vintage, 2000 + int(column[3:5]), 2000 + int(column[5:7])): int(float(cell))
        for line in lines
        for column, cell in line.items()
        if column.startswith("VKL") and cell not in (None, "", "#N/A")
    }


def embedded_classes() -> dict[tuple[str, int, int, int], int]:
    """The same as they are embedded."""
    table = pq.read_table(STARTSET / "change.parquet").to_pylist()
    return {
        (row["area_code"], row["vintage"], row["from_year"], row["to_year"]): int(row["value"])
        for row in table
        if row["indicator_id"] == "lbm2_klasse"
    }


def embedded(source: str, wanted: dict[Key, Figure]) -> dict[Key, Figure]:
    """The embedded figures of a source in the indicators, types of area and vintages that were worked out again."""
    asked = {(name, code[:2], vintage) for name, code, vintage, _ in wanted}
    table = pq.read_table(STARTSET / f"value_{source}.parquet").to_pylist()
    found: dict[Key, Figure] = {}
    for row in table:
        if (row["indicator_id"], row["area_code"][:2], row["vintage"]) in asked:
            key = row["indicator_id"], row["area_code"], row["vintage"], row["year"]
            assert key not in found, f"{key} stands twice"
            found[key] = none(row["value"]), row["status"], none(row["coverage"]), row["provisional"]
    return found


def none(value: float | None) -> float | None:
    """None where there is no number."""
    return None if value is None or math.isnan(value) else value


def equal(one: Figure, other: Figure) -> bool:
    """Whether two figures are the same; coverage is embedded with three decimals."""
    if one[1] != other[1] or one[3] != other[3] or (one[0] is None) != (other[0] is None):
        return False
    if (one[2] is None) != (other[2] is None) or abs((one[2] or 0) - (other[2] or 0)) > 6e-4:
        return False
    return one[0] is None or math.isclose(one[0], other[0], rel_tol=1e-12, abs_tol=1e-12)


def main(root: Path) -> int:
    """Print what was compared and what differs; 1 when something does."""
    buurten = rows(root / "politie_buurt/buurten.csv")
    parts = {
        ("lbm3", "Leefbaarometer 3.0 of 2024"): leefbaarometer(root, buurten),
        ("politie", "registered crime and nuisance"): crime(root, buurten),
        ("rivm", "health on the areas of 2024"): health(root, buurten),
        ("kwb", "key figures of buurten of 2024"): key_figures(buurten),
        ("kwb", "key figures of 2019 and 2021"): map_tables(root),
    }
    failed = False
    for (source, title), figures in parts.items():
        wanted = dict(figures)
        found = embedded(source, wanted)
        wrong = [
            f"{key}: embedded {found.get(key)}, published {wanted.get(key)}"
            for key in sorted(found.keys() | wanted.keys())
            if key not in found or key not in wanted or not equal(found[key], wanted[key])
        ]
        print(f"{title}: {len(wanted)} figures compared, {len(wrong)} differ")
        print("".join(f"  {line}\n" for line in wrong[:10]), end="")
        failed |= bool(wrong)
    published, there = change_classes(root), embedded_classes()
    wrong = sorted(key for key in published.keys() | there.keys() if published.get(key) != there.get(key))
    print(f"classes of change of Leefbaarometer 2.0: {len(published)} compared, {len(wrong)} differ {wrong[:10] or ''}")
    return int(failed or bool(wrong))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("python -m tests.proof FOLDER, the folder with the published files")
    sys.exit(main(Path(sys.argv[1])))
