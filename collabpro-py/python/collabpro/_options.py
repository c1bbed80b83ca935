"""What Python calls by several names, in the plain form that the core reads."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """Lists for arrays, series and ranges; plain numbers for those of numpy; text for a number that JSON cannot write."""
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else json.dumps(float(value))
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Mapping):
        return {plain(key): plain(one) for key, one in value.items()}
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, Decimal):
        return plain(float(value))
    if hasattr(value, "document"):
        return value.document()
    if hasattr(value, "isoformat"):
        return value.isoformat()
    for name in ("tolist", "to_list"):
        if hasattr(value, name):
            return plain(getattr(value, name)())
    if isinstance(value, (set, frozenset)):
        return "a set has no order"
    if isinstance(value, Iterable):
        return [plain(one) for one in value]
    return str(value)


def dumps(data: Any) -> str:
    """Options as JSON."""
    return json.dumps(plain(data))
