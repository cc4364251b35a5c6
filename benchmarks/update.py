"""How long does a whole update take, and how much memory, with every source in its real size?

A local server, in a process of its own, gives made-up figures for the real areas: ten years of Kerncijfers, both
editions of the health figures, crime since 2012, Leefbaarometer 3.0, and the boundaries that are not embedded. Waiting
for the network is not in it; what the server itself does is. Made-up figures differ from those in use, so all of them
may. `--keep FOLDER` keeps the databases for a look at the pages.
"""

import argparse
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from lsa_data.ask import database
from lsa_data.build import pipeline
from lsa_data.commands import main
from lsa_data.read.make_startset import STARTSET
from lsa_data.refresh import contract
from tests.lsa_data.refresh import open_data_world as made
from tests.lsa_data.refresh.open_data_server import Faults, OpenData, Table3, serving

YEARS = range(2016, 2026)
SCORED = [2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022, 2024]


class Indexed(Table3):
    """A table that keeps the rows of every filter, so that the server does not look through millions per page."""

    def answer(self, resource: str, query: dict[str, str], page: int, faults: Faults) -> object:
        """What the service gives."""
        asked = re.findall(r"(\w+) eq '([^']*)'", query.get("$filter", ""))
        kept, whole = self.__dict__.setdefault("kept", {}), self.rows
        if str(asked) not in kept:
            kept[str(asked)] = [row for row in whole if all(row[name] == key for name, key in asked)]
        self.rows = kept[str(asked)]
        try:
            return super().answer(resource, query, page, faults)
        finally:
            self.rows = whole


def _indexed(table: Table3) -> Table3:
    found = Indexed(table.address, table.dimensions, table.rows, table.modified, table.counts)
    names = [name for name in ("Leeftijd", "Marges", "SoortMisdrijf") if name in table.dimensions]
    for keys in {tuple(row[name] for name in names) for row in table.rows}:
        asked = " and ".join(f"({name} eq '{key}')" for name, key in zip(names, keys, strict=True))
        found.answer("UntypedDataSet", {"$filter": asked}, 1, Faults())
    return found


def world() -> OpenData:
    """Every service, with as many rows as it really has."""
    areas = pd.read_parquet(STARTSET / "area.parquet")
    health = pd.read_parquet(STARTSET / "value_rivm.parquet")
    rivm, newer = (health[health["vintage"] == vintage] for vintage in (2020, 2024))
    names = areas.dropna(subset=["name"]).set_index("code")["name"].to_dict()
    served = OpenData(page=10_000)

    def of(kind: str, vintage: int) -> pd.DataFrame:
        return areas[(areas["type"] == kind) & (areas["vintage"] == vintage)]

    def lived_in(year: int) -> pd.DataFrame:
        parts = [of("land", 2020).assign(code="NL00", inhabitants=17_500_000)]
        for kind, people in (("gemeente", 50_000), ("wijk", 5000), ("buurt", 1200)):
            own, nearest = of(kind, year).dropna(subset=["inhabitants"]), of(kind, 2020 if year < 2022 else 2024)
            parts.append((own if len(own) > len(nearest) / 2 else nearest).fillna({"inhabitants": people}))
        found = pd.concat(parts)
        found["name"] = found["name"].fillna(found["code"].map(names)).fillna("Buurt " + found["code"])
        return found[["code", "name", "inhabitants"]]

    for year in YEARS:
        served.serve(made.kerncijfers_4(year, lived_in(year)))
        for kind in ("gemeente", "wijk", "buurt") if year == YEARS[-1] else ("gemeente", "wijk"):
            served.serve(made.collection(kind, year, _shapes(kind, lived_in(year))))
    newest = _newest(rivm, pd.concat([of("gemeente", 2024), of("wijk", 2024), of("buurt", 2024)])["code"])
    newest = made.as_in_use(newest, newer)
    served.serve(
        _indexed(made.rivm_table(rivm, names, "50090NED")),
        _indexed(made.rivm_table(newest, names, "50150NED", bounds=1.5)),
        _indexed(made.politie_table(lived_in(2025), list(range(2012, 2026)))),
    )
    kinds = {kind: of(kind, 2024) for kind in ("gemeente", "wijk", "buurt")}
    scores = pd.read_parquet(STARTSET / "value_lbm3.parquet")
    content = made.leefbaarometer_zip(kinds | {"pc4": of("pc4", 2022)}, SCORED, embedded=scores)
    served.files |= made.leefbaarometer_file(content)
    return served


