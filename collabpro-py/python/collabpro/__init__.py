"""Rubric ratings of teachers' collaboration, scored and compared so that the answers can be defended.

>>> import collabpro as cp
>>> cp.Rubric.bundled().id
'collabpro'
"""

from __future__ import annotations

from collabpro import _native
from collabpro._chart import Chart
from collabpro._errors import CollabproError, EstimationError, RatingsError, RubricError
from collabpro._native import *  # noqa: F403
from collabpro._native import __version__

# Not from typing, whose import is half of ours.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

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
        import collabpro.data

        return collabpro.data
    raise AttributeError(f"module 'collabpro' has no attribute {name!r}")
