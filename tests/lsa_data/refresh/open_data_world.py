"""The open-data services as they would be for some areas: tables, files and maps made from figures."""

import io
import zipfile

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import mapping

from lsa_data.read import leefbaarometer3, politie, rivm
from lsa_data.refresh.feeds import (
    COLLECTIONS,
    KERNCIJFERS,
    LEEFBAAROMETER,
    MAPS,
    STATLINE_3,
    STATLINE_4,
    THIRD_PARTIES,
)
from tests.lsa_data.refresh.open_data_server import Collection, Table3, Table4

MEASURES = {
    "T001036": "Aantal inwoners", "M000114": "0 tot 15 jaar", "M000115": "15 tot 25 jaar", "M000116": "25 tot 45 jaar",
    "M000117": "45 tot 65 jaar", "M000118": "65 jaar of ouder", "M000119": "Huishoudens totaal",
    "M000120": "Eenpersoonshuishoudens", "M000121": "Huishoudens met kinderen",
    "M000122": "Gemiddelde huishoudensgrootte", "M000123": "Bevolkingsdichtheid", "M000124": "Woningvoorraad",
    "M000125": "Gemiddelde WOZ-waarde van woningen", "M000126": "Koopwoningen", "M000127": "Oppervlakte totaal",
    "M000128": "Appartement", "M000129": "Appartement", "M000130": "Gewelds- en seksuele misdrijven",
}  # fmt: skip
COUNTS = {"Aantal inwoners": 1000, "0 tot 15 jaar": 150, "15 tot 25 jaar": 120, "25 tot 45 jaar": 260,
          "45 tot 65 jaar": 280, "65 jaar of ouder": 190, "Huishoudens totaal": 450, "Eenpersoonshuishoudens": 170,
          "Huishoudens met kinderen": 145, "Woningvoorraad": 470, "Oppervlakte totaal": 250}  # fmt: skip
AVERAGES = {"Gemiddelde huishoudensgrootte": 2.2, "Bevolkingsdichtheid": 400, "Koopwoningen": 57,
            "Gemiddelde WOZ-waarde van woningen": 310, "Gewelds- en seksuele misdrijven": 5}  # fmt: skip
KIND_TITLES = {
    "0.0.0": "0.0.0 Totaal misdrijven", "1.1.1": "1.1.1 Diefstal/inbraak woning",
    "1.1.2": "1.1.2 Diefstal/inbraak box/garage/schuur", "1.2.1": "1.2.1 Diefstal uit/vanaf motorvoertuigen",
    "1.2.2": "1.2.2 Diefstal van motorvoertuigen", "1.2.3": "1.2.3 Diefstal van brom-, snor-, fietsen",
    "1.4.2": "1.4.2 Moord, doodslag", "1.4.4": "1.4.4 Bedreiging", "1.4.5": "1.4.5 Mishandeling",
    "2.1.1": "2.1.1 Drugs/drankoverlast", "2.2.1": "2.2.1 Vernieling cq. zaakbeschadiging",
    "2.5.1": "2.5.1 Diefstal/inbraak bedrijven enz.", "3.1.1": "3.1.1 Drugshandel", "3.1.3": "3.1.3 Wapenhandel",
}  # fmt: skip


