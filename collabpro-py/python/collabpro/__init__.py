"""Rubric ratings of teachers' collaboration, scored and compared so that the answers can be defended.

>>> import collabpro as cp
>>> cp.Rubric.bundled().id
'collabpro'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from collabpro import _native
from collabpro._errors import CollabproError, EstimationError, RatingsError, RubricError
from collabpro._native import *  # noqa: F403
from collabpro._native import __version__
from collabpro._types import Chart

if TYPE_CHECKING:
    from collabpro import data

__all__ = [
    "Chart",
    "CollabproError",
    "EstimationError",
    "RatingsError",
    "RubricError",
    "__version__",
    "data",
]
__all__ += _native.__all__


def __getattr__(name: str) -> Any:
    # Declarations of data are large, and only needed when they are asked for.
    if name == "data":
        return importlib.import_module("collabpro.data")
    raise AttributeError(f"module 'collabpro' has no attribute {name!r}")
