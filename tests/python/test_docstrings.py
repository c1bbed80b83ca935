"""Docstrings: every verb says its options, what it gives, what it rests on and when it misleads, and its example runs. All Python that pages
show is typed as strictly as the package."""

from __future__ import annotations

import doctest
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import collabpro as cp
from places import ROOT

STUDIES = ROOT / "collabpro-core/declare/src/python_notes.txt"
VERBS = re.findall(r"^# (\w+)$", STUDIES.read_text(encoding="utf-8"), re.M)


def spoken() -> Iterator[tuple[str, Any]]:
    for name in cp._native.__all__:
        one = getattr(cp._native, name)
        yield name, one
        if inspect.isclass(one):
            yield from ((f"{name}.{method}", getattr(one, method)) for method in vars(one) if not method.startswith("_"))


EXAMPLES = {name: doc for name, one in spoken() if ">>>" in (doc := inspect.getdoc(one) or "")}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_run(name: str) -> None:
    test = doctest.DocTestParser().get_doctest(EXAMPLES[name], {}, name, None, 0)
    runner = doctest.DocTestRunner()
    said: list[str] = []
    assert runner.run(test, out=said.append).failed == 0, "".join(said)


def test_every_verb_has_the_sections_of_numpydoc() -> None:
    seen = set()
    for name, one in spoken():
        verb = name.rsplit(".", 1)[-1]
        doc = inspect.getdoc(one) or ""
        if verb not in VERBS or "Returns\n-------" not in doc:
            continue
        seen.add(verb)
        order = [doc.find(f"\n{head}\n{'-' * len(head)}\n") for head in ("Parameters", "Returns", "Notes")]
        assert -1 < order[0] < order[1] < order[2], name
        options = set(inspect.signature(one).parameters) - {"self"}
        told = set(re.findall(r"^(\w+)(?: : |$)", doc[order[0] : order[1]], re.M))
        assert options - told <= {"units"}, (name, options - told)
    assert seen == set(VERBS)


def test_closed_choices_tell_their_words() -> None:
    doc = inspect.getdoc(cp.rasch) or ""
    assert re.search(r"^estimator : \{'joint', ", doc, re.M) or re.search(r"^\w+ : \{'\w+', '\w+'", doc, re.M)


PAGES = ["README.md", "collabpro-py/README.md", "collabpro-core/docs/exchange.md"]


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_what_pages_show_is_typed(checker: str, tmp_path: Path) -> None:
    files = []
    for page in PAGES:
        blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.M | re.S)
        file = tmp_path / (page.replace("/", "_").replace("-", "_")[:-3] + ".py")
        file.write_text("\n".join(blocks), encoding="utf-8")
        files.append(str(file))
    config = str(ROOT / "collabpro-py/pyproject.toml")
    command = {
        "mypy": [sys.executable, "-m", "mypy", "--strict", "--config-file", config, "--cache-dir", str(tmp_path / "cache")],
        "pyright": [sys.executable, "-m", "pyright", "--pythonpath", sys.executable],
    }[checker]
    done = subprocess.run([*command, *files], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
