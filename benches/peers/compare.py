"""One workload by one package: prints the time in ms (a median), the memory it took on top in MB, and the answer.

`krippendorff_interval`: the package needs memory that grows with the cube of the values, so that it gets 400 of the 2,400
units; the library gets all 2,400 for the time and the 400 for the answer. What is promised of the larger table therefore
holds all the more. `rasch`: all statistics that each has; `raschpy` has no joint likelihood, and takes a composite one.
`pingouin` rounds some answers, which sets the tolerance.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).resolve().parent
Answer = list[float]


def ratings(units: int, raters: int) -> np.ndarray[Any, Any]:
    """Ratings from 1 to 5 that agree in part; simulated."""
    rng = np.random.default_rng(7)
    true = rng.normal(size=(units, 1))
    return np.clip(np.rint(3 + true + rng.normal(size=(units, raters))), 1, 5).astype(np.uint8)


def reals(units: int) -> np.ndarray[Any, Any]:
    rng = np.random.default_rng(11)
    return rng.normal(size=(units, 1)) + rng.normal(size=(units, 2))


def crossed() -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """10,000 targets, each rated by 3 of 50 raters."""
    rng = np.random.default_rng(13)
    target = np.repeat(np.arange(10_000), 3)
    rater = np.concatenate([rng.choice(50, 3, replace=False) for _ in range(10_000)])
    score = rng.normal(size=10_000)[target] + 0.5 * rng.normal(size=50)[rater] + rng.normal(size=30_000)
    return target, rater, score


def panels() -> tuple[np.ndarray[Any, Any], ...]:
    """800 units, each rated from 0 to 4 on four criteria by five of 160 raters, as the model of rating scales has it: by row the
    unit, the rater, the criterion and the rating."""
    rng = np.random.default_rng(17)
    measures, severities = rng.normal(size=800), 0.5 * rng.normal(size=160)
    panel = np.array([rng.choice(160, 5, replace=False) for _ in range(800)])
    unit, rater, criterion = np.repeat(np.arange(800), 20), np.repeat(panel.ravel(), 4), np.tile(np.arange(4), 4000)
    place = measures[unit] - severities[rater] - np.linspace(-1, 1, 4)[criterion]
    odds = np.exp(np.cumsum(np.c_[np.zeros(16_000), place[:, None] - np.linspace(-1.5, 1.5, 4)], axis=1))
    above = odds.cumsum(axis=1) < rng.random((16_000, 1)) * odds.sum(axis=1, keepdims=True)
    return unit, rater, criterion, above.sum(axis=1)


def timed(work: Callable[[], Answer], times: int) -> tuple[float, float, Answer]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    answer = work()
    spans = [time.perf_counter() - start]
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    for _ in range(times - 1):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return statistics.median(spans) * 1000, grown, answer


def peer(workload: str, who: str) -> tuple[float, float, Answer, float]:
    """Time, memory, answer and how exact the answer is."""
    match workload, who:
        case "krippendorff_ordinal", _:
            import krippendorff

            data = ratings(1_000_000, 4).astype(float).T.copy()

            def ordinal() -> Answer:
                return [krippendorff.alpha(data, level_of_measurement="ordinal", value_domain=[1, 2, 3, 4, 5])]

            return *timed(ordinal, 1), 1e-9
        case "krippendorff_interval", _:
            import krippendorff

            data = reals(400).T.copy()
            return *timed(lambda: [krippendorff.alpha(data, level_of_measurement="interval")], 1), 1e-9
        case "icc", _:
            import pandas as pd
            import pingouin

            wide = ratings(10_000, 4)
            long = pd.DataFrame(
                {
                    "unit": np.repeat(np.arange(10_000), 4),
                    "rater": np.tile(np.arange(4), 10_000),
                    "rating": wide.ravel().astype(float),
                }
            )

            def icc() -> Answer:
                found = pingouin.intraclass_corr(long, targets="unit", raters="rater", ratings="rating")
                return [float(value) for value in found["ICC"]]

            return *timed(icc, 1), 1e-9
        case "alpha", "numpy":
            items = ratings(1_000_000, 10).astype(float)

            def covariance() -> Answer:
                c = np.cov(items, rowvar=False)
                return [10 / 9 * (1 - np.trace(c) / c.sum())]

            return *timed(covariance, 3), 1e-9
        case "alpha", _:
            import pandas as pd
            import pingouin

            frame = pd.DataFrame(ratings(1_000_000, 10).astype(float))
            return *timed(lambda: [pingouin.cronbach_alpha(frame)[0]], 3), 1e-9
        case "fleiss", _:
            from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

            table = ratings(1_000_000, 4)
            return *timed(lambda: [fleiss_kappa(aggregate_raters(table)[0])], 1), 1e-9
        case "rasch", _:
            import pandas as pd
            from raschpy import MFRM

            unit, rater, criterion, rating = panels()
            names = {"rater": [f"r{at:03}" for at in rater], "person": [f"p{at:03}" for at in unit]}
            ratings_of = pd.DataFrame({**names, "criterion": criterion, "rating": rating})
            wide = ratings_of.pivot(index=["rater", "person"], columns="criterion", values="rating")
            wide.columns = [f"c{at}" for at in wide.columns]

            def facets() -> Answer:
                model = MFRM(wide, max_score=4)
                model.calibrate()
                model.person_estimates()
                model.std_errors()
                model.fit_statistics()
                for table in ("item", "threshold", "person", "test", "rater"):
                    getattr(model, f"{table}_stats_df")()
                return [float(model.facet_effects_global[f"r{at:03}"]) for at in range(160)]

            # A composite likelihood, and no correction: severities are a little closer to 0 than by joint likelihood.
            return *timed(facets, 1), 0.25
        case _:
            target, rater, score = crossed()
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "crossed.csv"
                rows = zip(target.tolist(), rater.tolist(), score.tolist())
                path.write_text("target,rater,score\n" + "".join(f"{t},{r},{s!r}\n" for t, r, s in rows))
                found = subprocess.run(
                    ["Rscript", HERE / "components.R", path], stdout=subprocess.PIPE, encoding="utf-8", check=True
                )
            ms, *answer = map(float, found.stdout.split())
            # lme4 stops its search when components change by about one part in ten thousand.
            return ms, 0.0, answer, 1e-3


def own(workload: str) -> tuple[float, float, Answer, float]:
    import collabpro as cp

    match workload:
        case "krippendorff_ordinal":
            data = ratings(1_000_000, 4)

            def ordinal() -> Answer:
                found = cp.agreement(
                    data, categories=[1, 2, 3, 4, 5], coefficients=["krippendorff"], metrics=["ordinal"]
                )
                return [found.document()["rows"][0]["estimates"][0]["value"]]

            return *timed(ordinal, 9), 0.0
        case "krippendorff_interval":

            def interval(units: int) -> Callable[[], Answer]:
                data = reals(units)

                def work() -> Answer:
                    found = cp.agreement(data, coefficients=["krippendorff"], metrics=["interval"])
                    return [found.document()["rows"][0]["estimates"][0]["value"]]

                return work

            answer = interval(400)()
            ms, mb, _ = timed(interval(2400), 99)
            return ms, mb, answer, 0.0
        case "icc":
            data = ratings(10_000, 4)
            matrix = cp.RatingTable(data)
            names = ["ICC(1)", "ICC(A,1)", "ICC(C,1)", "ICC(k)", "ICC(A,k)", "ICC(C,k)"]

            def icc() -> Answer:
                rows = cp.icc(matrix).document()["rows"][0]["forms"]
                values = {row["name"]: row["value"] for row in reversed(rows)}
                return [values[name] for name in names]

            return *timed(icc, 99), 0.0
        case "alpha":
            items = cp.RatingTable(ratings(1_000_000, 10))
            return *timed(lambda: [cp.consistency(items, groupFactors=0).document()["results"][0]["raw"]["alpha"]], 9), 0.0
        case "fleiss":
            data = ratings(1_000_000, 4)

            def fleiss() -> Answer:
                found = cp.agreement(
                    data, categories=[1, 2, 3, 4, 5], coefficients=["fleiss"], weights=["identity"]
                )
                return [found.document()["rows"][0]["estimates"][0]["value"]]

            return *timed(fleiss, 9), 0.0
        case "rasch":
            import pandas as pd

            unit, rater, criterion, rating = panels()
            names = {"unit": [f"p{at:03}" for at in unit], "rater": [f"r{at:03}" for at in rater]}
            long = pd.DataFrame({**names, "criterion": [f"c{at}" for at in criterion], "rating": rating})

            def rasch() -> Answer:
                found = cp.rasch(long, categories=[0, 1, 2, 3, 4])
                measures = {row["element"]: row["measure"] for row in found.document()["measures"]}
                return [measures[f"r{at:03}"] for at in range(160)]

            return *timed(rasch, 9), 0.0
        case _:
            target, rater, score = crossed()
            columns = {"unit": target, "rater": rater, "rating": score}
            import pandas as pd

            frame = pd.DataFrame(columns)

            def components() -> Answer:
                found = cp.generalizability(frame, unit="unit", facets=["rater"], rating="rating")
                return [row["variance"] for row in found.document()["studies"][0]["components"]]

            return *timed(components, 5), 0.0


def main() -> None:
    workload, who = sys.argv[1:]
    ms, mb, answer, tolerance = own(workload) if who == "collabpro" else peer(workload, who)
    print(json.dumps({"ms": ms, "mb": mb, "answer": [float(value) for value in answer], "tolerance": tolerance}))


if __name__ == "__main__":
    main()
