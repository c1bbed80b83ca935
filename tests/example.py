"""Adds the verb of CONTRIBUTING.md to a copy of the project, word by word.

    python3 tests/example.py COPY

A block of that page names the file that it goes to, and after it the part of the list of studies that it belongs to.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^   ```\w+ (\S+)(?: (\w+))?\n(.*?)^   ```$", re.M | re.S)


def copy(to: Path) -> None:
    """What is committed or would be, and nothing that is built."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, encoding="utf-8",
    )
    for name in filter(lambda name: (ROOT / name).is_file(), listed.stdout.splitlines()):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, to / name)


def put(file: Path, part: str | None, text: str) -> None:
    """A block where it belongs: below the head of a part, before the tests of a file, or at the end."""
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    if part:
        head = f"            {part} {{\n"
        assert old.count(head) == 1, f"{file.name} has no part {part}"
        new = old.replace(head, head + textwrap.indent(text, " " * 16))
    elif "pub use " in text:
        new = old.replace("\n/// The studies:", f"{text}\n/// The studies:", 1)
    else:
        before, tests, after = old.partition("\n#[cfg(test)]\nmod tests")
        new = f"{before}\n{text}{tests}{after}" if old else text
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(new, encoding="utf-8")


def main(to: Path) -> None:
    copy(to)
    blocks = BLOCK.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    files = {file for file, _, _ in blocks}
    assert len(files) == 4, f"a verb touches four files, not {sorted(files)}"
    for file, part, text in blocks:
        put(to / file, part, textwrap.dedent(text))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
