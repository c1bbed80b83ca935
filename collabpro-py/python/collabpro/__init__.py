"""Rubric ratings of teachers' collaboration, scored and compared so that the answers can be defended.

>>> import collabpro as cp
>>> cp.Rubric.bundled().id
'collabpro'
"""

from __future__ import annotations

import sys
from types import ModuleType

from collabpro import _native
from collabpro._chart import Chart
from collabpro._errors import CollabproError, EstimationError, FileError, Problem, RatingsError, RubricError
from collabpro._native import *  # noqa: F403
from collabpro._native import __version__

# Not from typing, whose import is half of ours.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from collabpro import data, datasets
    from collabpro._apa_table import ApaTable
    from collabpro._elsewhere import coming_from
    from collabpro._references import citation
    from collabpro._spss import SpssFile, from_spss
    from collabpro._spss_write import to_spss

    language: str
    """The language in which errors are told, and in which verbs answer that are asked for none: ``"en"`` unless it is set."""

__all__ = [
    "ApaTable",
    "Chart",
    "CollabproError",
    "EstimationError",
    "FileError",
    "Problem",
    "RatingsError",
    "RubricError",
    "SpssFile",
    "__version__",
    "citation",
    "coming_from",
    "data",
    "datasets",
    "from_spss",
    "language",
    "to_spss",
]
__all__ += _native.__all__


class _Module(ModuleType):
    @property
    def language(self) -> str:
        return _native._language()

    @language.setter
    def language(self, language: str) -> None:
        _native._set_language(language)


sys.modules[__name__].__class__ = _Module

# What few need, by the module that holds it: read when it is asked for.
_LATER = {
    "ApaTable": "_apa_table",
    "SpssFile": "_spss",
    "citation": "_references",
    "coming_from": "_elsewhere",
    "from_spss": "_spss",
    "to_spss": "_spss_write",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _LATER:
        return getattr(import_module(f"collabpro.{_LATER[name]}"), name)
    # Declarations of data are large, and only needed when they are asked for.
    if name in ("data", "datasets"):
        return import_module(f"collabpro.{name}")
    raise AttributeError(f"module 'collabpro' has no attribute {name!r}")
