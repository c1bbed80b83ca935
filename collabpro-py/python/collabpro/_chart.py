"""The one kind of data that shows itself."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Chart(dict):  # type: ignore[type-arg]
    """A Vega-Lite specification: a dictionary that notebooks show as the chart it is.

    ``altair.Chart.from_dict`` takes it where it is to be changed or saved as a picture.
    """

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        title = self.get("description", "")
        return {"application/vnd.vegalite.v6+json": dict(self), "text/plain": f"Chart({title})"}


Chart.__module__ = "collabpro"
