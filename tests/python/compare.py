"""The comparison of the vectors, the same in three languages; the rule stands in ``tests/src/compare.rs``."""

from __future__ import annotations

from typing import Any

ABSOLUTE = 1e-9
RELATIVE = 1e-12


def difference(expected: Any, actual: Any, tolerance: Any = None) -> str | None:
    """The first difference with its place, or nothing."""
    limits = tolerance if isinstance(tolerance, dict) else {}
    absolute = limits.get("abs", ABSOLUTE if tolerance is None else tolerance)
    return _find(expected, actual, absolute, limits.get("rel", RELATIVE), "$")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _find(expected: Any, actual: Any, absolute: float, relative: float, path: str) -> str | None:
    if _is_number(expected) and _is_number(actual):
        if abs(actual - expected) <= max(absolute, relative * abs(expected)):
            return None
    elif isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            return f"{path}: expected {len(expected)} elements, found {len(actual)}"
        pairs = enumerate(zip(expected, actual))
        found = (_find(b, a, absolute, relative, f"{path}[{at}]") for at, (b, a) in pairs)
        return next((difference for difference in found if difference), None)
    elif isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            if key not in actual:
                return f"{path}.{key}: missing"
            if below := _find(value, actual[key], absolute, relative, f"{path}.{key}"):
                return below
        return None
    elif isinstance(expected, dict) and isinstance(actual, str):
        for text in expected.get("contains", []):
            if text not in actual:
                return f"{path}: {text!r} is not in it"
        for text in expected.get("lacks", []):
            if text in actual:
                return f"{path}: {text!r} is in it"
        return None
    elif type(expected) is type(actual) and expected == actual:
        return None
    return f"{path}: expected {expected!r}, found {actual!r}"
