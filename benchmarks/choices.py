"""Print the median server time of a change of choice on Klopt het? and Tegen de trend in (target: 300 ms)."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.questions import milliseconds

ROOT = Path(__file__).parent.parent
CHANGES = {
    "klopt_het": [
        {},
        {"tot": "2016"},
        {"maat": "land"},
        {"groep": "zwak2002"},
        {"indicator": "lbm2_klasse", "van": "2002", "tot": "2016"},
        {"reeks": "pc3", "van": "2002", "tot": "2022"},
    ],
    "tegen_de_trend": [{}, {"regio": "zuid"}, {"groep": "zwak2012"}, {"reeks": "pc3"}, {"gebied": "WK059904"}],
}


def main() -> None:
    """Print one line per page and choice."""
    for page, choices in CHANGES.items():
        app = AppTest.from_file(str(ROOT / "lsa_ui" / "shell.py"), default_timeout=60).run()
        app.switch_page(f"../pages/{page}.py").run()
        for choice in choices:
            app.query_params.clear()
            for name, value in choice.items():
                app.query_params[name] = value
            print(f"{page:16} {choice!s:62} {milliseconds(app.run):6.0f} ms")


if __name__ == "__main__":
    main()
