"""Registered crime and nuisance (Politie, CC BY 4.0): numbers, and rates per 1,000 inhabitants.

Three tables of the same registration: 12 kinds of crime per gemeente, all crime together per buurt and gemeente, and
the country. Crime is registered where it happens. The 12 kinds are not all crime and are never added up.
"""

import json
from pathlib import Path

import pandas as pd

from lsa_data.catalogue.codes import LAND, area_type, gemeente_of
from lsa_data.catalogue.mergers import Merger, mergers
from lsa_data.methods.coverage import LEAST_COVERAGE
from lsa_data.methods.links import normalise_name
from lsa_data.read import buurten
from lsa_data.read.buurten import VINTAGE, rows
from lsa_data.read.frames import (
    COMPUTED,
    LOW_COVERAGE,
    NOT_PUBLISHED,
    OK,
    OTHER_BOUNDARIES,
    TOO_FEW,
    VALUE_COLUMNS,
    Parsed,
    SourceError,
    areas,
    require_columns,
)

RATE, NUMBER = "politie_totaal", "politie_misdrijven"
KINDS = {
    "politie_inbraak": ("1.1.1", "woning"),
    "politie_schuurinbraak": ("1.1.2", "schuur"),
    "politie_bedrijfsinbraak": ("2.5.1", "bedrijven"),
    "politie_diefstal_uit_voertuig": ("1.2.1", "uit/vanaf motorvoertuigen"),
    "politie_voertuigdiefstal": ("1.2.2", "van motorvoertuigen"),
    "politie_fietsdiefstal": ("1.2.3", "fietsen"),
    "politie_vernieling": ("2.2.1", "vernieling"),
    "politie_mishandeling": ("1.4.5", "mishandeling"),
    "politie_bedreiging": ("1.4.4", "bedreiging"),
    "politie_moord_doodslag": ("1.4.2", "moord"),
    "politie_drugshandel": ("3.1.1", "drugshandel"),
    "politie_wapenhandel": ("3.1.3", "wapenhandel"),
}
"""Indicator -> the kind of crime, and a word that its title must have."""
TOTAL = ("0.0.0", "totaal")
COUNT_NAMES = ("geregistreerdemisdrijven",)
"""What the column with the number of crimes is called (plain)."""
NUISANCE = {
    "Totaal registraties overlast": "overlast_totaal",
    "Overlast door verward persoon": "overlast_verwarde_personen",
    "Melding overlast jeugd": "overlast_jeugd",
    "Overlast ivm alcohol/ drugs": "overlast_alcohol_drugs",
    "Overlast zwervers": "overlast_zwervers",
    "Openbare dronkenschap": "overlast_openbare_dronkenschap",
    "Geluidshinder horeca": "overlast_geluid_horeca",
    "Geluidshinder evenement": "overlast_geluid_evenement",
    "Geluidshinder overig": "overlast_geluid_overig",
}
YEARS = (2021, 2022, 2023, 2024, 2025)
"""The years of the table of buurten."""
COUNTRY, PLACE_UNKNOWN = LAND, "GM0000"
OWN_BUURTEN = ("GM0285", "GM0637", "GM0753", "GM1658")
"""Voorst, Zoetermeer, Best and Heeze-Leende: the police counts there within other buurten than those of CBS."""
LEAST_INHABITANTS = 200
"""Below this one incident more or less moves the figure by 5 per 1,000 or more; none is given then."""
LARGEST_STEP = 0.025
"""How far the inhabitants of a gemeente may be from those of its predecessors in the year before."""


