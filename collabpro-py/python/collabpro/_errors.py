"""The exceptions of collabpro. They carry what the core says; nothing is worded here."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Problem(dict):  # type: ignore[type-arg]
    """One thing that is wrong, as ``collabpro.data.Problem`` declares it: with its code and place, and in any language."""

    def text(self, language: str | None = None) -> str:
        """What is wrong, in this language or in ``collabpro.language``."""
        return self._said(language)[0]

    def advice(self, language: str | None = None) -> str:
        """What to do about it, in this language or in ``collabpro.language``."""
        return self._said(language)[1]

    def _said(self, language: str | None) -> tuple[str, str]:
        import json

        from collabpro import _native

        return _native._said(json.dumps(self), language)


class CollabproError(ValueError):
    """Something was wrong with an input or an option; the subclasses say in which part of the work."""

    code: str
    """The stable name of the first problem, the same in Rust, Python and JavaScript."""
    path: str
    """Where it is: ``row 7, column level``, or a JSON path such as ``$.criteria[3].id``."""
    message: str
    """What is wrong."""
    hint: str
    """What to do about it."""
    total: int
    """How many problems there are, listed or not."""
    problems: list[Problem]
    """The problems, at most 100 of them."""

    def __init__(
        self,
        code: str,
        path: str = "",
        message: str = "",
        hint: str = "",
        total: int = 1,
        problems: list[Any] | None = None,
    ) -> None:
        super().__init__(code, path, message, hint, total, problems)
        self.code = code
        self.path = path
        self.message = message
        self.hint = hint
        self.total = total
        self.problems = [Problem(problem) for problem in problems or []]
        self.__notes__ = [hint] if hint else []  # shown below the message from Python 3.11 on

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        more = f", total={self.total}" if self.total > 1 else ""
        return f"{type(self).__name__}(code={self.code!r}, path={self.path!r}, message={self.message!r}{more})"


class RubricError(CollabproError):
    """An instrument cannot be read or used."""


class RatingsError(CollabproError):
    """Ratings, units or a saved tally cannot be read."""


class EstimationError(CollabproError):
    """What was asked for cannot be estimated, or an option is out of its range."""


class FileError(CollabproError, OSError):
    """A file cannot be opened. It is also what Python raises for that, a FileNotFoundError for one that is not there."""

    def __reduce__(self) -> tuple[Any, ...]:
        return of_file, (OSError(self.errno, self.strerror, self.filename), dict(zip(FIELDS, self.args)))


FIELDS = ("code", "path", "message", "hint", "total", "problems")


KINDS: dict[type[OSError], type[FileError]] = {OSError: FileError}
"""For each error of Python's a FileError that whoever catches that one catches, too."""


def of_file(raised: OSError, fields: dict[str, Any]) -> FileError:
    """What Python raised of a file, with what the core says."""
    kind = type(raised)
    if kind not in KINDS:
        KINDS[kind] = type("FileError", (FileError, kind), {"__module__": "collabpro"})
    error = KINDS[kind](**fields)
    error.errno, error.strerror, error.filename = raised.errno, raised.strerror, raised.filename
    return error


for _class in (Problem, CollabproError, FileError, RubricError, RatingsError, EstimationError):
    _class.__module__ = "collabpro"
