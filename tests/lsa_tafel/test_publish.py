"""Reports that everybody may read: what is refused and why, and what stays when something goes wrong."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lsa_data import commands
from lsa_tafel import publish, report
from lsa_tafel.report import About, Agreement, Report


def report_of(title, regio=None, date="2026-11-20", **more):
    """A report with one note."""
    about = About(title=title, place="Overschie", date=date, regio=regio, language="nl", version="x")
    given = {"figures": (), "questions": (), "priorities": report.Priorities(), "notes": ("Er was soep.",)} | more
    return Report(about=about, **given)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Where reports are published in this test."""
    found = tmp_path / "published"
    monkeypatch.setattr(publish, "folder", lambda: found)
    return found


@pytest.fixture
def file(tmp_path):
    """Writes a file to publish."""

    def write(content):
        path = tmp_path / "report.json"
        path.write_bytes(content if isinstance(content, bytes) else content.model_dump_json().encode())
        return path

    return write


def test_what_is_published_is_what_aan_tafel_gave_and_is_found_again(file, folder):
    given = report_of("Avond in Café 't Hoekje", "zuidwest")
    path = publish.publish(file(given))
    assert path == folder / "2026-11-20-overschie-avond-in-cafe-t-hoekje.json"
    assert [one.report for one in publish.published()] == [given]
    assert "Er was soep." in publish.published()[0].text


def test_a_bad_file_is_refused_with_all_its_mistakes_and_nothing_is_published(file, folder, capsys):
    wrong = json.loads(report_of("Avond").model_dump_json())
    wrong["about"]["language"] = "fy"
    del wrong["about"]["title"]
    wrong["priorities"]["n"] = -1
    assert commands.main(["publish-report", str(file(json.dumps(wrong).encode()))]) == 1
    told = capsys.readouterr().err
    assert "has 3 mistakes; nothing was published" in told
    for place in ("about.title: field required", "about.language: ", "priorities.n: "):
        assert place in told
    assert not folder.exists()


def test_what_nobody_could_read_is_refused_too(file):
    with pytest.raises(publish.PublishError) as refused:
        publish.publish(file(report_of(" ", "mars", "29 januari", notes=())))
    for mistake in ("about.title: is empty", "about.regio: is 'mars'", "about.date: is '29 januari'", "holds nothing"):
        assert mistake in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 100_000, b'{"format": "\\ud800"}', b" " * 6_000_000])
def test_a_file_that_is_something_else_is_refused(file, content):
    with pytest.raises(publish.PublishError, match="nothing was published"):
        publish.publish(file(content))


def test_a_file_that_is_not_there_is_told_in_words(tmp_path, capsys):
    assert commands.main(["publish-report", str(tmp_path / "gone.json")]) == 1
    assert "gone.json is not there" in capsys.readouterr().err


def test_a_report_of_the_same_evening_is_only_replaced_when_asked(file, capsys):
    publish.publish(file(report_of("Avond")))
    corrected = file(report_of("Avond", notes=("Er was thee.",)))
    assert commands.main(["publish-report", str(corrected)]) == 1
    assert "It stays as it is" in capsys.readouterr().err
    assert "soep" in publish.published()[0].text
    assert commands.main(["publish-report", str(corrected), "--replace"]) == 0
    assert [("thee" in one.text, "soep" in one.text) for one in publish.published()] == [(True, False)]


def test_one_bad_report_in_the_folder_is_named_in_the_log_and_the_others_are_shown(file, folder, caplog):
    publish.publish(file(report_of("Avond")))
    (folder / "broken.json").write_text("{")
    (folder / "folder.json").mkdir()
    (folder / "dangling.json").symlink_to(folder / "nowhere")
    assert [one.report.about.title for one in publish.published()] == ["Avond"]
    for name in ("broken.json", "folder.json", "dangling.json"):
        assert name in caplog.text


def test_a_title_leads_to_no_other_folder(file, folder):
    path = publish.publish(file(report_of("../../etc/passwd", date=None)))
    assert path.parent == folder
    assert publish.publish(file(report_of("日本", date=None))).parent == folder


TEXT = st.text(max_size=12)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(who=TEXT, what=TEXT, due=TEXT, note=TEXT, votes=st.dictionaries(TEXT, st.integers(0, 9), max_size=3))
def test_every_report_of_the_right_form_can_be_shown(who, what, due, note, votes):
    one = report_of(
        "Avond", notes=(note,), agreements=(Agreement(who=who, what=what, due=due),),
        priorities=report.Priorities(themes=dict.fromkeys(votes, note), n=3, votes=votes, sentences=(what,)),
    )  # fmt: skip
    assert report.markdown(report.lines(report.read(one.model_dump_json().encode())))


def test_a_file_that_is_not_there_says_which_file_is_meant(tmp_path):
    with pytest.raises(publish.PublishError, match="is not there; name the JSON file of the report"):
        publish.publish(tmp_path / "verslag.json")
