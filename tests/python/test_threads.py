"""Long work: other threads run meanwhile, the keyboard ends it within a second, a bar shows how far it has come."""

from __future__ import annotations

import contextlib
import io
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

import collabpro as cp

DISTRICT = cp.datasets.district()
SCORES = DISTRICT.score()
MANY = np.random.default_rng(1).integers(1, 5, (4_000, 12)).astype(np.uint8)

LONG_WORK: dict[str, Callable[[], object]] = {
    "agreement": lambda: cp.agreement(MANY, replicates=200, coefficients=["krippendorff"]),
    "consistency": lambda: cp.RatingTable(MANY).consistency(),
    "diagnose": lambda: SCORES.diagnose(replicates=20_000),
    "disagreement": lambda: SCORES.disagreement(replicates=5_000),
    "from_json": lambda: cp.Ratings.from_json(DISTRICT.to_json()),
    "icc": lambda: cp.icc(MANY),
    "report": lambda: cp.Report(SCORES.release()).to_html(),
    "score": lambda: [DISTRICT.score() for _ in range(5)],
    "to_bytes": lambda: [DISTRICT.to_bytes() for _ in range(20)],
    "to_docx": lambda: SCORES.table("shares").to_docx(),
}


@pytest.mark.parametrize("name", LONG_WORK)
def test_other_threads_run_meanwhile(name: str) -> None:
    """Another thread counts; it would stand still for as long as the interpreter is held. The switch interval is far above what a
    call may hold it, so that nothing but a release lets the thread go on."""
    work, gaps, over = LONG_WORK[name], [0.0], threading.Event()

    def count() -> None:
        last = time.perf_counter()
        while not over.is_set():
            now = time.perf_counter()
            gaps.append(now - last)
            last = now
            time.sleep(0)

    before = sys.getswitchinterval()
    sys.setswitchinterval(0.001)
    other = threading.Thread(target=count)
    other.start()
    try:
        start = time.perf_counter()
        work()
        whole = time.perf_counter() - start
    finally:
        over.set()
        other.join()
        sys.setswitchinterval(before)
    # What a machine under load holds up by itself is left to it.
    assert max(gaps) < max(0.5 * whole, 0.1), (max(gaps), whole)


INTERRUPTED = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
import numpy as np
import collabpro as cp
many = np.random.default_rng(1).integers(1, 5, (400, 8)).astype(np.uint8)
scores = cp.datasets.district().score()
frame = {"unit": [f"u{n % 300}" for n in range(30_000)], "rater": [f"r{n % 97}" for n in range(30_000)], "rating": [1 + (n * 7 + n // 300) % 4 for n in range(30_000)]}
work = {
    "agreement": lambda: cp.agreement(many, replicates=9_999),
    "disagreement": lambda: scores.disagreement(replicates=99_999),
    "diagnose": lambda: scores.diagnose(replicates=99_999),
    "rasch": lambda: cp.rasch(frame),
}[sys.argv[1]]
print("begun", flush=True)
try:
    while True:
        work()
except KeyboardInterrupt:
    print("ended", flush=True)
"""


@pytest.mark.parametrize("name", ["agreement", "disagreement", "diagnose", "rasch"])
def test_the_keyboard_ends_it_within_a_second(name: str) -> None:
    process = subprocess.Popen([sys.executable, "-c", INTERRUPTED, name], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(1)
        start = time.perf_counter()
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "ended\n"
        assert time.perf_counter() - start < 1
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()


def test_many_threads_share_what_is_frozen() -> None:
    """Handles and results are used by eight threads at once; all find the same."""
    table, release = cp.datasets.krippendorff(), SCORES.release()

    def one(at: int) -> list[Any]:
        found = table.agreement()
        return [
            found.to_json(),
            repr(found),
            found.rows[0].estimates[at % 3].coefficient == table.agreement().rows[0].estimates[at % 3].coefficient,
            DISTRICT.score().to_bytes(),
            release.chart("profile", unit="simulated-birch-lane"),
            SCORES._repr_html_(),
            pickle.dumps(table),
            list(SCORES.table("criteria")[:5]),
        ]

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(one, range(24)))
    assert all(same == found[0] for same in found)


def test_threads_put_one_state_together() -> None:
    whole, state = cp.AgreementState(), cp.AgreementState()
    parts = [MANY[at : at + 100] for at in range(0, 4_000, 100)]
    for part in parts:
        whole.update(part)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(state.update, parts))
    assert state.units == whole.units == 4_000
    assert state.finish(coefficients=["krippendorff"]).to_json() == whole.finish(coefficients=["krippendorff"]).to_json()
    other = pickle.loads(pickle.dumps(state))
    threads_done = [threading.Thread(target=one.merge, args=(two,)) for one, two in ((state, other), (other, state))]
    for thread in threads_done:
        thread.start()
    for thread in threads_done:
        thread.join(60)
    assert state.units + other.units in (20_000, 16_000)


def test_a_bar_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    with contextlib.redirect_stderr(shown):
        with_bar = DISTRICT.score(progress=True)
    assert "100%" in shown.getvalue()
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    plain = io.StringIO()
    with contextlib.redirect_stderr(plain):
        without = DISTRICT.score(progress=True)
    assert plain.getvalue().endswith("100 %\n")
    quiet = io.StringIO()
    with contextlib.redirect_stderr(quiet):
        silent = DISTRICT.score(progress=False)
    assert quiet.getvalue() == ""
    assert with_bar.to_json() == without.to_json() == silent.to_json()