def read(data_json: Path, buurten_csv: Path, gemeenten_csv: Path, crime_csv: Path, nuisance_csv: Path) -> Parsed:
    """Everything that is embedded, on the areas of 2024.

    * 12 kinds per gemeente, and for the country with those of which the place is unknown, 2012-2025, per 1,000
      inhabitants of the same year (`inhabitants_of`);
    * all crime: as a number, and per 1,000 inhabitants: of 2024 for a buurt and wijk (2021-2025), of the same year for
      a gemeente (2021-2025) and the country (2012-2025). The country is published until 2023; after that it is the sum
      of its gemeenten, without the few crimes of which the place is unknown (0.04% in 2023);
    * registered nuisance as a number, for the country, 2012-2023.

    Raises `SourceError` when gemeenten disappear of which the catalogue of mergers does not say where they went.
    """
    data = json.loads(data_json.read_text(encoding="utf-8"))
    people = pd.DataFrame(data["population"]).T.rename(columns=int).astype(float)
    provisional = {int(year) for year in data["provisional"]}
    check_mergers(people, mergers())
    country = people.sum()
    counts = pd.read_csv(gemeenten_csv, encoding="utf-8-sig").set_index("gm_code").sort_index()
    require_columns(counts, [f"misdrijven_{year}" for year in YEARS], gemeenten_csv.name)
    same_year = pd.DataFrame(
        {
            year: {code: inhabitants_of(code, year, people, mergers()) for code in counts.index}
            for year in people.columns
        }
    )
    parts = [
        *_kinds(data, same_year, country, provisional),
        *_of_gemeenten(counts, same_year, provisional),
        *_of_country(crime_csv, counts, country, provisional),
        *_of_buurten(buurten.table(buurten_csv), provisional),
        *_nuisance(nuisance_csv),
    ]
    return Parsed(
        areas=areas(pd.Series([COUNTRY]), VINTAGE, pd.Series(["Nederland"])),
        values=pd.concat(parts, ignore_index=True),
    )


def inhabitants_of(gemeente: str, year: int, people: pd.DataFrame, merged: list[Merger]) -> float | None:
    """Who lived within the present boundaries of a gemeente in an earlier year: its own inhabitants and those of the
    gemeenten that were merged into it later. None where one of those was split, or their number is not known.

    `people` has a row per gemeente, old and new, and a column per year.
    """
    later = [merger.old for merger in merged if merger.new == gemeente and merger.year > year]
    own = people.at[gemeente, year] if gemeente in people.index else float("nan")
    if any(sum(merger.old == old for merger in merged) > 1 for old in later):
        return None
    parts = [None if pd.isna(own) else float(own)] if not later or pd.notna(own) else []
    parts += [inhabitants_of(old, year, people, merged) for old in later]
    return None if None in parts else sum(part for part in parts if part is not None)


def check_mergers(people: pd.DataFrame, merged: list[Merger]) -> None:
    """Whether every gemeente that disappears from `people` went somewhere, with as many people.

    Raises `SourceError` naming every gemeente that vanishes without a word, and every group of gemeenten that merged of
    which the inhabitants differ by over 2.5% from those of the year before.
    """
    last = people.columns.max()
    gone = {code for code in people.index if pd.isna(people.at[code, last])}
    wrong = [f"{code} disappears, and mergers.csv does not say where to" for code in gone - {m.old for m in merged}]
    for year in sorted({merger.year for merger in merged}):
        for olds, news in _groups([merger for merger in merged if merger.year == year]):
            before = people.loc[people.index.isin(olds | news), year - 1].sum()
            after = people.loc[people.index.isin(news), year].sum()
            if abs(after - before) > LARGEST_STEP * before:
                wrong.append(
                    f"{', '.join(sorted(news))}: {after:.0f} inhabitants in {year}, its parts had {before:.0f}"
                )
    if wrong:
        raise SourceError("\n".join(sorted(wrong)))


def _groups(merged: list[Merger]) -> list[tuple[set[str], set[str]]]:
    """Old and new gemeenten of one year that belong together, because a gemeente was split or several were merged."""
    groups: list[tuple[set[str], set[str]]] = []
    for merger in merged:
        olds, news = {merger.old}, {merger.new}
        for group in [group for group in groups if group[0] & olds or group[1] & news]:
            groups.remove(group)
            olds, news = olds | group[0], news | group[1]
        groups.append((olds, news))
    return groups


def _rates(
    codes: pd.Series, indicator: str, year: int, count: pd.Series, inhabitants: pd.Series, provisional: set[int]
) -> pd.DataFrame:
    value = 1000 * count / inhabitants
    return rows(codes, indicator, year, value, value.notna().map({True: OK, False: NOT_PUBLISHED}), year in provisional)


