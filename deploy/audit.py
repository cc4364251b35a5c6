"""What the product is made of, under which licences, and whether holes are known in it: `make audit`.

Writes `deploy/sbom.cdx.json` (CycloneDX) and `deploy/licences.csv` of what requirements.txt installs. Exit code 0: all
is well; 1: a hole is known, or a licence is not one of `ALLOWED`; 3: holes could not be looked up, so nothing is known
of them.
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SBOM, LICENCES = ROOT / "deploy" / "sbom.cdx.json", ROOT / "deploy" / "licences.csv"
UV = [sys.executable, "-m", "uv", "--quiet"]
ALLOWED = re.compile(r"MIT|BSD|Apache|ISC|HPND|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Zlib|CC0", re.I)
"""Licences that let anybody use, change and pass on what is made with it; LGPL for a library in a file of its own."""
NOT_TOLD = {"protobuf": "BSD-3-Clause", "pydeck": "Apache-2.0"}
"""Packages that name their licence only in a file."""


def main() -> int:
    """Make the lists, look for holes, say what was found."""
    components = _components()
    _write_licences(components)
    strange = [f"{name} {version}: {licence or 'no licence'}" for name, version, licence in components
               if not ALLOWED.search(licence)]  # fmt: skip
    print(f"{len(components)} packages; licences to look at: {'; '.join(strange) or 'none'}")
    holes, unknown = _holes()
    print(f"Known holes: {'; '.join(holes) or 'none'}")
    if unknown:
        print(f"Not looked up: {unknown} packages. Is there internet? Nothing is known of their holes.")
    return 1 if strange or holes else 3 if unknown else 0


def _components() -> list[tuple[str, str, str]]:
    """Name, version and licence of every package; writes the bill of materials."""
    with tempfile.TemporaryDirectory() as folder:
        _run(*UV, "venv", folder)
        python = str(Path(folder) / "bin" / "python")
        _run(*UV, "pip", "install", "--python", python, "--require-hashes", "-r", str(ROOT / "requirements.txt"))
        _run(*UV, "tool", "run", "--from", "cyclonedx-bom", "cyclonedx-py", "environment", "--output-reproducible",
             "--spec-version", "1.6", "--output-file", str(SBOM), folder)  # fmt: skip
    found = json.loads(SBOM.read_text(encoding="utf-8"))
    for component in found["components"]:
        component.pop("externalReferences", None)  # addresses: where a package came from differs by machine
    SBOM.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    named = [
        (one["name"], one["version"], _licence(one) or NOT_TOLD.get(one["name"], "")) for one in found["components"]
    ]
    return sorted(named, key=lambda one: one[0].lower())


def _licence(component: dict) -> str:
    names = []
    for part in component.get("licenses", []):
        one = part.get("license", {})
        names.append(part.get("expression") or one.get("id") or one.get("name", "").splitlines()[0].strip())
    told = " | ".join(dict.fromkeys(name for name in names if name and not name.startswith("declared license")))
    return told or NOT_TOLD.get(component["name"], "")


def _write_licences(components: list[tuple[str, str, str]]) -> None:
    with LICENCES.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("package", "version", "licence"), *components])


def _holes() -> tuple[list[str], int]:
    """Every known hole as `package version: id`, and of how many packages nothing could be looked up."""
    told = subprocess.run(
        [*UV, "tool", "run", "pip-audit", "--require-hashes", "--disable-pip", "--format", "json", "--requirement",
         str(ROOT / "requirements.txt")],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    try:
        found = json.loads(told.stdout)["dependencies"]
    except ValueError:
        found = [{"skip_reason": "no answer"}] * len(
            re.findall(r"^[a-z].*==", (ROOT / "requirements.txt").read_text(), re.M)
        )
    holes = [f"{one['name']} {one['version']}: {hole['id']}" for one in found for hole in one.get("vulns", [])]
    return holes, sum("skip_reason" in one for one in found)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, env=os.environ | {"PYTHONUTF8": "1"})


if __name__ == "__main__":
    sys.exit(main())