def _newest(rivm: pd.DataFrame, codes: pd.Series) -> pd.DataFrame:
    """An edition with other areas: each has the figures of some area of 2020, in five years."""
    last = rivm[rivm["year"] == 2020]
    country, others = last[last["area_type"] == "land"], last[last["area_type"] != "land"]
    donors = sorted(others["area_code"].unique())
    donor = pd.DataFrame({"area_code": [donors[i % len(donors)] for i in range(len(codes))], "code": codes.to_numpy()})
    given = others.merge(donor, on="area_code").drop(columns="area_code").rename(columns={"code": "area_code"})
    return pd.concat([pd.concat([country, given]).assign(year=year) for year in (2012, 2016, 2020, 2022, 2024)])


def _shapes(kind: str, areas: pd.DataFrame) -> pd.DataFrame:
    """The polygons of these areas (code, name) from whatever map has them; a square where none does."""
    prefix = {"gemeente": "GM", "wijk": "WK", "buurt": "BU"}[kind]
    found = areas.loc[areas["code"].str.startswith(prefix), ["code", "name"]].drop_duplicates("code")
    known: dict[str, bytes] = {}
    for path in sorted(STARTSET.glob(f"polygon_{kind}_*.parquet")):
        frame = pd.read_parquet(path)
        known |= dict(zip(frame["code"], frame["wkb"], strict=True))
    return found.assign(wkb=found["code"].map(known).fillna(pd.Series(made.squares(found["code"]), found.index)))


def _serve(address: multiprocessing.Queue) -> None:
    with serving(world()) as base:
        address.put(base)
        time.sleep(3600)


def run(folder: Path) -> None:
    """One update into `folder`, with the time and the most memory it took."""
    address: multiprocessing.Queue = multiprocessing.get_context("spawn").Queue()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(address,), daemon=True)
    server.start()
    os.environ["LSA_SOURCE_BASE"] = address.get()
    os.environ["LSA_DATA_DIR"] = str(folder)
    contract.LARGEST_CHANGE = contract.LARGEST_UNKNOWN = 1.0
    subprocess.run([sys.executable, "-m", "lsa_data", "build"], check=True, stdout=subprocess.DEVNULL)
    start, build = time.perf_counter(), pipeline.build

    def told(*arguments: object, **named: object) -> Path:
        print(f"asked, compared and written: {_took(start)}", flush=True)
        return build(*arguments, **named)  # type: ignore[arg-type]

    pipeline.build = told
    code = main(["update", "--report", str(folder / "report.json")])
    rows = database.cursor().execute("SELECT count(*) FROM value").fetchall()[0][0]
    print(
        f"update: a database of {rows:,} figures in {_took(start)}, exit {code}, "
        f"{database.current_path().stat().st_size / 1e6:.0f} MB, "
        f"a report of {(folder / 'report.json').stat().st_size / 1e3:.0f} kB"
    )
    server.terminate()


def _took(start: float) -> str:
    """The time since then, the time of the processor, and the most memory that this process had so far."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{time.perf_counter() - start:.0f} s ({time.process_time():.0f} s of computing), at most {most:.0f} MB"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="a folder for the databases")
    chosen = parser.parse_args()
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
        run(chosen.keep)
    else:
        with tempfile.TemporaryDirectory() as scratch:
            run(Path(scratch))
