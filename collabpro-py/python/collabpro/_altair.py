"""Charts of altair that draw in every notebook."""

from __future__ import annotations

from os import PathLike, fspath
from typing import Any

import altair

from collabpro._chart import bundle, for_marimo, shown, text, written

KINDS: dict[str, Any] = {
    "facet": altair.FacetChart,
    "layer": altair.LayerChart,
    "vconcat": altair.VConcatChart,
    "hconcat": altair.HConcatChart,
}


class Shown:
    """Beside what altair does: the bundle holds what JupyterLab, Visual Studio Code and the viewers of notebooks draw.

    Altair takes half a second to read a specification. It does so when something of the chart is looked at or changed, and
    whoever only looks at the picture does not wait.
    """

    _waiting: dict[str, Any] | None = None

    @property
    def _kwds(self) -> Any:
        if self._waiting is not None:
            specification = self._waiting
            own = next(kind for kind in KINDS.values() if isinstance(self, kind)).from_dict(specification)
            self.__dict__.update(_waiting=None, _held=own._kwds)
        return self.__dict__["_held"]

    @_kwds.setter
    def _kwds(self, held: Any) -> None:
        self.__dict__["_held"] = held

    def specification(self) -> dict[str, Any]:
        """The Vega-Lite specification, with its data inside."""
        if self._waiting is not None:
            return dict(self._waiting)
        with altair.data_transformers.disable_max_rows():
            found: dict[str, Any] = self.to_dict()  # type: ignore[attr-defined]
        return found

    def save(self, fp: Any, format: str | None = None, scale_factor: float = 1.0, **options: Any) -> None:
        """Writes the chart as altair does: ``svg``, ``png``, ``pdf``, ``html`` or ``json``, without a browser."""
        kind = format or (fspath(fp).rpartition(".")[2] if isinstance(fp, (str, PathLike)) else None)
        if self._waiting is None or options or kind not in ("svg", "png", "pdf") or hasattr(fp, "write"):
            super().save(fp, format=format, scale_factor=scale_factor, **options)  # type: ignore[misc]
            return
        data = written(self._waiting, kind, scale_factor)
        with open(fp, "wb") as file:
            file.write(data)

    def _repr_mimebundle_(self, *args: Any, **options: Any) -> dict[str, Any]:
        return bundle(self.specification(), "altair.Chart")

    def _mime_(self) -> tuple[str, str]:
        return for_marimo(self.specification())

    def __repr__(self) -> str:
        return text(self.specification(), "altair.Chart")

    def __reduce__(self) -> tuple[Any, ...]:
        return shown, (self.specification(),)


CLASSES: dict[str, Any] = {kind: type(own.__name__, (Shown, own), {}) for kind, own in KINDS.items()}


def chart(specification: dict[str, Any]) -> Any:
    """A specification as a chart of altair."""
    kind = CLASSES[next((kind for kind in KINDS if kind in specification), "layer")]
    made = kind.__new__(kind)
    made.__dict__.update(_waiting=specification, _args=())
    return made
