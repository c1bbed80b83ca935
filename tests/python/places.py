"""Where things are."""

import os
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
VECTORS = TESTS / "vectors"
TARGET = TESTS.parent / os.environ.get("CARGO_TARGET_DIR", "target")
PARITY = TARGET / "parity-python"
