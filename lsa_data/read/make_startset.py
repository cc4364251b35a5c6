"""Make the embedded figures (`lsa_data/read/startset/`) from the published source files.

Runs only when a source or a parser changes; what it writes is committed. The same input gives the same bytes.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from lsa_data.catalogue.codes import gemeente_of
from lsa_data.read import kerncijfers, leefbaarometer2, leefbaarometer3, overlap, politie, polygons, rivm
from lsa_data.read.frames import AREA_COLUMNS, CHANGE_COLUMNS, VALUE_COLUMNS, Parsed, SourceError

STARTSET = Path(__file__).parent / "startset"


@dataclass(frozen=True)
class Input:
    """One published file set: which source it belongs to, which files, and how they are read."""

    source_id: str
    files: tuple[str, ...]
    read: Callable[[Path], Parsed]


POLITIE = (
    "politie_gemeente/data.json",
    "politie_buurt/buurten.csv",
    "politie_buurt/gemeenten.csv",
    "politie_nederland/nl_allcrime_allyears.csv",
    "politie_nederland/nl_alldisorder_allyears.csv",
)
MAP_TABLES = {
    "cbs_wijk_2016/wijk_2016.dbf": 2016,
    "cbs_wijk_2016/gem_2016.dbf": 2016,
    "cbs_wijk_2019/wijk_2019_v1.dbf": 2019,
    "cbs_wijk_2019/gemeente_2019_v1.dbf": 2019,
    "cbs_wijk_2021/wijk_2021_v1.dbf": 2021,
}


def _map_table(file: str, year: int, root: Path) -> Parsed:
    return kerncijfers.read_map_table(root / file, year)


INPUTS = (
    Input(
        "lbm2",
        ("leefbaarometer2_wijk",),
        lambda root: leefbaarometer2.read_wijk_gemeente(root / "leefbaarometer2_wijk"),
    ),
    Input("lbm2", ("leefbaarometer2_pc4",), lambda root: leefbaarometer2.read_pc4(root / "leefbaarometer2_pc4")),
    Input("lbm3", ("leefbaarometer3_pc4",), lambda root: leefbaarometer3.read_pc4(root / "leefbaarometer3_pc4")),
    Input(
        "lbm3",
        ("leefbaarometer3_2024", "politie_buurt/buurten.csv"),
        lambda root: leefbaarometer3.read_2024(root / "leefbaarometer3_2024", root / "politie_buurt/buurten.csv"),
    ),
    Input("rivm", ("rivm_gezondheid",), lambda root: rivm.read(root / "rivm_gezondheid")),
    *(Input("kwb", (file,), partial(_map_table, file, year)) for file, year in MAP_TABLES.items()),
    Input(
        "rivm",
        ("politie_buurt/buurten.csv", "politie_buurt/gemeenten.csv"),
        lambda root: rivm.read_2024(root / "politie_buurt/buurten.csv", root / "politie_buurt/gemeenten.csv"),
    ),
    Input("politie", POLITIE, lambda root: politie.read(*(root / file for file in POLITIE))),
    Input(
        "kwb",
        ("cbs_wijk_2023/wijk_2023_v0.dbf",),
        lambda root: kerncijfers.read_map_names(root / "cbs_wijk_2023/wijk_2023_v0.dbf", 2023),
    ),
    Input(
        "kwb",
        ("cbs_kwb_2017_buurt/buurten_2017.csv", "cbs_wijk_2017/wijk_2017.dbf"),
        lambda root: kerncijfers.read_2017(
            root / "cbs_kwb_2017_buurt/buurten_2017.csv", root / "cbs_wijk_2017/wijk_2017.dbf"
        ),
    ),
    Input(
        "kwb",
        ("cbs_wijk_2022/wijken_2022.geojson",),
        lambda root: kerncijfers.read_2022(root / "cbs_wijk_2022/wijken_2022.geojson"),
    ),
    Input(
        "kwb",
        ("cbs_wijk_2022/gemeenten_2022.geojson",),
        lambda root: kerncijfers.read_2022(root / "cbs_wijk_2022/gemeenten_2022.geojson"),
    ),
    Input(
        "kwb",
        ("cbs_kwb_2024/wijken_gemeenten_2024.json", "geo/wijken_2024.geojson"),
        lambda root: kerncijfers.read_2024(
            root / "cbs_kwb_2024/wijken_gemeenten_2024.json", root / "geo/wijken_2024.geojson"
        ),
    ),
    Input(
        "kwb",
        ("politie_buurt/buurten.csv",),
        lambda root: kerncijfers.read_buurten_2024(root / "politie_buurt/buurten.csv"),
    ),
)


def make(root: Path, target: Path = STARTSET, report: Callable[[str], None] = print) -> None:
    """Read every source file below `root` and write the startset to `target`, file by file replaced.

    Raises `SourceError` when files are missing or do not have the expected shape; nothing is written then.
    """
    _require_files(root)
    parsed = []
    for item in INPUTS:
        report(f"  reads {', '.join(item.files)}")
        parsed.append(item.read(root))
    report("  reads the polygons")
    shapes = polygons.read(root, pd.concat([p.areas for p in parsed], ignore_index=True))
    area = _areas(parsed, shapes, root)

    target.mkdir(parents=True, exist_ok=True)
    tables = {"area": area}
    tables["change"] = _sorted(
        pd.concat([p.changes for p in parsed if len(p.changes)])[CHANGE_COLUMNS], CHANGE_COLUMNS[:6]
    )
    for source_id in sorted({item.source_id for item in INPUTS}):
        frames = [p.values for item, p in zip(INPUTS, parsed, strict=True) if item.source_id == source_id]
        values = pd.concat(frames)[VALUE_COLUMNS]
        tables[f"value_{source_id}"] = _sorted(values, ["indicator_id", "area_type", "year", "vintage", "area_code"])
    for (area_type, vintage), frame in shapes.items():
        tables[f"polygon_{area_type}_{vintage}"] = frame[["code", "wkb"]]
    report("  measures how maps overlap")
    tables["overlap"] = overlap.measured(shapes, overlap.pairs(shapes))
    for old in target.glob("*.parquet"):
        if old.stem not in tables:
            old.unlink()
    for name, frame in tables.items():
        write_parquet(frame, target / f"{name}.parquet")
    provenance = _provenance(root, parsed, shapes)
    text = json.dumps(provenance, indent=1, ensure_ascii=False, sort_keys=True)
    (target / "provenance.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    size = sum(path.stat().st_size for path in target.iterdir())
    report(f"  wrote {len(tables) + 1} files, {size / 1e6:.1f} MB, to {target}")


def _require_files(root: Path) -> None:
    names = [*(name for item in INPUTS for name in item.files), *polygons.FILES]
    if missing := [name for name in names if not (root / name).exists()]:
        raise SourceError(f"{root} does not hold {', '.join(missing)}. Nothing was written; put them there first.")


def _areas(parsed: list[Parsed], shapes: dict, root: Path) -> pd.DataFrame:
    """All areas of all vintages, with the provincie of their gemeente and a point inside where there is a polygon."""
    from_maps = [
        pd.DataFrame(
            {
                "type": area_type,
                "code": frame["code"],
                "vintage": vintage,
                "name": frame["name"],
                "gemeente_code": frame["code"].map(gemeente_of),
                "inhabitants": pd.NA,
                "surface": float("nan"),
            }
        )
        for (area_type, vintage), frame in shapes.items()
    ]
    area = pd.concat([*(p.areas for p in parsed), *from_maps], ignore_index=True)[AREA_COLUMNS]
    area = area.drop_duplicates(["type", "code", "vintage"], keep="first")
    postcodes = area["type"] == "pc4"
    area.loc[postcodes, "gemeente_code"] = area.loc[postcodes, "code"].map(_gemeente_of_postcode(shapes))
    area["provincie_code"] = area["gemeente_code"].map(_provincies(area, shapes, root))
    area.loc[area["type"] == "provincie", "provincie_code"] = area["code"]
    points = pd.concat(
        [_points(frame).assign(type=area_type, vintage=vintage) for (area_type, vintage), frame in shapes.items()]
    )
    area = area.merge(points, how="left", on=["type", "code", "vintage"])
    area["inhabitants"] = area["inhabitants"].astype("Int64")
    return _sorted(area, ["type", "vintage", "code"])


def _points(frame: pd.DataFrame) -> pd.DataFrame:
    inside = shapely.point_on_surface(shapely.from_wkb(frame["wkb"]))
    return pd.DataFrame(
        {"code": frame["code"].to_numpy(), "lon": shapely.get_x(inside).round(5), "lat": shapely.get_y(inside).round(5)}
    )


def _provincies(area: pd.DataFrame, shapes: dict, root: Path) -> dict[str, str]:
    """Gemeente code -> provincie code, for the gemeenten of every vintage.

    From the maps of 2022 and 2015 where the gemeente is in them; a gemeente of another year gets the provincie
    that its wijken lie in.
    """
    known = polygons.gemeente_provincie(root)
    provincie = shapes["provincie", 2022]
    tree = shapely.STRtree(shapely.from_wkb(provincie["wkb"]))
    wijken = pd.concat([shapes["wijk", 2024], shapes["wijk", 2016]])
    for gemeente_code in sorted(set(area["gemeente_code"].dropna()) - set(known)):
        own = wijken[wijken["code"].str[2:6] == gemeente_code[2:]]
        _, hits = tree.query(shapely.point_on_surface(shapely.from_wkb(own["wkb"])), predicate="within")
        if len(hits):
            known[gemeente_code] = provincie["code"].iloc[pd.Series(hits).mode().iloc[0]]
    return known


def _gemeente_of_postcode(shapes: dict) -> dict[str, str]:
    """Postcode -> the gemeente of 2022 in which a point in the middle of it lies: for filters, not for figures."""
    postcode, gemeente = shapes["pc4", 2018], shapes["gemeente", 2022]
    middle = shapely.point_on_surface(shapely.from_wkb(postcode["wkb"]))
    found, hits = shapely.STRtree(shapely.from_wkb(gemeente["wkb"])).query(middle, predicate="within")
    return dict(zip(postcode["code"].to_numpy()[found], gemeente["code"].to_numpy()[hits], strict=True))


def _sorted(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    return frame.sort_values(by, kind="stable").reset_index(drop=True)


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """The frame as Parquet; the same rows give the same bytes."""
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(table, path, compression="zstd", compression_level=19, row_group_size=1 << 20)


def _provenance(root: Path, parsed: list[Parsed], shapes: dict) -> dict:
    """Per set of files: their sha256 and size, and the areas, years and number of figures read from them."""
    sets = []
    for item, result in zip(INPUTS, parsed, strict=True):
        counts = result.values.groupby(["area_type", "vintage", "year"]).size()
        sets.append(
            {
                "source": item.source_id,
                "files": [entry for name in item.files for entry in _files(root, name)],
                "rows": len(result.values),
                "years": sorted({int(year) for year in result.values["year"]}),
                "figures": [
                    {"area_type": kind, "vintage": int(vintage), "year": int(year), "rows": int(rows)}
                    for (kind, vintage, year), rows in counts.items()
                ],
            }
        )
    maps = [entry for name in polygons.FILES for entry in _files(root, name)]
    layers = [
        {"area_type": kind, "vintage": vintage, "areas": len(frame)}
        for (kind, vintage), frame in sorted(shapes.items())
    ]
    sets.append(
        {"source": "cbs_grenzen", "files": maps, "rows": sum(len(f) for f in shapes.values()), "layers": layers}
    )
    return {"sets": sets}


def _files(root: Path, name: str) -> list[dict]:
    path = root / name
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [
        {
            "file": file.relative_to(root).as_posix(),
            "bytes": file.stat().st_size,
            "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
        }
        for file in files
    ]
