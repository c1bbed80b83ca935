"""Where things are."""

import os
import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
VECTORS = TESTS / "vectors"
TARGET = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
PARITY = TARGET / "parity-python"


def run_page(page: str) -> None:
    """Runs all Python that a page shows, one block after the other, as one who reads it types it."""
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
    assert shown
    names: dict[str, object] = {}
    for block in shown:
        exec(compile(block, page, "exec"), names)
