"""Rubric ratings of teachers' collaboration, scored and compared so that the answers can be defended.

>>> import collabpro as cp
>>> cp.Rubric.bundled().id
'collabpro'
"""

from collabpro import data
from collabpro._errors import CollabproError, EstimationError, RatingsError, RubricError
from collabpro._native import Rubric, Table, __version__, framework

__all__ = [
    "CollabproError",
    "EstimationError",
    "RatingsError",
    "Rubric",
    "RubricError",
    "Table",
    "__version__",
    "data",
    "framework",
]
