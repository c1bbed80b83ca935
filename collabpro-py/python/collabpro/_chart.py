"""Charts as notebooks show them and files keep them."""

from __future__ import annotations

from importlib.util import find_spec
from os import PathLike, fspath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# What front ends draw by themselves: JupyterLab 4.6 and Visual Studio Code know Vega-Lite up to 5 by its type.
KNOWN = "5"
FORMATS = ("svg", "png", "pdf", "html", "json")


class Chart(dict):  # type: ignore[type-arg]
    """A Vega-Lite specification: what ``chart`` gives where altair is not installed. Notebooks show it as the chart it is."""

    def save(self, path: str | PathLike[str], format: str | None = None, scale_factor: float = 1.0) -> None:
        """Writes the chart as ``svg``, ``png``, ``pdf``, ``html`` or ``json``: by the ending of its name, or as ``format`` says.

        Pictures are drawn without a browser, by vl-convert (``pip install "collabpro[charts]"``).
        """
        kind = format or fspath(path).rpartition(".")[2].lower()
        if kind not in FORMATS:
            raise ValueError(f"{kind!r} is none of {', '.join(FORMATS)}")
        data = written(self, kind, scale_factor)
        with open(path, "wb") as file:
            file.write(data)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return bundle(self, "Chart")

    def _mime_(self) -> tuple[str, str]:
        return for_marimo(self)

    def __repr__(self) -> str:
        return text(self, "Chart")


Chart.__module__ = "collabpro"


def shown(specification: dict[str, Any]) -> Any:
    """A specification as a chart of altair where that is installed."""
    if find_spec("altair") is None:
        return Chart(specification)
    from collabpro import _altair

    return _altair.chart(specification)


def bundle(specification: dict[str, Any], name: str) -> dict[str, Any]:
    """What a notebook keeps of a chart: what front ends draw by themselves, a picture for those that do not, and a line of words."""
    data = {
        f"application/vnd.vegalite.v{KNOWN}+json": known(specification),
        "text/plain": text(specification, name),
    }
    if find_spec("vl_convert"):
        data["image/svg+xml"] = written(specification, "svg").decode()
    return data


def for_marimo(specification: dict[str, Any]) -> tuple[str, str]:
    """What marimo asks for before all else."""
    if find_spec("vl_convert"):
        return "image/svg+xml", written(specification, "svg").decode()
    return f"application/vnd.vegalite.v{KNOWN}+json", written(known(specification), "json").decode()


def known(specification: dict[str, Any]) -> dict[str, Any]:
    """The same in the version that front ends know; nothing in it is newer."""
    return {**specification, "$schema": f"https://vega.github.io/schema/vega-lite/v{KNOWN}.json"}


def text(specification: dict[str, Any], name: str) -> str:
    """A chart in a line."""
    title = specification.get("title", "")
    return f"{name}({title.get('text', '') if isinstance(title, dict) else title})"


def written(specification: dict[str, Any], kind: str, scale_factor: float = 1.0) -> bytes:
    """The bytes of a file."""
    import json

    chart = json.dumps(specification, ensure_ascii=False)
    if kind == "json":
        return chart.encode()
    try:
        import vl_convert
    except ImportError as error:
        raise ImportError('a picture needs vl-convert: pip install "collabpro[charts]"') from error
    if kind == "svg":
        return vl_convert.vegalite_to_svg(chart).encode()
    if kind == "png":
        return vl_convert.vegalite_to_png(chart, scale=scale_factor)
    if kind == "pdf":
        return vl_convert.vegalite_to_pdf(chart)
    return vl_convert.vegalite_to_html(chart, bundle=True).encode()
