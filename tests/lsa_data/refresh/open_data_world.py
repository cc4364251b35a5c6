"""The open-data services as they would be for some areas: tables, files and maps made from figures, with the names,
keys and paddings of what the services really answer (`answers/`)."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import mapping

from lsa_data.read import leefbaarometer3, politie, rivm
from lsa_data.read.frames import plain_name
from lsa_data.refresh import features
from lsa_data.refresh.feeds import KERNCIJFERS, LEEFBAAROMETER, STATLINE_3, STATLINE_4, THIRD_PARTIES
from tests.lsa_data.refresh.open_data_server import Collection, Table3, Table4, Wfs


def answer(name: str):
    """What a service really answered: the file in `answers/` without its extension."""
    return json.loads((Path(__file__).parent / "answers" / f"{name}.json").read_text(encoding="utf-8"))


MEASURES = answer("kerncijfers_measures") | {"M000128": "Appartement", "M000129": "Appartement"}
COUNTS = {"Aantal inwoners": 1000, "0 tot 15 jaar": 150, "15 tot 25 jaar": 120, "25 tot 45 jaar": 260,
          "45 tot 65 jaar": 280, "65 jaar of ouder": 190, "Huishoudens totaal": 450, "Eenpersoonshuishoudens": 170,
          "Huishoudens met kinderen": 145, "Woningvoorraad": 470, "Oppervlakte totaal": 250}  # fmt: skip
AVERAGES = {"Gemiddelde huishoudensgrootte": 2.2, "Bevolkingsdichtheid": 400, "Koopwoningen": 57,
            "Gemiddelde WOZ-waarde van woningen": 310, "Appartement": 30}  # fmt: skip
KIND_TITLES = answer("crime_kinds")
ESTIMATE, LOWER, UPPER = answer("margins")
ADULTS = f"{rivm.ADULTS}"
HEALTH = {
    "50090NED": {indicator: f"{name}_{place}" for place, (name, indicator) in enumerate(rivm.COLUMNS.items(), start=4)},
    "50150NED": {
        indicator: column
        for column in answer("health_2024_columns")
        for indicator, names in rivm.NAMES_2024.items()
        if plain_name(column) in names
    },
}
"""Table -> indicator -> its column, as far as that is known."""


def rivm_table(values: pd.DataFrame, names: dict[str, str], table: str, bounds: float | None = None) -> Table3:
    """The health table as the service gives these figures: padded keys, figures as padded text, numbered columns.
    `bounds`: how far the bounds of an estimate are from it."""
    columns = HEALTH[table]
    unread = set(answer("health_2024_columns")) - set(columns.values()) if table == "50150NED" else set()
    wide = values.pivot(index=["area_code", "year"], columns="indicator_id", values="value")
    margins = {ESTIMATE: 0.0} | ({} if bounds is None else {LOWER: -bounds, UPPER: bounds})
    rows = [
        {"Leeftijd": ADULTS, "Marges": margin, "WijkenEnBuurten": f"{code:<10}", "Perioden": f"{year}JJ00",
         "Gemeentenaam_1": f"{names.get(code) or '':<40}"}
        | {column: _text(row.get(indicator), off) for indicator, column in columns.items()}
        | dict.fromkeys(unread, "    50.0")
        for margin, off in margins.items()
        for (code, year), row in zip(wide.index, wide.to_dict("records"), strict=True)
    ]  # fmt: skip
    rows.append({**rows[0], "Leeftijd": "53115"})
    codes, years = wide.index.get_level_values(0).unique(), wide.index.get_level_values(1).unique()
    dimensions = {
        "Leeftijd": answer("ages"),
        "Marges": answer("margins") if bounds is not None else {ESTIMATE: "Waarde"},
        "WijkenEnBuurten": {f"{code:<10}": names.get(code) or code for code in codes},
        "Perioden": {f"{year}JJ00": str(year) for year in years},
    }
    return Table3(f"{THIRD_PARTIES}/{table}", dimensions, rows)


def kerncijfers_2025_3(names: dict[str, str]) -> Table3:
    """The rows of 86165NED that really came, by OData 3."""
    rows = answer("kerncijfers_2025")
    dimension = {row["WijkenEnBuurten"]: names.get(row["WijkenEnBuurten"].strip(), "Nederland") for row in rows}
    return Table3(
        f"{STATLINE_3}/{KERNCIJFERS[2025]}", {"WijkenEnBuurten": dimension}, rows,
        titles=answer("kerncijfers_2025_titles"),
    )  # fmt: skip


def kerncijfers_2025_4(names: dict[str, str]) -> Table4:
    """The same by OData 4: what is not published has no row."""
    rows, titles = answer("kerncijfers_2025"), answer("kerncijfers_2025_titles")
    columns = {plain_name(title): column for column, title in titles.items()}
    figures = {
        (measure, row["WijkenEnBuurten"].strip()): row[columns[plain_name(title)]]
        for measure, title in MEASURES.items()
        if plain_name(title) in columns
        for row in rows
    }
    codes = [row["WijkenEnBuurten"].strip() for row in rows]
    areas = {code: names.get(code, "Nederland") for code in codes}
    return Table4(f"{STATLINE_4}/{KERNCIJFERS[2025]}", MEASURES, areas, figures)


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
        {"SoortMisdrijf": kind, "WijkenEnBuurten": f"{area.code:<10}", "Perioden": f"{year}JJ00",
         "GeregistreerdeMisdrijven_1": _text(round(per_1000 * area.inhabitants / 1000)),
         "Gemeentenaam_2": "", "SoortRegio_3": ""}
        for kind, per_1000 in {kind: 40 if kind.strip() == politie.TOTAL[0] else 2 for kind in KIND_TITLES}.items()
        for area in areas.itertuples()
        for year in years
    ]  # fmt: skip
    dimensions = {
        "SoortMisdrijf": KIND_TITLES,
        "WijkenEnBuurten": {f"{area.code:<10}": area.name for area in areas.itertuples()},
        "Perioden": {f"{year}JJ00": str(year) for year in years},
    }
    return Table3(f"{THIRD_PARTIES}/47018NED", dimensions, rows)


def leefbaarometer_zip(
    areas: dict[str, pd.DataFrame],
    years: list[int],
    folder: str = "Leefbaarometer 3.0 - Meting 2024 - open data/",
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
            name = f"Leefbaarometer-scores {words[kind]} {years[0]}-{years[-1]}.csv"
            archive.writestr(f"{folder}{name}", text.encode("utf-8-sig" if kind == "buurt" else "utf-8"))
            archive.writestr(f"__MACOSX/{folder}._{name}", b"\0\5\x16\7Mac OS X")
            archive.writestr(f"{folder}Leefbaarometer-ontwikkeling {words[kind]} {years[0]}-{years[-1]}.csv", "leeg\n")
        archive.writestr(f"{folder}Leefbaarometer-scores grids {years[0]}-{years[-1]}.csv", "grid_id,jaar\n" * 9000)
    return body.getvalue()


def leefbaarometer_file(content: bytes) -> dict[str, tuple[str, bytes]]:
    """The download at its address."""
    return {LEEFBAAROMETER: ("application/zip", content)}


def collection(kind: str, year: int, polygons: pd.DataFrame) -> Collection:
    """The polygons (code, name, wkb) of a year as the map service gives them: with water and a piece of Belgium since
    there is a service of that year, among the other years before."""
    place = features.places(kind, year)[0]
    own = place.year is None
    shapes = shapely.from_wkb(polygons["wkb"].to_numpy())
    found = [
        _feature({place.code: code, place.name: name} | ({"water": "NEE"} if own else {"jaarcode": year}), shape)
        for code, name, shape in zip(polygons["code"], polygons["name"], shapes, strict=True)
    ]
    abroad = f"{polygons['code'].iloc[0][:2]}0998{'0' * (len(polygons['code'].iloc[0]) - 6)}"
    if own:
        for code, name, water in (("WATER", "", "JA"), (abroad, "Buitenland", "B")):
            found.append(_feature({place.code: code, place.name: name, "water": water}, shapes[0]))
    return Collection(place.address, found)


def wfs(year: int, layers: Mapping[str, list[dict]]) -> Wfs:
    """The WFS of one year with these layers of features."""
    return Wfs(features.WFS.format(year=year), dict(layers))


def gemeenten_by_wfs(year: int) -> list[dict]:
    """The gemeenten that the WFS of a year really gave, with the box around each as its polygon."""
    found = next(one for one in answer("gemeenten_wfs") if one["year"] == year)
    plain = ("gemeentecode", "gemeentenaam")
    return [_feature({name: one[name] for name in plain}, shapely.box(*one["bbox"])) for one in found["features"]]


def _feature(properties: dict, shape: shapely.Geometry) -> dict:
    return {"type": "Feature", "id": "1", "properties": properties, "geometry": mapping(shape)}


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
