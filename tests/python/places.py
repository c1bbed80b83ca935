"""Where things are."""

import os
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
VECTORS = TESTS / "vectors"
TARGET = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
PARITY = TARGET / "parity-python"
