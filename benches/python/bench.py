"""The workloads in Python: one line of JSON for each; with ``--test`` each runs once and nothing is timed."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import collabpro as cp
import numpy as np
import pyarrow as pa

FILL, FEWEST, MOST = 1.0, 5, 1000  # as in benches/rust/lib.rs

Round = Callable[[], object]
ROOT = Path(__file__).parents[2]
RATERS, TEACHERS, STEP = 140, 40, 7_368_787  # as in benches/rust/data.rs


def asked_of_teachers() -> list[str]:
    """Criteria that teachers rate; each rater rates all of them."""
    criteria = cp.Rubric.bundled().document()["criteria"]
    return [criterion["id"] for criterion in criteria if "teacher" in criterion["answerableBy"]]


def level(row: int, count: int) -> int:
    return 1 + (row * 7 + row // count) % 4


def csv(rows: int, *, mixed: bool = False, raters: int = RATERS) -> bytes:
    """The same bytes as in benches/rust/data.rs."""
    asked = asked_of_teachers()
    count = len(asked)
    parts = ["unit,occasion,rater,role,criterion,level\n"]
    for at in range(rows):
        row = at * STEP % rows if mixed else at
        rater = row // count
        parts.append(
            f"school-{rater // raters:05},2026-autumn,teacher-{rater:07},teacher,{asked[row % count]},"
            f"{level(row, count)}\n"
        )
    return "".join(parts).encode()


def rubric_load(rows: int) -> Round:
    text = cp.Rubric.bundled().to_json()
    return lambda: cp.Rubric.from_json(text)


def district() -> cp.Scores:
    folder = ROOT / "collabpro-core/examples/district"
    units = cp.Units.from_json((folder / "units.json").read_text(encoding="utf-8"))
    return cp.Ratings.from_csv((folder / "ratings.csv").read_bytes(), units=units, link="persistent").score()


def district_report(rows: int) -> Round:
    def run() -> str:
        scores = district()
        first, last = scores.document()["occasions"]
        change = scores.change(from_=first, to=last)
        return cp.Report(scores.release(trust=True), change=change).to_html()

    return run


def report_district(rows: int) -> Round:
    released = district().release()
    return lambda: cp.Report(released).to_html()


def schools(rows: int) -> cp.Scores:
    return cp.Ratings.from_csv(csv(rows, raters=TEACHERS)).score()


def report(rows: int) -> Round:
    released = schools(rows).release()
    return lambda: cp.Report(released).to_html()


def release(rows: int) -> Round:
    scores = schools(rows)
    return lambda: scores.release()


def page(rows: int) -> Round:
    released = schools(rows).release()
    unit = released.document()["coverage"][-1]["unit"]
    return lambda: cp.Report(released, units=[unit], depth="page").to_html()


def csv_long(rows: int) -> Round:
    text = csv(rows)
    return lambda: cp.Ratings.from_csv(text)


def columns_long(rows: int) -> Round:
    asked = asked_of_teachers()
    count = len(asked)
    raters = -(-rows // count)
    row = np.arange(rows)

    def coded(codes: np.ndarray, labels: list[str]) -> pa.DictionaryArray:
        return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(labels))

    units = [f"school-{unit:05}" for unit in range(-(-raters // RATERS))]
    table = pa.table(
        {
            "unit": coded(row // count // RATERS, units),
            "rater": coded(row // count, [f"teacher-{rater:07}" for rater in range(raters)]),
            "role": coded(row * 0, ["teacher"]),
            "criterion": coded(row % count, asked),
            "level": pa.array(1 + (row * 7 + row // count) % 4),
        }
    )
    return lambda: cp.Ratings.from_frame(table)


def tally(grain: str, *, mixed: bool = False) -> Callable[[int], Round]:
    def prepare(rows: int) -> Round:
        ratings = cp.Ratings.from_csv(csv(rows, mixed=mixed))
        return lambda: ratings.tally(grain)

    return prepare


def composite_replicates(rows: int) -> Round:
    # The same table as in benches/rust/data.rs.
    table = {
        "units": [f"u{unit:02}" for unit in range(51)],
        "indicators": [f"i{indicator}" for indicator in range(8)],
        "values": [[(200 + (unit * 37 + at * 101) % 700) / 1000 for at in range(8)] for unit in range(51)],
        "errors": [[0.03] * 8] * 51,
    }
    means = ["arithmetic", "geometric", "harmonic", "minimum"]
    return lambda: cp.composite(table, sensitivity={"replicates": rows, "aggregations": means})


def sites_bootstrap(rows: int) -> Round:
    parts = ["unit,rater,criterion,level\n"]
    for school in range(rows):
        for rater in range(20):
            for at, criterion in enumerate(("7a", "7b", "7c")):
                level = 1 + (school * 31 + rater * (7 + school % 5) + at * (1 + rater % 3)) % (4 + school % 3) % 4
                parts.append(f"school-{school:03},teacher-{school:03}-{rater:02},{criterion},{level}\n")
    scores = cp.Ratings.from_csv("".join(parts).encode()).score()
    return lambda: scores.sites(declared="one pool of observers", interval="bootstrap")


WORKLOADS: dict[str, Callable[[int], Round]] = {
    "rubric_load": rubric_load,
    "district_report": district_report,
    "report_district": report_district,
    "report_tenth": report,
    "report_schools": report,
    "release_schools": release,
    "page_of_many": page,
    "csv_half": csv_long,
    "csv_long": csv_long,
    "columns_long": columns_long,
    "tally_units": tally("units"),
    "tally_raters_sorted": tally("raters"),
    "tally_raters_mixed": tally("raters", mixed=True),
    "composite_replicates": composite_replicates,
    "sites_bootstrap": sites_bootstrap,
}


def timed(run: Round) -> tuple[float, int]:
    run()
    spent: list[float] = []
    start = time.perf_counter()
    while len(spent) < FEWEST or (time.perf_counter() - start < FILL and len(spent) < MOST):
        begin = time.perf_counter()
        run()
        spent.append(time.perf_counter() - begin)
    return statistics.median(spent) * 1e3, len(spent)


def main() -> None:
    manifest = json.loads((Path(__file__).parents[1] / "manifest.json").read_text(encoding="utf-8"))
    test = "--test" in sys.argv
    workloads = [workload for workload in manifest["workloads"] if "only" not in workload]
    for workload in workloads:
        name = workload["name"]
        run = WORKLOADS[name](workload["testRows" if test else "rows"])
        if test:
            run()
            continue
        median, rounds = timed(run)
        print(json.dumps({"name": name, "medianMs": median, "rounds": rounds}))
    if test:
        print(f"{len(workloads)} passed, 0 failed")


if __name__ == "__main__":
    main()
