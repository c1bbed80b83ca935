"""From ratings to a report, as Python's users type it."""

from __future__ import annotations

import io
import json
import pickle
import signal
import threading
import zipfile
from pathlib import Path
from typing import Any

import altair
import pytest
import vl_convert

import collabpro as cp

CRITERIA = ["7a", "7b", "7c"]


def rows(raters: int, occasions: tuple[str, ...] = ("2024", "2025"), unit: str = "Birch Lane") -> bytes:
    lines = [
        f"{unit},{occasion},r{rater},teacher,{line},{1 + (rater + at + len(line)) % 4}"
        for at, occasion in enumerate(occasions)
        for rater in range(raters)
        for line in CRITERIA
    ]
    return "\n".join(["unit,occasion,rater,role,criterion,level", *lines]).encode()


RATINGS = cp.Ratings.from_csv(rows(12))
SCORES = RATINGS.score()
RELEASED = SCORES.release(salt="kept apart from the ratings")
CHANGE = SCORES.change(from_="2024", to="2025", focus=["tenet:joint_work"])


def test_ratings_come_from_paths_bytes_and_files(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_bytes(rows(12))
    expected = RATINGS.to_json()
    assert cp.Ratings.from_csv(path).to_json() == expected
    assert cp.Ratings.from_csv(str(path)).to_json() == expected
    assert cp.Ratings.from_csv(bytearray(rows(12))).to_json() == expected
    assert cp.Ratings.from_csv(io.BytesIO(rows(12))).to_json() == expected
    assert cp.Ratings.from_csv(io.StringIO(rows(12).decode())).to_json() == expected
    with path.open("rb") as file:
        assert cp.Ratings.from_csv(file).to_json() == expected


def test_files_raise_what_python_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere.csv") as missing:
        cp.Ratings.from_csv(tmp_path / "nowhere.csv")
    error: Any
    for error in (missing.value, pickle.loads(pickle.dumps(missing.value))):
        assert isinstance(error, cp.FileError) and isinstance(error, cp.CollabproError) and isinstance(error, FileNotFoundError)
        assert (error.code, error.filename, error.errno) == ("io", str(tmp_path / "nowhere.csv"), 2)
        assert error.problems[0].text("de") != error.message == str(error)
    with pytest.raises(cp.FileError) as folder:
        cp.Rubric.from_json(tmp_path)
    assert isinstance(folder.value, OSError) and folder.value.code == "io"
    with pytest.raises(cp.CollabproError, match="a path, bytes or an open file") as number:
        cp.Ratings.from_csv(3)  # type: ignore[arg-type]
    assert number.value.code == "wrong_argument"

    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError("the line was cut")

    with pytest.raises(OSError, match="the line was cut"):
        cp.Ratings.from_csv(Broken())  # type: ignore[arg-type]
    with pytest.raises(OSError, match="the line was cut"):
        cp.Units.from_csv(Broken())  # type: ignore[arg-type]


def test_a_draft_without_questions_comes_back() -> None:
    mapping = cp.draft_mapping("unit,rater\nBirch,b1\n", cp.Rubric.bundled()).mapping
    assert mapping.open_places() == ["$.criteria"]
    assert pickle.loads(pickle.dumps(mapping)) == mapping


def test_options_are_keywords_with_one_renaming() -> None:
    with pytest.raises(cp.EstimationError) as raised:
        cp.Ratings.from_csv(rows(2), extra_colums="ignore")  # type: ignore[call-arg]
    error = raised.value
    assert (error.code, error.path, error.total) == ("unknown_option", "extra_colums", 1)
    assert error.hint and error.hint in error.__notes__
    assert "extra_columns" in error.hint + error.message
    assert error.problems[0].text() == "There is no option “extra_colums”."
    with pytest.raises(cp.EstimationError) as raised:
        cp.RatingTable([[1, 2], [2, 3]]).aggregation(null_variance=0)
    assert (raised.value.path, "above 0" in raised.value.message) == ("null_variance", True)
    with pytest.raises(cp.EstimationError) as raised:
        SCORES.trend(spacing="rank")  # type: ignore[arg-type]
    assert (raised.value.code, raised.value.path) == ("invalid_option", "spacing")
    with pytest.raises(TypeError):
        cp.Report(RELEASED, CHANGE)  # type: ignore[arg-type, call-arg]


def test_errors_are_classes_with_every_attribute() -> None:
    with pytest.raises(cp.RatingsError) as raised:
        cp.Ratings.from_csv(b"unit,rater,criterion,level\nB,r1,7a,9\nB,r1,xx,1\n")
    error = raised.value
    assert (error.code, error.path, error.total) == ("level_out_of_scale", "row 2, column level", 2)
    assert [problem["code"] for problem in error.problems] == ["level_out_of_scale", "unknown_criterion"]
    assert error.message == str(error) and error.hint
    assert error.problems[1]["place"] == {"row": 3, "column": "criterion"}
    assert isinstance(error, cp.CollabproError) and isinstance(error, ValueError)
    again = pickle.loads(pickle.dumps(error))
    assert vars(again) == vars(error)


def test_units_and_context_survive_pickling() -> None:
    text = '{"schemaVersion":2,"kind":"collabpro.units","units":[{"id":"B","label":"Birch","kind":"school"}]}'
    units = cp.Units.from_json(text)
    assert pickle.loads(pickle.dumps(units)) == units
    assert units.document()["units"][0]["label"] == "Birch"
    assert cp.Units.from_csv(b"unit,label,kind\nB,Birch,school\n").to_json() == units.to_json()
    assert json.loads(cp.Units.json_schema())["title"] == "UnitsDocument"
    question = cp.context_descriptors().descriptors[0].id
    profile = cp.ContextProfile.from_json(
        json.dumps(
            {
                "schemaVersion": 2,
                "kind": "collabpro.context_profile",
                "descriptors": cp.context_descriptors().version,
                "unit": "B",
                "entries": [{"descriptor": question, "absent": "unknown", "source": "x", "date": "2025-01-31", "recorder": "K"}],
            }
        )
    )
    assert pickle.loads(pickle.dumps(profile)) == profile
    assert profile.document()["unit"] == "B"


def test_tallies_merge_and_come_back_from_their_bytes() -> None:
    whole = RATINGS.tally()
    parts = [whole.select(occasions=[occasion]) for occasion in ("2024", "2025")]
    assert parts[0].merge(parts[1]) == whole
    assert parts[0].merge(parts[1]).encode() == parts[1].merge(parts[0]).encode() == whole.encode()
    assert cp.Tally.decode(whole.encode()) == whole
    assert (len(whole), whole.grain, whole.to_units().grain) == (72, "raters", "units")
    assert whole.to_units() == RATINGS.tally("units")
    assert len(whole.select(occasions=["2024"], criteria=["7a"])) == 12
    assert whole.score().to_json() == SCORES.to_json()
    assert whole.rubric == cp.Rubric.bundled()
    units = cp.Units.from_csv(b"unit,parent,kind\nBirch Lane,North,school\nNorth,,system\n")
    assert json.loads(whole.group_by("parent", units).score(units).to_json())["coverage"][0]["unit"] == "North"
    with pytest.raises(cp.RatingsError) as raised:
        cp.Tally.decode(b"not a tally")
    assert raised.value.code == "invalid_tally"


def test_earlier_releases_are_given_as_their_records() -> None:
    record = RELEASED.record()
    again = SCORES.release(salt="kept apart from the ratings", previous=[record])
    assert again.record() == record
    assert json.loads(json.dumps(record)) == record


def test_documents_are_the_json() -> None:
    report = cp.Report(RELEASED, change=CHANGE)
    for thing in (SCORES, RELEASED, CHANGE, SCORES.disagreement(), report):
        assert thing.document() == json.loads(thing.to_json())
    document = CHANGE.document()
    assert document["kind"] == "collabpro.change"
    assert {entry["verdict"] for entry in document["entries"]} <= {"rose", "fell", "about_the_same", "cannot_tell"}
    assert cp.Report(RELEASED, change=CHANGE) == report
    assert SCORES.disagreement(seed=2, replicates=99).document()["options"]["seed"] == 2


def test_reports_are_saved_by_their_suffix(tmp_path: Path) -> None:
    report = cp.Report(RELEASED, change=CHANGE, last_time=["We will visit each other."], notice="A test")
    for suffix, text in [("html", report.to_html()), ("md", report.to_markdown()), ("json", report.to_json())]:
        report.save(tmp_path / f"report.{suffix}")
        assert (tmp_path / f"report.{suffix}").read_bytes() == text.encode()
    with pytest.raises(ValueError, match="report.pdf"):
        report.save(str(tmp_path / "report.pdf"))
    report.save(tmp_path / "again.HTML")
    assert (tmp_path / "again.HTML").read_bytes() == report.to_html().encode()
    missing = tmp_path / "no folder" / "report.html"
    for save in (lambda: report.save(missing), lambda: cp.reports_by_unit(RELEASED, missing.with_suffix(".zip"))):
        with pytest.raises(FileNotFoundError) as raised:
            save()
        assert isinstance(raised.value, cp.FileError) and raised.value.hint
    with pytest.raises(cp.FileError) as there:
        cp.reports_by_unit(RELEASED, tmp_path / "again.HTML")
    assert isinstance(there.value, FileExistsError)
    assert "We will visit each other." in report.to_markdown()


def test_reports_by_unit_go_into_a_folder_or_an_archive(tmp_path: Path) -> None:
    reports = cp.reports_by_unit(RELEASED, tmp_path / "new" / "pages", change=CHANGE)
    assert list(reports)[-1] == "all-places" and len(reports) > 1
    for name, report in reports.items():
        assert (tmp_path / "new" / "pages" / f"{name}.html").read_text(encoding="utf-8") == report.to_html()
    for name in ("one.zip", "other.ZIP"):
        assert cp.reports_by_unit(RELEASED, tmp_path / name, change=CHANGE) == reports
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.ZIP").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist() == [f"{name}.html" for name in reports]
        assert archive.read("all-places.html").decode() == reports["all-places"].to_html()


def test_what_is_no_release_is_told() -> None:
    for of in (lambda: cp.Report(SCORES), lambda: cp.reports_by_unit(SCORES)):  # type: ignore[arg-type]
        with pytest.raises(cp.CollabproError, match="release") as raised:
            of()
        assert raised.value.code == "wrong_argument"


def test_everything_shows_itself_in_notebooks() -> None:
    name = "<script>alert(1)</script>"
    ratings = cp.Ratings.from_csv(rows(12, unit=name))
    released = ratings.score().release()
    for thing in (ratings.score(), released, released.table(), ratings.score().disagreement()):
        html = thing._repr_html_()
        assert "&lt;script&gt;" in html and "<script" not in html
    html = cp.Report(released)._repr_html_()
    assert html.startswith('<iframe sandbox=""') and html.count("<") == 2
    assert html.count('"') == 8
    assert repr(RATINGS) == "Ratings(72 rows, 1 units, 12 raters)"


@pytest.mark.parametrize("name", ["profile", "disagreement"])
def test_altair_draws_the_charts(name: str) -> None:
    chart = RELEASED.chart(name, occasion="2025", width=300)
    assert isinstance(chart, altair.TopLevelMixin)
    assert vl_convert.vegalite_to_png(chart.to_json()).startswith(b"\x89PNG")


MANY = rows(20_000)


def test_progress_is_heard() -> None:
    heard: list[tuple[int, int | None]] = []
    cp.Ratings.from_csv(MANY, progress=lambda done, total: heard.append((done, total)))
    assert heard and heard == sorted(heard)
    assert {total for _, total in heard} == {len(MANY)}
    heard.clear()
    SCORES.disagreement(progress=lambda done, total: heard.append((done, total)))
    assert heard[0] == (0, 2)


def test_what_progress_raises_ends_the_work() -> None:
    class Enough(Exception):
        pass

    def stop(done: int, total: int | None) -> None:
        raise Enough

    with pytest.raises(Enough):
        cp.Ratings.from_csv(MANY, progress=stop)
    with pytest.raises(Enough):
        SCORES.disagreement(progress=stop)


def test_the_keyboard_interrupts() -> None:
    # A shell starts what runs in the background with interrupts ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def interrupt(done: int, total: int | None) -> None:
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        cp.Ratings.from_csv(MANY, progress=interrupt)
    timer = threading.Timer(0.05, lambda: signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        while True:
            cp.Ratings.from_csv(MANY)
    timer.join()
    signal.signal(signal.SIGINT, before)


def test_other_threads_run_meanwhile() -> None:
    worker = threading.Thread(target=lambda: cp.Ratings.from_csv(MANY))
    worker.start()
    assert len(cp.Ratings.from_csv(MANY)) == 120_000
    worker.join()


def test_a_text_of_several_lines_is_the_file() -> None:
    rows = "unit,rater,criterion,level\nBirch,r1,7a,3\n"
    assert cp.Ratings.from_csv(rows).to_json() == cp.Ratings.from_csv(rows.encode()).to_json()
    assert cp.Units.from_csv("unit,size\nBirch,14.0\n").to_json() == cp.Units.from_csv(b"unit,size\nBirch,14\n").to_json()
    with pytest.raises(FileNotFoundError):
        cp.Ratings.from_csv("no such file.csv")


def run_shown(page: str) -> None:
    text = (Path(__file__).resolve().parents[2] / page).read_text(encoding="utf-8")
    exec(compile(text.split("```python\n")[1].split("```")[0], page, "exec"), {})


def test_the_python_of_the_pages_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_shown("collabpro-core/docs/exchange.md")
