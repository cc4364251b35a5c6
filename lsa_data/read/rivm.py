"""Gezondheid per wijk en buurt (RIVM, GGD'en, CBS; CC BY 4.0): estimates for adults of 18 and over.

The layout is that of a StatLine `UntypedDataSet`: keys padded with spaces, figures as padded text, an empty cell
where no figure is published. Wijk and buurt figures come from a small-area model, not from counting.
"""

import re
from pathlib import Path

import pandas as pd
from python_calamine import CalamineWorkbook

from lsa_data.read import buurten
from lsa_data.read.frames import Parsed, SourceError, areas, long_values, plain_name, require_columns

COLUMNS = {
    "ErvarenGezondheidGoedZeerGoed": "rivm_ervaren_gezondheid",
    "VoldoetAanBeweegrichtlijn": "rivm_beweegrichtlijn",
    "WekelijkseSporters": "rivm_sporter",
    "Ondergewicht": "rivm_ondergewicht",
    "NormaalGewicht": "rivm_normaal_gewicht",
    "Overgewicht": "rivm_overgewicht",
    "ErnstigOvergewicht": "rivm_ernstig_overgewicht",
    "Roker": "rivm_roker",
    "VoldoetAanAlcoholRichtlijn": "rivm_alcoholrichtlijn",
    "Drinker": "rivm_drinker",
    "ZwareDrinker": "rivm_zware_drinker",
    "OvermatigeDrinker": "rivm_overmatige_drinker",
    "EenOfMeerLangdurigeAandoeningen": "rivm_langdurige_aandoening",
    "BeperktVanwegeGezondheid": "rivm_beperkt_gezondheid",
    "ErnstigBeperktVanwegeGezondheid": "rivm_ernstig_beperkt_gezondheid",
    "LangdurigeZiekteEnBeperkt": "rivm_langdurig_ziek_beperkt",
    "EenOfMeerLichamelijkeBeperkingen": "rivm_lichamelijke_beperking",
    "BeperkingInHoren": "rivm_beperking_horen",
    "BeperkingInZien": "rivm_beperking_zien",
    "BeperkingInBewegen": "rivm_beperking_bewegen",
    "MatigHoogRisicoOpAngstOfDepressie": "rivm_angst_depressie_matig_hoog",
    "HoogRisicoOpAngstOfDepressie": "rivm_angst_depressie_hoog",
    "HeelVeelStressInAfgelopen4Weken": "rivm_stress",
    "MatigVeelRegieOverEigenLeven": "rivm_regie",
    "Eenzaam": "rivm_eenzaam",
    "ErnstigZeerErnstigEenzaam": "rivm_ernstig_eenzaam",
    "EmotioneelEenzaam": "rivm_emotioneel_eenzaam",
    "SociaalEenzaam": "rivm_sociaal_eenzaam",
    "Mantelzorger": "rivm_mantelzorger",
    "Vrijwilligerswerk": "rivm_vrijwilligerswerk",
    "ErnstigeGeluidhinderDoorBuren": "rivm_geluidhinder_buren",
    "MoeiteMetRondkomen": "rivm_moeite_rondkomen",
}
NAMES_2020 = {indicator: (plain_name(column),) for column, indicator in COLUMNS.items()}
"""Indicator -> the plain name of its column in the edition of 2020 (50090NED)."""
OTHER_NAMES = {
    "rivm_ervaren_gezondheid": ("GoedErvarenGezondheid", "GoedeErvarenGezondheid", "ErvarenGezondheidGoed"),
    "rivm_beweegrichtlijn": ("VoldoetAanDeBeweegrichtlijn", "VoldoetAanBeweegrichtlijnen"),
    "rivm_sporter": ("WekelijkseSporter", "WekelijksSporten", "SportWekelijks", "SporterWekelijks"),
    "rivm_normaal_gewicht": ("GezondGewicht",),
    "rivm_ernstig_overgewicht": ("ErnstigOvergewichtObesitas", "Obesitas"),
    "rivm_roker": ("RooktTabak", "Rokers", "Roken", "Rookt"),
    "rivm_alcoholrichtlijn": ("VoldoetAanDeAlcoholRichtlijn",),
    "rivm_drinker": ("Drinkers", "DrinktAlcohol", "AlcoholDrinker"),
    "rivm_zware_drinker": ("ZwaarDrinken", "ZwaarDrinker", "ZwareDrinkers", "DrinktZwaar"),
    "rivm_overmatige_drinker": ("OvermatigDrinken", "OvermatigeDrinkers", "OvermatigDrinker", "DrinktOvermatig"),
    "rivm_langdurige_aandoening": ("EenOfMeerLangdurigeZiektenOfAandoeningen", "LangdurigeAandoening"),
    "rivm_beperkt_gezondheid": ("BeperktDoorGezondheid",),
    "rivm_ernstig_beperkt_gezondheid": ("ErnstigBeperktDoorGezondheid",),
    "rivm_langdurig_ziek_beperkt": ("LangdurigZiekEnBeperkt",),
    "rivm_lichamelijke_beperking": ("LichamelijkeBeperking", "LichamelijkeBeperkingen", "LichamelijkBeperkt"),
    "rivm_beperking_horen": ("BeperkingHoren", "BeperktInHoren"),
    "rivm_beperking_zien": ("BeperkingZien", "BeperktInZien"),
    "rivm_beperking_bewegen": ("BeperkingBewegen", "BeperktInBewegen"),
    "rivm_angst_depressie_matig_hoog": (
        "MatigHoogRisicoAngststoornisOfDepressie", "MatigOfHoogRisicoAngststoornisOfDepressie",
        "MatigHoogRisicoOpAngststoornisOfDepressie",
    ),
    "rivm_angst_depressie_hoog": ("HoogRisicoAngststoornisOfDepressie", "HoogRisicoOpAngststoornisOfDepressie"),
    "rivm_stress": ("HeelVeelStressAfg4Weken", "HeelVeelStressAfgelopen4Weken", "HeelVeelStressInDeAfgelopen4Weken"),
    "rivm_regie": ("MatigVeelRegieOverHetEigenLeven", "MatigOfVeelRegieOverHetEigenLeven"),
    "rivm_ernstig_eenzaam": ("SterkEenzaam", "ErnstigEenzaam"),
    "rivm_mantelzorger": ("Mantelzorgers", "GeeftMantelzorg"),
    "rivm_vrijwilligerswerk": ("DoetVrijwilligerswerk", "Vrijwilliger"),
    "rivm_geluidhinder_buren": ("ErnstigeGeluidhinderBuren", "ErnstigeGeluidhinderVanBuren"),
    "rivm_moeite_rondkomen": ("MoeiteOmRondTeKomen", "HeeftMoeiteMetRondkomen"),
}  # fmt: skip
"""Other names of the same in the edition of 2024 (50150NED), as far as known and, behind those, as they may be. What it
calls LangdurigBeperkt can be two of ours, so it is none."""
NAMES_2024 = {
    indicator: (*names, *(plain_name(name) for name in OTHER_NAMES.get(indicator, ())))
    for indicator, names in NAMES_2020.items()
}
"""Indicator -> the plain names that its column may have in the edition of 2024."""
VINTAGE = 2020
YEARS_2024 = (2012, 2016, 2020, 2022, 2024)
"""The years of the edition on the areas of 2024."""
ADULTS = 20300
ESTIMATE = "MW00000"
LOWER, UPPER = "ondergrens", "bovengrens"
"""What the title of a bound says."""


