"""Kerncijfers wijken en buurten and the attribute tables of the wijk map (CBS, CC BY 4.0)."""

import json
from pathlib import Path

import pandas as pd
from dbfread import DBF

from lsa_data.catalogue.codes import FOREIGN_GEMEENTE, gemeente_of, wijk_of
from lsa_data.read import buurten
from lsa_data.read.buurten import wijk_means
from lsa_data.read.frames import Parsed, areas, long_values, require_columns

MAP_COLUMNS = {
    "AANT_INW": "kwb_inwoners",
    "BEV_DICHTH": "kwb_dichtheid",
    "AANTAL_HH": "kwb_huishoudens",
    "GEM_HH_GR": "kwb_huishoudgrootte",
    "P_EENP_HH": "kwb_eenpersoonshuishoudens",
    "P_HH_M_K": "kwb_huishoudens_met_kinderen",
    "P_00_14_JR": "kwb_leeftijd_0_14",
    "P_15_24_JR": "kwb_leeftijd_15_24",
    "P_25_44_JR": "kwb_leeftijd_25_44",
    "P_45_64_JR": "kwb_leeftijd_45_64",
    "P_65_EO_JR": "kwb_leeftijd_65_plus",
}
BUURT_2017_COLUMNS = {
    "AantalInwoners_5": "kwb_inwoners",
    "HuishoudensTotaal_28": "kwb_huishoudens",
    "GemiddeldeHuishoudensgrootte_32": "kwb_huishoudgrootte",
    "Bevolkingsdichtheid_33": "kwb_dichtheid",
}
BUURT_2017_AVERAGED = {
    "GemiddeldInkomenPerInwoner_66": "kwb_inkomen_per_inwoner",
    "HuishOnderOfRondSociaalMinimum_73": "kwb_sociaal_minimum",
    "TotaalDiefstalUitWoningSchuurED_106": "kwb_inbraak",
    "VernielingMisdrijfTegenOpenbareOrde_107": "kwb_vernieling",
    "GeweldsEnSeksueleMisdrijven_108": "kwb_geweld",
}
COLUMNS_2022 = {
    "population": "kwb_inwoners",
    "area": "kwb_oppervlakte",
    "pop_0_14": "kwb_leeftijd_0_14",
    "pop_15_24": "kwb_leeftijd_15_24",
    "pop_25_44": "kwb_leeftijd_25_44",
    "pop_45_64": "kwb_leeftijd_45_64",
    "pop_65plus": "kwb_leeftijd_65_plus",
    "dwelling_total": "kwb_woningen",
    "dwelling_value": "kwb_woz",
    "dwelling_ownership": "kwb_koopwoningen",
    "employment_rate": "kwb_arbeidsparticipatie",
    "income_low": "kwb_inkomen_laag",
    "income_high": "kwb_inkomen_hoog",
    "edu_appl_sci": "kwb_hbo_wo",
}
COLUMNS_2024 = {
    "AantalInwoners_5": "kwb_inwoners",
    "Bevolkingsdichtheid_34": "kwb_dichtheid",
    "Woningvoorraad_35": "kwb_woningen",
    "oppervlakte_km2": "kwb_oppervlakte",
}
MAP_COLUMNS_2024 = {
    "huishoudens": "kwb_huishoudens",
    "gem_huishouden_grootte": "kwb_huishoudgrootte",
    "0_15": "kwb_leeftijd_0_14",
    "15_25": "kwb_leeftijd_15_24",
    "25_45": "kwb_leeftijd_25_44",
    "45_65": "kwb_leeftijd_45_64",
    "65plus": "kwb_leeftijd_65_plus",
}
BUURT_2024_COLUMNS = {
    "inwoners": "kwb_inwoners",
    "huishoudens": "kwb_huishoudens",
    "dichtheid": "kwb_dichtheid",
    "woz_x1000": "kwb_woz",
    "koop_pct": "kwb_koopwoningen",
}
BUURT_2024_SHARES = {"inw_0_15": "kwb_leeftijd_0_14", "inw_65plus": "kwb_leeftijd_65_plus"}
"""Counts per buurt of which the product shows the share of the inhabitants."""
TABLE_COLUMNS = {
    "kwb_inwoners": ("aantalinwoners",),
    "kwb_dichtheid": ("bevolkingsdichtheid",),
    "kwb_huishoudens": ("huishoudenstotaal",),
    "kwb_huishoudgrootte": ("gemiddeldehuishoudensgrootte",),
    "kwb_oppervlakte": ("oppervlaktetotaal",),
    "kwb_woningen": ("woningvoorraad",),
    "kwb_woz": ("gemiddeldewozwaardevanwoningen", "gemiddeldewoningwaarde"),
    "kwb_koopwoningen": ("koopwoningen",),
    "kwb_arbeidsparticipatie": ("nettoarbeidsparticipatie",),
    "kwb_inkomen_per_inwoner": ("gemiddeldinkomenperinwoner",),
    "kwb_inkomen_laag": ("40personenmetlaagsteinkomen",),
    "kwb_inkomen_hoog": ("20personenmethoogsteinkomen",),
    "kwb_sociaal_minimum": ("huishonderofrondsociaalminimum", "huishoudensonderofrondsociaalminimum"),
    "kwb_inbraak": ("totaaldiefstaluitwoningschuured",),
    "kwb_vernieling": ("vernielingmisdrijftegenopenbareorde",),
    "kwb_geweld": ("geweldsenseksuelemisdrijven",),
}
"""Indicator -> the plain names of its column in the yearly tables."""
TABLE_SHARES = {
    "kwb_leeftijd_0_14": (("0tot15jaar",), "kwb_inwoners"),
    "kwb_leeftijd_15_24": (("15tot25jaar",), "kwb_inwoners"),
    "kwb_leeftijd_25_44": (("25tot45jaar",), "kwb_inwoners"),
    "kwb_leeftijd_45_64": (("45tot65jaar",), "kwb_inwoners"),
    "kwb_leeftijd_65_plus": (("65jaarofouder",), "kwb_inwoners"),
    "kwb_eenpersoonshuishoudens": (("eenpersoonshuishoudens",), "kwb_huishoudens"),
    "kwb_huishoudens_met_kinderen": (("huishoudensmetkinderen",), "kwb_huishoudens"),
}
"""Counts of which the product shows the share: indicator -> (the names of the count, the whole)."""
TABLE_NAMES = TABLE_COLUMNS | {indicator: names for indicator, (names, _) in TABLE_SHARES.items()}
"""Indicator -> the plain names of its column, a count where it is a share."""
SURFACE, SHAPE_AREA = "OPP_TOT", "Shape_Area"
"""The surface of an area with its water: as published, in hectares, and of its polygon, in m2."""
HECTARES_PER_KM2, M2_PER_KM2 = 100, 1_000_000
NO_GEMEENTE = ("GM9999", FOREIGN_GEMEENTE)


