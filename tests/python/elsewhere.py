"""The tables that lines of other packages are tried on, and R's answers to those of R."""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pandas

CODERS: list[list[int | None]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
"""Krippendorff (2011), raters in rows."""
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Shrout and Fleiss (1979)."""
PAIR = [[1, 1], [2, 2], [3, 3], [1, 1], [2, 3], [3, 3], [1, 2], [2, 2], [3, 3], [3, 2]]
TEAMS = {"q1": [1, 2, 4, 5, 4, 2, 3, 3], "q2": [2, 3, 4, 5, 5, 2, 2, 3], "q3": [3, 3, 5, 5, 5, 1, 3, 2]}
GROUPS = ["a", "a", "b", "b", "b", "c", "c", "c"]


def items() -> list[list[int]]:
    """Two hundred answers to nine items: one thing in common, and one for each three of them."""
    draw, rows = random.Random(2026), []
    for _ in range(200):
        general, groups = draw.gauss(0, 1), [draw.gauss(0, 1) for _ in range(3)]
        answers = [3 + 0.8 * general + 0.6 * groups[at // 3] + draw.gauss(0, 0.8) for at in range(9)]
        rows.append([min(5, max(1, round(answer))) for answer in answers])
    return rows


def tables() -> dict[str, Any]:
    """What the lines speak of, by its name."""
    long = [{"target": f"t{t}", "judge": f"j{j}", "score": score} for t, row in enumerate(JUDGES) for j, score in enumerate(row)]
    gaps = [row for at, row in enumerate(long) if at not in (3, 10)]
    frames = {"scores": pandas.DataFrame(long), "gaps": pandas.DataFrame(gaps)}
    return {"coders": CODERS, "judges": JUDGES, "pair": PAIR, "teams": TEAMS, "groups": GROUPS, "items": items(), **frames}


HELPERS = """
suppressMessages({library(psych); library(lme4); library(multilevel)})
options(digits = 17, warn = -1)
vcov_of <- function(fit, group) { found <- as.data.frame(VarCorr(fit)); found$vcov[found$grp == group] }
# multilevel has an ICC1 and ICC2 of its own; alpha is psych's, and not that of ggplot2.
alpha <- psych::alpha
"""


def has_packages() -> bool:
    rscript = shutil.which("Rscript")
    return rscript is not None and subprocess.run([rscript, "-e", HELPERS], capture_output=True).returncode == 0


def asked_of_r(lines: list[str], folder: Path) -> list[float]:
    """What R says to each line."""
    rscript = shutil.which("Rscript")
    assert rscript is not None, "R is not here: apt-get install r-cran-psych r-cran-lme4 r-cran-multilevel"
    script = [HELPERS]
    for name, table in tables().items():
        if name == "groups":
            script.append("groups <- c(" + ", ".join(f'"{group}"' for group in table) + ")")
            continue
        if name == "coders":
            continue
        frame = table if isinstance(table, pandas.DataFrame) else pandas.DataFrame(table)
        path = folder / f"{name}.csv"
        frame.to_csv(path, index=False, quoting=csv.QUOTE_NONNUMERIC)
        script.append(f'{name} <- read.csv("{path}")')
    script += [f"cat(sprintf('%.17g', {line}), '\\n')" for line in lines]
    (folder / "lines.R").write_text("\n".join(script), encoding="utf-8")
    done = subprocess.run([rscript, folder / "lines.R"], capture_output=True, encoding="utf-8", env={**os.environ, "LC_ALL": "C"})
    assert done.returncode == 0, done.stderr
    return [float(line) for line in done.stdout.split()]