def read(folder: Path) -> Parsed:
    """Every figure of every edition (one workbook a year) in `folder`, codes of 2020."""
    editions = [_edition(path) for path in sorted(folder.glob("50090NED_*.xlsx"))]
    if not editions:
        raise SourceError(f"{folder.name}: no workbook 50090NED_*.xlsx is there")
    values = pd.concat([long_values(edition, COLUMNS, VINTAGE) for edition in editions], ignore_index=True)
    last = editions[-1]
    names = last["Gemeentenaam"].where(last["SoortRegio"].isin(["Land", "Gemeente"]))
    return Parsed(areas=areas(last["code"], VINTAGE, names), values=values)


def _edition(path: Path) -> pd.DataFrame:
    """One edition with trimmed keys; the numbers behind the column names differ per table and are dropped."""
    header, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return _adults(pd.DataFrame(rows, columns=[re.sub(r"_\d+$", "", str(name)) for name in header]), path.name)


def read_table(estimates: pd.DataFrame, lower: pd.DataFrame | None, upper: pd.DataFrame | None, vintage: int) -> Parsed:
    """The same from the downloaded table, any years: code, year and a column per indicator that it has.

    `lower` and `upper` are the same rows with the bounds of the estimates; None where the table gives none. Raises
    `SourceError` when an estimate lies outside its bounds.
    """
    there = {column: column for column in estimates.columns if column in NAMES_2020}
    values = long_values(estimates, there, vintage)
    keys = ["indicator_id", "area_code", "year"]
    for name, bounds in (("ci_lower", lower), ("ci_upper", upper)):
        if bounds is not None:
            own = long_values(bounds, there, vintage)[[*keys, "value"]].rename(columns={"value": name})
            values = values.merge(own, how="left", on=keys)
    if lower is not None and upper is not None:
        outside = int(((values["value"] < values["ci_lower"]) | (values["value"] > values["ci_upper"])).sum())
        if outside:
            raise SourceError(f"{outside} estimates lie outside their own bounds")
    return Parsed(values=values)