def _kinds(data: dict, same_year: pd.DataFrame, country: pd.Series, provisional: set[int]) -> list[pd.DataFrame]:
    titles = {kind["code"]: kind["label"].casefold() for kind in data["offences"]}
    parts = []
    for indicator, (kind, word) in KINDS.items():
        if word not in titles.get(kind, ""):
            raise SourceError(f"the kind of crime {kind} is {titles.get(kind)!r} and not {word}")
        counts = pd.DataFrame(data["counts"][kind]).T.rename(columns=int).astype(float).sort_index()
        if unknown := set(counts.index) - set(same_year.index) - {PLACE_UNKNOWN}:
            raise SourceError(f"of the gemeenten {', '.join(sorted(unknown))} no inhabitants are known")
        for year in data["years"]:
            own = counts.loc[counts.index != PLACE_UNKNOWN, year]
            codes = pd.Series([COUNTRY, *own.index])
            count = pd.Series([counts[year].sum(), *own])
            people = pd.Series([country[year], *same_year[year].reindex(own.index)])
            parts.append(_rates(codes, indicator, year, count, people, provisional))
    return parts


def _of_gemeenten(counts: pd.DataFrame, same_year: pd.DataFrame, provisional: set[int]) -> list[pd.DataFrame]:
    parts, codes = [], pd.Series(counts.index)
    for year in YEARS:
        count = counts[f"misdrijven_{year}"].reset_index(drop=True).astype(float)
        people = same_year[year].reindex(counts.index).reset_index(drop=True)
        parts += [_rates(codes, RATE, year, count, people, provisional), _number(codes, year, count, provisional)]
    return parts


def _of_country(crime_csv: Path, counts: pd.DataFrame, country: pd.Series, provisional: set[int]) -> list[pd.DataFrame]:
    crime = pd.read_csv(crime_csv)
    require_columns(crime, ["incident_type_code", "year", "incident_count"], crime_csv.name)
    numbers = crime[crime["incident_type_code"] == "Totaal misdrijven"].set_index("year")["incident_count"].to_dict()
    numbers |= {year: int(counts[f"misdrijven_{year}"].sum()) for year in YEARS if year not in numbers}
    parts, codes = [], pd.Series([COUNTRY])
    for year, number in numbers.items():
        count = pd.Series([float(number)])
        people = pd.Series([country[year]])
        parts += [_rates(codes, RATE, year, count, people, provisional), _number(codes, year, count, provisional)]
    return parts


def _number(codes: pd.Series, year: int, count: pd.Series, provisional: set[int]) -> pd.DataFrame:
    return rows(codes, NUMBER, year, count, count.notna().map({True: OK, False: NOT_PUBLISHED}), year in provisional)


def _of_buurten(own: pd.DataFrame, provisional: set[int]) -> list[pd.DataFrame]:
    """All crime of buurten as published, and of wijken as the sum of their buurten."""
    elsewhere = own["gm_code"].isin(OWN_BUURTEN)
    parts = []
    for year in YEARS:
        count = own[f"misdrijven_{year}"].mask(elsewhere)
        status = _status(count, own["inhabitants"], elsewhere)
        value = (1000 * count / own["inhabitants"]).where(status == OK)
        parts.append(rows(own["code"], RATE, year, value, status, year in provisional))
        known = count.notna().map({True: OK, False: NOT_PUBLISHED}).mask(elsewhere, OTHER_BOUNDARIES)
        parts.append(rows(own["code"], NUMBER, year, count, known, year in provisional))
        parts += _of_wijken(own.assign(count=count, elsewhere=elsewhere), year, provisional)
    return parts


def _status(count: pd.Series, inhabitants: pd.Series, elsewhere: pd.Series) -> pd.Series:
    """Whether a rate can be given, or why not. No number of inhabitants says that next to nobody lives there."""
    status = pd.Series(OK, index=count.index)
    status = status.mask(~(inhabitants >= LEAST_INHABITANTS), TOO_FEW).mask(count.isna(), NOT_PUBLISHED)
    return status.mask(elsewhere, OTHER_BOUNDARIES)