def rivm_table(values: pd.DataFrame, names: dict[str, str], table: str, bounds: float | None = None) -> Table3:
    """The health table as the service gives these figures: padded keys, figures as padded text, numbered columns.
    `bounds`: how far the bounds of an estimate are from it."""
    columns = {indicator: f"{name}_{place}" for place, (name, indicator) in enumerate(rivm.COLUMNS.items(), start=4)}
    wide = values.pivot(index=["area_code", "year"], columns="indicator_id", values="value")
    margins = {"MW00000": 0.0} | ({} if bounds is None else {"MW00001": -bounds, "MW00002": bounds})
    rows = [
        {"Leeftijd": "20300   ", "Marges": margin, "WijkenEnBuurten": f"{code:<10}", "Perioden": f"{year}JJ00",
         "Gemeentenaam_1": names.get(code) or ""}
        | {column: _text(row.get(indicator), off) for indicator, column in columns.items()}
        for margin, off in margins.items()
        for (code, year), row in zip(wide.index, wide.to_dict("records"), strict=True)
    ]  # fmt: skip
    rows.append({**rows[0], "Leeftijd": "18650   "})
    codes, years = wide.index.get_level_values(0).unique(), wide.index.get_level_values(1).unique()
    dimensions = {
        "Leeftijd": {"20300   ": "18 jaar of ouder", "18650   ": "18 tot 65 jaar"},
        "Marges": {"MW00000": "Waarde", "MW00001": "Ondergrens", "MW00002": "Bovengrens"},
        "WijkenEnBuurten": {f"{code:<10}": names.get(code) or code for code in codes},
        "Perioden": {f"{year}JJ00": str(year) for year in years},
    }
    return Table3(f"{THIRD_PARTIES}/{table}", dimensions, rows)


def kerncijfers_4(year: int, areas: pd.DataFrame) -> Table4:
    """Kerncijfers of one year by OData 4. `areas` has code, name and inhabitants."""
    return Table4(f"{STATLINE_4}/{KERNCIJFERS[year]}", MEASURES, _titles(areas), _figures(year, areas))


def kerncijfers_3(year: int, areas: pd.DataFrame) -> Table3:
    """The same by OData 3: numbered columns, of which some have the same name without the number."""
    together = {
        code: "".join(part[:1].upper() + part[1:] for part in title.split()) for code, title in MEASURES.items()
    }
    names = {
        code: f"{'k_' if title[0].isdigit() else ''}{title}_{place}"
        for place, (code, title) in enumerate(together.items(), start=5)
    }
    figures = _figures(year, areas)
    rows = [
        {"WijkenEnBuurten": f"{code:<10}"}
        | {name.replace("-", ""): _text(figures[measure, code]) for measure, name in names.items()}
        for code in areas["code"]
    ]
    dimension = {f"{code:<10}": name for code, name in _titles(areas).items()}
    return Table3(f"{STATLINE_3}/{KERNCIJFERS[year]}", {"WijkenEnBuurten": dimension}, rows)


def politie_table(areas: pd.DataFrame, years: list[int]) -> Table3:
    """Registered crime: 40 in all per 1,000 inhabitants, 2 of every other kind."""
    rows = [
        {"SoortMisdrijf": f"{kind} ", "WijkenEnBuurten": f"{area.code:<10}", "Perioden": f"{year}JJ00",
         "GeregistreerdeMisdrijven_1": _text(round((40 if kind == politie.TOTAL[0] else 2) * area.inhabitants / 1000))}
        for kind in KIND_TITLES
        for area in areas.itertuples()
        for year in years
    ]  # fmt: skip
    dimensions = {
        "SoortMisdrijf": {f"{kind} ": title for kind, title in KIND_TITLES.items()},
        "WijkenEnBuurten": {f"{area.code:<10}": area.name for area in areas.itertuples()},
        "Perioden": {f"{year}JJ00": str(year) for year in years},
    }
    return Table3(f"{THIRD_PARTIES}/47018NED", dimensions, rows)


def leefbaarometer_zip(
    areas: dict[str, pd.DataFrame],
    years: list[int],
    folder: str = "open data 2024/csv/",
    embedded: pd.DataFrame | None = None,
) -> bytes:
    """The download of Leefbaarometer 3.0: a CSV per type of area (code and name), in a folder. With the figures in
    `embedded`, where those are given."""
    words = {"gemeente": "gemeenten", "wijk": "wijken", "buurt": "buurten", "pc4": "PC4"}
    prefixes = {"gemeente": "gm", "wijk": "wk", "buurt": "bu"}
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{folder}lees mij.txt", "Toelichting")
        for kind, frame in areas.items():
            prefix = prefixes.get(kind)
            head = (
                {f"{prefix}_code": frame["code"], f"{prefix}_naam": frame["name"]} if prefix else {"PC4": frame["code"]}
            )
            parts = []
            for year in years:
                scores = {name: _spread(frame["code"], 4.1, 0.2, year) for name in leefbaarometer3.COLUMNS}
                parts.append(pd.DataFrame(head | {"jaar": year} | scores))
            table = pd.concat(parts).round(6)
            if embedded is not None:
                table = _with_embedded(table, embedded[embedded["area_type"] == kind])
            text = table.to_csv(index=False, na_rep="NA")
            archive.writestr(f"{folder}Leefbaarometer-scores {words[kind]} {years[0]}-{years[-1]}.csv", text)
            archive.writestr(f"{folder}Leefbaarometer-klassen {words[kind]}.csv", "leeg\n")
    return body.getvalue()