def read_map_table(path: Path, vintage: int) -> Parsed:
    """Names, inhabitants, ages and households from the attribute table of a wijk or gemeente map.

    The code for "unknown" (-99999999 and other negatives) becomes an empty cell.
    """
    frame = _map_table(path, [*MAP_COLUMNS, SURFACE])
    numbers = frame[[*MAP_COLUMNS, SURFACE]].apply(pd.to_numeric)
    frame[[*MAP_COLUMNS, SURFACE]] = numbers.where(numbers >= 0)
    return Parsed(
        areas=areas(frame["code"], vintage, frame["name"], frame["AANT_INW"], frame[SURFACE] / HECTARES_PER_KM2),
        values=long_values(frame, MAP_COLUMNS, vintage, year=vintage),
    )


def read_map_names(path: Path, vintage: int) -> Parsed:
    """Names and surface from the attribute table of a wijk map that was published without figures."""
    frame = _map_table(path, [SHAPE_AREA])
    return Parsed(areas=areas(frame["code"], vintage, frame["name"], surface=frame[SHAPE_AREA] / M2_PER_KM2))


def _map_table(path: Path, columns: list[str]) -> pd.DataFrame:
    """The table of a wijk or gemeente map with code and name; water and the area outside every gemeente are left out.

    The column that says what is water was called H2O in 2021.
    """
    frame = pd.DataFrame(iter(DBF(path, encoding="utf-8"))).rename(columns={"H2O": "WATER"})
    kind = "WK" if "WK_CODE" in frame.columns else "GM"
    require_columns(frame, [f"{kind}_CODE", f"{kind}_NAAM", "WATER", *columns], path.name)
    frame = frame.rename(columns={f"{kind}_CODE": "code", f"{kind}_NAAM": "name"})
    return frame[(frame["WATER"] != "JA") & ~frame["code"].map(gemeente_of).isin(NO_GEMEENTE)].copy()


def read_2017(buurt_csv: Path, wijk_table: Path) -> Parsed:
    """Kerncijfers 2017: buurten as published, and per wijk the average weighted by inhabitants.

    The buurt file holds only rows with complete figures. A computed wijk figure carries the share of the
    wijk's inhabitants that it covers; below 80% no figure is given.
    """
    buurt = pd.read_csv(buurt_csv)
    require_columns(buurt, ["Codering_3", "buurt_naam", *BUURT_2017_COLUMNS, *BUURT_2017_AVERAGED], buurt_csv.name)
    buurt = buurt.assign(code=buurt["Codering_3"].str.strip(), inhabitants=buurt["AantalInwoners_5"])
    wijk = read_map_table(wijk_table, 2017)
    columns = BUURT_2017_COLUMNS | BUURT_2017_AVERAGED
    values = pd.concat(
        [
            long_values(buurt, columns, 2017, year=2017),
            wijk.values,
            wijk_means(
                buurt.assign(wijk=buurt["code"].map(wijk_of)), BUURT_2017_AVERAGED, "inhabitants",
                wijk.areas.set_index("code")["inhabitants"].dropna(), 2017, 2017,
            ),
        ],
        ignore_index=True,
    )  # fmt: skip
    return Parsed(
        areas=pd.concat(
            [areas(buurt["code"], 2017, buurt["buurt_naam"], buurt["inhabitants"]), wijk.areas], ignore_index=True
        ),
        values=values,
    )