def _of_wijken(own: pd.DataFrame, year: int, provisional: set[int]) -> list[pd.DataFrame]:
    """A rate is over the buurten of which the number is known; a number needs all of them."""
    known = own["count"].notna()
    by_wijk = (
        own.assign(covered=own["inhabitants"].where(known), missing=~known)
        .groupby("wijk")
        .agg({"count": "sum", "inhabitants": "sum", "covered": "sum", "missing": "sum", "elsewhere": "any"})
        .reset_index()
    )
    people, coverage = by_wijk["inhabitants"], by_wijk["covered"] / by_wijk["inhabitants"]
    status = pd.Series(COMPUTED, index=by_wijk.index)
    status = status.mask(~(coverage >= LEAST_COVERAGE), LOW_COVERAGE).mask(~(people >= LEAST_INHABITANTS), TOO_FEW)
    status = status.mask(by_wijk["elsewhere"], OTHER_BOUNDARIES)
    value = (1000 * by_wijk["count"] / by_wijk["covered"]).where(status == COMPUTED)
    rate = rows(by_wijk["wijk"], RATE, year, value, status, year in provisional)
    rate["coverage"] = coverage.round(3).where(~by_wijk["elsewhere"])
    whole = pd.Series(COMPUTED, index=by_wijk.index).mask(by_wijk["missing"] > 0, LOW_COVERAGE)
    whole = whole.mask(by_wijk["elsewhere"], OTHER_BOUNDARIES)
    number = rows(by_wijk["wijk"], NUMBER, year, by_wijk["count"].where(whole == COMPUTED), whole, year in provisional)
    return [rate, number.assign(coverage=coverage.round(3).where(~by_wijk["elsewhere"]))]


def _nuisance(path: Path) -> list[pd.DataFrame]:
    frame = pd.read_csv(path)
    require_columns(frame, ["incident_type_code", "year", "incident_count"], path.name)
    if set(frame["incident_type_code"]) != set(NUISANCE):
        raise SourceError(f"{path.name}: the kinds are {', '.join(sorted(set(frame['incident_type_code'])))}")
    return [
        rows(pd.Series([COUNTRY] * len(own)), NUISANCE[kind], 0, own["incident_count"].reset_index(drop=True),
             pd.Series([OK] * len(own))).assign(year=own["year"].to_numpy())
        for kind, own in frame.groupby("incident_type_code")
    ]  # fmt: skip


def read_table(counts: pd.DataFrame, names: dict[str, str], inhabitants: pd.DataFrame) -> Parsed:
    """Rates per 1,000 inhabitants of buurten and wijken from the downloaded table, each year on the areas of that year.

    `counts` has code, year, kind and count; `names` the name of every code in the table; `inhabitants` has code,
    vintage, name and inhabitants of areas. A rate is made only where the area existed in that very year, with the same
    code and name, and its inhabitants of that year are known. Gemeenten and the country are embedded with every year
    on the areas of 2024; years on newer areas are left out, because a newer edition would hide that whole series.
    """
    kinds = {indicator: kind for indicator, (kind, _) in ({RATE: TOTAL} | KINDS).items()}
    wide = counts.pivot(index=["code", "year"], columns="kind", values="count")
    wide = wide.reindex(columns=list(kinds.values())).set_axis(list(kinds), axis=1)
    known = inhabitants.dropna(subset=["inhabitants"]).rename(columns={"vintage": "year"})
    found = wide.reset_index().merge(known, on=["code", "year"])
    same = [
        normalise_name(str(name)) == normalise_name(names.get(code, ""))
        for code, name in zip(found["code"], found["name"], strict=True)
    ]
    found = found[pd.Series(same, index=found.index, dtype=bool)].query(
        "code.str[:2] in ('WK', 'BU') and year <= @VINTAGE"
    )
    found = found.melt(["code", "year", "inhabitants"], list(kinds), "indicator_id", "count")
    status = _status(found["count"], found["inhabitants"], found["code"].map(gemeente_of).isin(OWN_BUURTEN))
    value = found["count"] / (found["inhabitants"].astype(float) / 1000)
    rates = found.assign(
        value=value.where(status == OK), status=status, area_code=found["code"], vintage=found["year"],
        coverage=float("nan"), provisional=False,
        area_type=found["code"].map({code: area_type(code) for code in found["code"].unique()}),
    )  # fmt: skip
    return Parsed(values=rates[VALUE_COLUMNS])