def read_2024(buurten_csv: Path, gemeenten_csv: Path) -> Parsed:
    """The share that feels healthy by the newest edition: 2012 to 2024, per buurt and gemeente of 2024, without bounds.

    A wijk is the mean of its buurten, weighted by the inhabitants of 2024 (`buurten.wijk_means`).
    """
    own, gemeenten = buurten.table(buurten_csv), pd.read_csv(gemeenten_csv, encoding="utf-8-sig")
    gemeenten = gemeenten.rename(columns={"gm_code": "code"})
    columns = [f"goed_ervaren_gezondheid_{year}" for year in YEARS_2024]
    require_columns(own, columns, buurten_csv.name)
    require_columns(gemeenten, ["code", *columns], gemeenten_csv.name)
    both = pd.concat([own, gemeenten], ignore_index=True)
    whole = own.groupby("wijk")["inhabitants"].sum()
    parts = []
    for year, column in zip(YEARS_2024, columns, strict=True):
        healthy = {column: "rivm_ervaren_gezondheid"}
        parts.append(long_values(both, healthy, buurten.VINTAGE, year=year))
        parts.append(buurten.wijk_means(own, healthy, "inhabitants", whole, buurten.VINTAGE, year))
    return Parsed(values=pd.concat(parts, ignore_index=True))


def _adults(frame: pd.DataFrame, where: str) -> pd.DataFrame:
    """The estimates for adults, with code and year, and keys without their padding."""
    keys = ["Leeftijd", "Marges", "WijkenEnBuurten", "Perioden", "Gemeentenaam", "SoortRegio"]
    require_columns(frame, [*keys, *COLUMNS], where)
    for column in [*keys[1:], *COLUMNS]:
        frame[column] = frame[column].astype(str).str.strip().replace({"": None, ".": None, "None": None})
    frame = frame[(frame["Leeftijd"].astype(int) == ADULTS) & (frame["Marges"] == ESTIMATE)]
    frame = frame.assign(code=frame["WijkenEnBuurten"], year=frame["Perioden"].str[:4].astype(int))
    if frame.duplicated(["code", "year"]).any():
        raise SourceError(f"{where}: an area has more than one row for adults in one year")
    return frame
