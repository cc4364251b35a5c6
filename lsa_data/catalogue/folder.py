"""Where the files of the catalogue are, and the languages that they are written in."""

from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = ("nl", "en")
