"""Options: those of `wiredesk annotate` that shape a record, by the same names."""

from __future__ import annotations

import difflib
import operator
import os
from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

Path = str | os.PathLike[str]


class Options(TypedDict, total=False):
    """What shapes records and how files are read. What is left out is as on the command line."""

    all_scores: bool
    """Threat scores of every type for every sentence, and what the scores of events come from."""
    sentences: bool
    """The text of each sentence in the record."""
    no_text: bool
    """The text of the article left out of the record."""
    any_language: bool
    """Articles in other languages than the model's are read all the same."""
    gazetteer: Path | None
    """CSV of names of your own to find and link."""
    ignore: Path | None
    """Names that are no mentions, one on a line."""
    format: str | None
    """`txt`, `md` or `html` for texts; for files, whatever their names, also `jsonl` and `csv`."""
    text_field: str | None
    """Field (JSONL) or column (CSV) that holds the article."""
    encoding: str | None
    """Encoding of files without a byte-order mark."""
    exclude: Sequence[str] | None
    """What is left out below folders, as `--exclude` has it: `["*.jpg", "img"]`."""
    max_article_bytes: int | None
    """Most bytes of one article."""
    max_file_bytes: int | None
    """Most bytes that a compressed file may come to."""
    max_items: int | None
    """Most articles of one JSONL or CSV file."""
    max_nesting: int | None
    """Most elements of an HTML page that are open at once."""
    max_seconds: int | None
    """Most seconds for one article."""


_SWITCHES = ("all_scores", "sentences", "no_text", "any_language")
_PATHS = ("gazetteer", "ignore")
_WORDS = ("format", "text_field", "encoding")
_NUMBERS = ("max_article_bytes", "max_file_bytes", "max_items", "max_nesting", "max_seconds")


def complete(options: Mapping[str, Any]) -> dict[str, Any]:
    """Every option, with `None` or `False` for what was not given; paths are absolute.

    Raises `TypeError` for a name that is none and for a value of the wrong type, `ValueError` for a
    number out of range. Whether there is such a format, encoding or file is not asked.
    """
    known = list(Options.__annotations__)
    for name in options:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f": there are {', '.join(known)}"
            raise TypeError(f"wiredesk has no option {name!r}{hint}")
    full: dict[str, Any] = {name: False if name in _SWITCHES else None for name in known}
    full.update(options)
    for name in _SWITCHES:
        if not isinstance(full[name], bool):
            raise TypeError(f"{name} is True or False, not {full[name]!r}")
    for name in _PATHS:
        full[name] = absolute(name, full[name])
    for name in _WORDS:
        if full[name] is not None and not isinstance(full[name], str):
            raise TypeError(f"{name} is a str, not {full[name]!r}")
    full["exclude"] = _patterns(full["exclude"])
    for name in _NUMBERS:
        full[name] = _whole(name, full[name])
    return full


def _patterns(exclude: Any) -> tuple[str, ...]:
    """`exclude` as what can be hashed. A string is a sequence, too, and no list of patterns."""
    if exclude is None:
        return ()
    if isinstance(exclude, str) or not isinstance(exclude, Sequence):
        raise TypeError(f"exclude is a list of patterns, not {exclude!r}")
    for pattern in exclude:
        if not isinstance(pattern, str):
            raise TypeError(f"exclude is a list of patterns, and {pattern!r} is none")
    return tuple(exclude)


def absolute(name: str, path: Any) -> str | None:
    """A path that a process elsewhere in the same file system reads as this one does.

    `None` stays `None`. Raises `TypeError`, which says `name`, for what is no path.
    """
    if path is None:
        return None
    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"{name} is a path, not {path!r}")
    return os.path.abspath(path)


def _whole(name: str, number: Any) -> int | None:
    """`number` as Python's own `int`: numpy has others."""
    if number is None:
        return None
    if isinstance(number, bool) or not hasattr(number, "__index__"):
        raise TypeError(f"{name} is a whole number, not {number!r}")
    found = operator.index(number)
    if not 0 <= found < 2**64:
        raise ValueError(f"{name} is {found}: give 0 or more, and less than 2**64")
    return found
