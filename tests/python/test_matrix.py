"""The door for plain tables: every verb as a function of data or of a handle, and as a method of the handle."""

from __future__ import annotations

from typing import Any

import pandas as pd
import polars as pl
import pytest

import collabpro as cp

ROWS = [[1, 2, 2], [3, 3, 4], [2, 1, 2], [4, 4, 3], [1, 1, None], [2, 3, 3]]
TABLE: dict[str, Any] = {"categories": [1, 2, 3, 4], "groups": ["a", "a", "a", "b", "b", "b"]}
VERBS: dict[str, dict[str, Any]] = {
    "agreement": {"draws": 200},
    "aggregation": {"draws": 200},
    "consistency": {"missing": "pairwise"},
    "design": {},
    "generalizability": {},
    "icc": {"confidence": 0.9},
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_one_function_and_one_method(verb: str) -> None:
    own, handle = VERBS[verb], cp.Matrix(ROWS, **TABLE)
    study, heard = getattr(cp, verb), []
    expected = study(ROWS, **TABLE, **own, progress=lambda done, total: heard.append(done)).to_json()
    assert study(handle, **own, progress=lambda done, total: None).to_json() == expected
    assert getattr(handle, verb)(**own, progress=lambda done, total: None).to_json() == expected
    assert heard == sorted(heard)
    with pytest.raises(cp.EstimationError) as raised:
        study(handle, colour="red")
    assert raised.value.code == "unknown_option"


@pytest.mark.parametrize("verb", ["consistency", "design"])
def test_what_progress_raises_ends_the_work(verb: str) -> None:
    def stop(done: int, total: int | None) -> None:
        raise KeyboardInterrupt(f"{done} of {total}")

    csv = b"unit,rater,criterion,level\nB,r1,1a,3\nB,r2,1a,2\n"
    ratings = cp.Ratings.from_csv(csv)
    for handle in (cp.Matrix(ROWS, **TABLE), ratings, ratings.tally()):
        with pytest.raises(KeyboardInterrupt, match="^0 of"):
            getattr(handle, verb)(progress=stop)


def test_a_frame_has_a_shape() -> None:
    wide = {"a": [1, 3, 2, 4], "b": [2, 3, 1, 4]}
    expected = cp.generalizability(list(zip(*wide.values()))).to_json()
    for frame in (wide, pl.DataFrame(wide), pd.DataFrame(wide)):
        assert cp.generalizability(frame, shape="wide").to_json() == expected
    long = pl.DataFrame({"unit": [1, 1, 2, 2], "rater": [1, 2, 1, 2], "score": [1, 2, 3, 3]})
    assert cp.generalizability(long, shape="long").to_json() == cp.generalizability(long).to_json()
