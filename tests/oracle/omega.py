"""The standard error and interval of omega total (vectors consistency/*); numpy and scipy.

Omega as a function of the covariances is taken for what its name says: loadings that leave the least squares of the
correlations, found by a general search over the loadings. Its derivatives are differences; the rest is the delta method for
normal rows, `Var = 2 tr (G S G S) / n`.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares
from scipy.stats import norm

VECTORS = Path(__file__).parents[1] / "vectors/consistency"


def omega(s: np.ndarray) -> float:
    deviations = np.sqrt(np.diag(s))
    r = s / np.outer(deviations, deviations)
    upper = np.triu_indices(len(s), 1)

    def left(loadings: np.ndarray) -> np.ndarray:
        return (r - np.outer(loadings, loadings))[upper]

    def slope(loadings: np.ndarray) -> np.ndarray:
        made = np.zeros((len(upper[0]), len(s)))
        for at, (i, j) in enumerate(zip(*upper)):
            made[at, i], made[at, j] = -loadings[j], -loadings[i]
        return made

    found = least_squares(left, np.full(len(s), 0.6), slope, xtol=1e-15, ftol=1e-15, gtol=1e-15).x
    for _ in range(5):
        # Newton's steps: the search ends too early for differences.
        rest = r - np.outer(found, found)
        np.fill_diagonal(rest, 0)
        bend = np.outer(found, found) - rest
        np.fill_diagonal(bend, found @ found - found**2)
        found = found + np.linalg.solve(bend, rest @ found)
    assert (found**2 < 1).all()
    return float(1 - (1 - found**2) @ np.diag(s) / s.sum())


def show(name: str, rows: np.ndarray) -> None:
    s = np.cov(rows.T)
    items, n = len(s), len(rows)
    gradient = np.zeros((items, items))
    for i in range(items):
        for j in range(i + 1):
            step = np.zeros((items, items))
            step[i, j] = step[j, i] = 2e-5 * np.sqrt(s[i, i] * s[j, j])
            # Fourth order.
            change = (8 * (omega(s + step) - omega(s - step)) - (omega(s + 2 * step) - omega(s - 2 * step))) / 12
            gradient[i, j] = gradient[j, i] = change / step[i, j] / (1 if i == j else 2)
    moved = gradient @ s
    value, error = omega(s), float(np.sqrt(2 * np.trace(moved @ moved) / n))
    width = norm.ppf(0.975) * error / (1 - value)
    print(name, n, repr(value), "se", repr(error), "lower", repr(float(1 - (1 - value) * np.exp(width))), "upper", repr(float(1 - (1 - value) * np.exp(-width))))


def below(name: str) -> None:
    """Omega where items go against one another: the best of many searches."""
    rows = np.array(json.loads((VECTORS / f"{name}.json").read_text())["ratingTable"], dtype=float)
    s, r = np.cov(rows.T), np.corrcoef(rows.T)
    upper = np.triu_indices(len(s), 1)

    def search(seed: int):
        start = np.random.default_rng(seed).uniform(-0.9, 0.9, len(s))
        return least_squares(lambda own: (r - np.outer(own, own))[upper], start, bounds=(-1, 1), xtol=1e-15, ftol=1e-15, gtol=1e-15)

    loadings = min((search(seed) for seed in range(50)), key=lambda found: found.cost).x
    alpha = len(s) / (len(s) - 1) * (1 - np.trace(s) / s.sum())
    print(name, "alpha", repr(float(alpha)), "omega", repr(float(1 - (1 - loadings**2) @ np.diag(s) / s.sum())))


below("omega-negative")
for name in ("shrout-fleiss", "nine"):
    table = json.loads((VECTORS / f"{name}.json").read_text())["ratingTable"]
    rows = np.reshape(table["values"], (-1, table["width"])) if isinstance(table, dict) else np.array(table)
    show(name, rows.astype(float))