def read_table(frame: pd.DataFrame, year: int) -> Parsed:
    """Kerncijfers of one year from the downloaded table: land, gemeenten, wijken and buurten of that year.

    `frame` has code, name and a column per indicator in `TABLE_NAMES` that the table has. The tables count people and
    households by kind; the share of the whole is rounded to whole percentages, as the publisher does on its maps. The
    table of a year is filled in the years after it: what it has no figure of yet is awaited.
    """
    require_columns(frame, ["code", "name", "kwb_inwoners"], f"Kerncijfers {year}")
    frame = frame[frame["kwb_inwoners"].notna()].sort_values("code").reset_index(drop=True)
    figures = frame[["code", *(column for column in TABLE_NAMES if column in frame.columns)]].copy()
    surface = None
    if "kwb_oppervlakte" in figures.columns:
        surface = figures["kwb_oppervlakte"] = figures["kwb_oppervlakte"] / HECTARES_PER_KM2
    for indicator, (_, whole) in TABLE_SHARES.items():
        if indicator in figures.columns:
            require_columns(frame, [whole], f"Kerncijfers {year}")
            figures[indicator] = (100 * frame[indicator] / frame[whole].where(frame[whole] > 0)).round()
    columns = {name: name for name in figures.columns if name != "code"}
    return Parsed(
        areas=areas(frame["code"], year, frame["name"], frame["kwb_inwoners"], surface),
        values=long_values(figures, columns, year, year=year, awaited=True),
    )


def read_2022(path: Path) -> Parsed:
    """Kerncijfers 2022 of the wijken or gemeenten in a GeoJSON file, read from its properties."""
    frame = _properties(path)
    require_columns(frame, ["code", "name", *COLUMNS_2022], path.name)
    return Parsed(
        areas=areas(frame["code"], 2022, frame["name"], frame["population"], frame["area"]),
        values=long_values(frame, COLUMNS_2022, 2022, year=2022),
    )


def read_2024(figures_json: Path, wijk_geojson: Path) -> Parsed:
    """Kerncijfers 2024 of wijken and gemeenten; names, ages and households come from the wijk map.

    Areas without figures (open water, "Buitenland") are left out.
    """
    figures = pd.DataFrame.from_dict(json.loads(figures_json.read_text(encoding="utf-8")), orient="index")
    require_columns(figures, ["AantalInwoners_5", "OppervlakteTotaal_122"], figures_json.name)
    figures = figures.assign(code=figures.index, oppervlakte_km2=figures["OppervlakteTotaal_122"] / HECTARES_PER_KM2)
    wijk = _properties(wijk_geojson).rename(columns={"wijkcode": "code"})
    require_columns(wijk, ["code", "wijknaam", "gemeentecode", "gemeentenaam"], wijk_geojson.name)
    wijk = wijk[(wijk["gemeentecode"] != FOREIGN_GEMEENTE) & wijk["code"].isin(figures["code"])]
    names = pd.concat(
        [
            wijk.set_index("code")["wijknaam"],
            wijk.drop_duplicates("gemeentecode").set_index("gemeentecode")["gemeentenaam"],
        ]
    )
    figures = figures[figures["code"].isin(names.index)].sort_values("code")
    return Parsed(
        areas=areas(
            figures["code"], 2024, figures["code"].map(names), figures["AantalInwoners_5"], figures["oppervlakte_km2"]
        ),
        values=pd.concat(
            [
                long_values(figures, COLUMNS_2024, 2024, year=2024),
                long_values(wijk, MAP_COLUMNS_2024, 2024, year=2024),
            ],
            ignore_index=True,
        ),
    )


def read_buurten_2024(path: Path) -> Parsed:
    """Kerncijfers 2024 per buurt, from the table of buurten; ages as whole percentages of the inhabitants.

    Income per inhabitant is left out: it is known of 1,950 buurten only.
    """
    frame = buurten.table(path)
    require_columns(frame, [*BUURT_2024_COLUMNS, *BUURT_2024_SHARES], path.name)
    figures = frame[["code", *BUURT_2024_COLUMNS]].rename(columns=BUURT_2024_COLUMNS)
    for column, indicator in BUURT_2024_SHARES.items():
        figures[indicator] = (100 * frame[column] / frame["inhabitants"].where(frame["inhabitants"] > 0)).round()
    columns = {name: name for name in figures.columns if name != "code"}
    return Parsed(
        areas=areas(frame["code"], buurten.VINTAGE, frame["name"], frame["inhabitants"]),
        values=long_values(figures, columns, buurten.VINTAGE, year=2024),
    )


def _properties(path: Path) -> pd.DataFrame:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return pd.DataFrame([feature["properties"] for feature in features])
