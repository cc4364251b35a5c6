"""`python -m tests.lsa_server.make_icons`: the icons that are used, out of the font of all that Streamlit brings."""

import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from lsa_server.static_files import ICONS, STREAMLIT_FILES, font_of_streamlit

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r":material/([a-z0-9_]+)")
WRITTEN_WITH = "abcdefghijklmnopqrstuvwxyz0123456789_"


def used() -> set[str]:
    """The names of icons in Streamlit's scripts and in the dashboard's own code."""
    own = [path for room in ("lsa_ui", "pages") for path in (ROOT / room).rglob("*.py")]
    scripts = (STREAMLIT_FILES / "js").glob("*.js")
    return {name for path in [*own, *scripts] for name in NAMED.findall(path.read_text(encoding="utf-8"))}


def icons(path: Path) -> dict[str, str]:
    """The icons in a font: the name of each, which is written and drawn as one sign, and its glyph."""
    font = TTFont(path)
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    tables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
    return {
        "".join(letters[glyph] for glyph in (first, *ligature.Component)): ligature.LigGlyph
        for table in tables
        for first, ligatures in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items()
        for ligature in ligatures
    }


def make() -> None:
    """Write the font with the letters that names are written with, and the icons that these names become."""
    everything, wanted = font_of_streamlit("MaterialSymbols"), used()
    glyphs = sorted({glyph for name, glyph in icons(everything).items() if name in wanted})
    options = subset.Options(layout_features=["*"], layout_closure=False, name_IDs=[0, 1, 2, 13, 14])
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=[ord(letter) for letter in WRITTEN_WITH], glyphs=glyphs)
    font = TTFont(everything)
    chosen.subset(font)
    font.flavor = "woff2"
    font.save(ICONS)
    print(f"{len(icons(ICONS))} names of icons, {ICONS.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    make()
