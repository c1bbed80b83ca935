"""Handles travel: pickled, copied, to spawned processes and to joblib's workers."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import joblib
import pytest

import collabpro as cp

ROWS = "unit,rater,role,criterion,level\n" + "".join(
    f"Birch,teacher-{rater},teacher,{criterion},{1 + (rater * 5 + at) % 4}\n"
    for rater in range(12)
    for at, criterion in enumerate(("7a", "7b", "7c"))
)
RATINGS = cp.Ratings.from_csv(ROWS.encode())
SCORES = RATINGS.score()


def state() -> cp.AgreementState:
    made = cp.AgreementState()
    made.update([[1, 1], [2, 3], [3, 3]])
    return made


HANDLES: dict[str, Any] = {
    "rubric": RATINGS.rubric,
    "ratings": RATINGS,
    "tally": RATINGS.tally("raters"),
    "scores": SCORES,
    "released": SCORES.release(trust=True),
    "agreement_state": state(),
    "rating_table": cp.RatingTable([[1, 1], [2, None], [3, 3]]),
}


@pytest.mark.parametrize("name", HANDLES)
def test_handles_are_pickled_and_copied(name: str) -> None:
    own = HANDLES[name]
    for again in (pickle.loads(pickle.dumps(own)), copy.copy(own), copy.deepcopy([own])[0]):
        assert type(again) is type(own)
        assert again.to_bytes() == own.to_bytes()
    assert type(own).from_bytes(own.to_bytes()).to_bytes() == own.to_bytes()


def test_bytes_that_were_cut_are_refused() -> None:
    with pytest.raises(cp.RatingsError) as caught:
        cp.Ratings.from_bytes(RATINGS.to_bytes()[:-1])
    assert caught.value.code == "invalid_bytes"


def alpha(ratings: cp.Ratings) -> str:
    return ratings.agreement().to_json()


def report(released: cp.Released) -> str:
    return cp.Report(released).to_html()


def test_spawned_processes_take_and_give_handles() -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert pool.submit(alpha, RATINGS).result() == alpha(RATINGS)
        assert pool.submit(report, HANDLES["released"]).result() == report(HANDLES["released"])
        assert pool.submit(cp.Ratings.score, RATINGS).result().to_json() == SCORES.to_json()


def test_joblib_takes_handles() -> None:
    found = joblib.Parallel(n_jobs=2)(joblib.delayed(alpha)(RATINGS) for _ in range(2))
    assert found == [alpha(RATINGS)] * 2
