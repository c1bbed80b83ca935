"""Rubric ratings of teachers' collaboration, scored and compared so that the answers can be defended.

>>> import collabpro as cp
>>> cp.Rubric.bundled().id
'collabpro'
"""

from collabpro import data
from collabpro._errors import CollabproError, EstimationError, RatingsError, RubricError
from collabpro._native import (
    CasePackage,
    CaseRubric,
    Comparison,
    Composite,
    ContextMatch,
    ContextProfile,
    Diagnosis,
    Disagreement,
    Ratings,
    Released,
    Report,
    RollUp,
    Rubric,
    Scores,
    Sheet,
    Similarity,
    SurveyMapping,
    Table,
    Tally,
    Units,
    __version__,
    cases,
    composite,
    context_descriptors,
    equivalence,
    framework,
    practices,
    pseudonyms,
    reliable_change,
)
from collabpro._types import Chart

__all__ = [
    "CasePackage",
    "CaseRubric",
    "Chart",
    "CollabproError",
    "Comparison",
    "Composite",
    "ContextMatch",
    "ContextProfile",
    "Diagnosis",
    "Disagreement",
    "EstimationError",
    "Ratings",
    "RatingsError",
    "Released",
    "Report",
    "RollUp",
    "Rubric",
    "RubricError",
    "Scores",
    "Sheet",
    "Similarity",
    "SurveyMapping",
    "Table",
    "Tally",
    "Units",
    "__version__",
    "cases",
    "composite",
    "context_descriptors",
    "data",
    "equivalence",
    "framework",
    "practices",
    "pseudonyms",
    "reliable_change",
]
