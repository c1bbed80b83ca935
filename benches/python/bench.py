"""The workloads in Python: one line of JSON for each; with ``--test`` each runs once and nothing is timed."""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import collabpro as cp

FILL, FEWEST, MOST = 1.0, 5, 1000  # as in benches/rust/lib.rs

Round = Callable[[], object]


def rubric_load() -> Round:
    text = cp.Rubric.bundled().to_json()
    return lambda: cp.Rubric.from_json(text)


WORKLOADS: dict[str, Callable[[], Round]] = {"rubric_load": rubric_load}


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
    names = [workload["name"] for workload in manifest["workloads"]]
    for name in names:
        run = WORKLOADS[name]()
        if "--test" in sys.argv:
            run()
            continue
        median, rounds = timed(run)
        print(json.dumps({"name": name, "medianMs": median, "rounds": rounds}))
    if "--test" in sys.argv:
        print(f"{len(names)} passed, 0 failed")


if __name__ == "__main__":
    main()
