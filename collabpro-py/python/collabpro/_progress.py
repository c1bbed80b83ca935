"""A bar for long work."""

from __future__ import annotations

import sys
from typing import Any


class Bar:
    """What ``progress=True`` shows: a bar of tqdm, or a line on stderr where tqdm is not installed."""

    def __init__(self) -> None:
        self.bar: Any = None
        self.percent = -1
        try:
            from tqdm.auto import tqdm
        except ImportError:
            self.made = None
        else:
            self.made = tqdm

    def __call__(self, done: int, total: int | None) -> None:
        if self.made is None:
            percent = 100 * done // total if total else done
            if percent != self.percent:
                self.percent = percent
                sys.stderr.write(f"\r{percent} %" if total else f"\r{done}")
            return
        if self.bar is None:
            self.bar = self.made(total=total, unit_scale=True)
        self.bar.total = total
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()
        elif self.percent >= 0:
            sys.stderr.write("\n")