def leefbaarometer_file(content: bytes) -> dict[str, tuple[str, bytes]]:
    """The download at its address."""
    return {LEEFBAAROMETER: ("application/zip", content)}


def collection(kind: str, year: int, polygons: pd.DataFrame) -> Collection:
    """The polygons (code, name, wkb) of a year as the map service gives them, with a piece of water."""
    features = [
        {"type": "Feature", "geometry": mapping(shape),
         "properties": {f"{kind}code": code, f"{kind}naam": name, "water": "NEE", "jaar": year}}
        for code, name, shape in zip(
            polygons["code"], polygons["name"], shapely.from_wkb(polygons["wkb"].to_numpy()), strict=True
        )
    ]  # fmt: skip
    water = {**features[0], "properties": {f"{kind}code": "WATER", f"{kind}naam": "", "water": "JA"}}
    return Collection(MAPS.format(year=year, collection=COLLECTIONS[kind]), [*features, water])


def squares(codes: pd.Series) -> np.ndarray:
    """A square of about a kilometre somewhere in the country per code (WKB)."""
    places = pd.util.hash_array(codes.to_numpy(dtype=object))
    west, south = 4.0 + places % 200 / 100, 51.5 + places // 200 % 100 / 100
    return shapely.to_wkb(shapely.box(west, south, west + 0.01, south + 0.01))


def as_in_use(values: pd.DataFrame, used: pd.DataFrame) -> pd.DataFrame:
    """The same rows, with the figures in use where there are any: what a service gives that revised nothing."""
    key = ["indicator_id", "area_code", "year"]
    both = values.merge(used[[*key, "value"]], how="left", on=key, suffixes=("", "_used"))
    return both.assign(value=both["value_used"].fillna(both["value"])).drop(columns="value_used")


def _with_embedded(table: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    names = {indicator: name for name, indicator in leefbaarometer3.COLUMNS.items()}
    wide = scores[scores["indicator_id"].isin(names)]
    wide = wide.pivot(index=["area_code", "year"], columns="indicator_id", values="value").rename(columns=names)
    key = [table.columns[0], "jaar"]
    return wide.rename_axis(key).combine_first(table.set_index(key)).reset_index()[list(table.columns)]


def _figures(year: int, areas: pd.DataFrame) -> dict[tuple[str, str], float | None]:
    figures: dict[tuple[str, str], float | None] = {}
    for measure, title in MEASURES.items():
        for code, inhabitants in zip(areas["code"], areas["inhabitants"], strict=True):
            if title in COUNTS:
                figures[measure, code] = round(COUNTS[title] * float(inhabitants) / 1000)
            else:
                figures[measure, code] = AVERAGES.get(title)
    return figures


def _titles(areas: pd.DataFrame) -> dict[str, str]:
    return dict(zip(areas["code"], areas["name"], strict=True))


def _spread(codes: pd.Series, middle: float, width: float, seed: int) -> np.ndarray:
    numbers = pd.util.hash_array((codes + str(seed)).to_numpy(dtype=object)) % 2000
    return middle + width * (numbers / 1000.0 - 1)


def _text(value: float | None, off: float = 0.0) -> str:
    return "       ." if value is None or pd.isna(value) else f"{value + off:>8.1f}"
