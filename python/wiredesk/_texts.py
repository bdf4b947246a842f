"""What a user gives as texts, names and paths: looked at before anything is done with it."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Mapping
from typing import Any

_SURROGATES = re.compile("[\ud800-\udfff]")


def texts_of(given: Any) -> list[str]:
    """One text or many as a list. Raises `TypeError` that says which is none and what to do."""
    if isinstance(given, str):
        return [given]
    return [_text(at, text) for at, text in enumerate(_many(given, "text"))]


def names_of(given: Any, texts: Any, count: int) -> list[str] | None:
    """A name for each of `count` texts, which were given as `texts`; `None` if none was given.

    A name that is missing, as tables say it, is `-`, as where no names are given.
    Raises `TypeError` for what holds no names, `ValueError` if there are more or fewer than texts.
    """
    if given is None:
        return None
    if isinstance(given, str):
        if not isinstance(texts, str):
            raise TypeError(f"names is one str, {given!r}, beside many texts: give one for each")
        given = [given]
    names = [_name(name) for name in _many(given, "name")]
    if len(names) != count:
        raise ValueError(f"{count} texts and {len(names)} names: give one for each")
    return names


def paths_of(given: Any) -> list[str]:
    """One path or many as a list. Raises `TypeError` for what holds no paths."""
    if isinstance(given, (str, os.PathLike)):
        given = [given]
    return [os.fspath(path) for path in _many(given, "path")]


def warn_of_a_file_name(texts: list[str], stacklevel: int) -> None:
    """The slip that nobody sees: the name of a file annotated as if it were an article.

    The first such text is told. `stacklevel` is that of `warnings.warn`, seen from the caller.
    """
    for at, text in enumerate(texts):
        if 0 < len(text) < 256 and "\n" not in text and os.path.exists(text):
            warnings.warn(
                f"text {at}, {text!r}, is annotated as a text, and it is the name of a file: "
                "annotate_paths reads files",
                UserWarning,
                stacklevel=stacklevel + 1,
            )
            return


def _many(given: Any, what: str) -> Iterable[Any]:
    """`given` if its items are what is wanted, as far as can be told without a look at them."""
    if isinstance(given, Mapping) or hasattr(given, "columns"):
        # Its items are its keys, or the names of its columns.
        raise TypeError(
            f"{type(given).__name__} is no list of {what}s: give one column or the values, "
            f"such as table[{what!r}] or list(mapping.values())"
        )
    if isinstance(given, (bytes, os.PathLike)) or not isinstance(given, Iterable):
        raise TypeError(_not_a_text(given) if what == "text" else f"{given!r} is no {what}")
    return given


def _text(at: int, text: Any) -> str:
    if isinstance(text, str):
        return text
    raise TypeError(f"text {at}: {_not_a_text(text)}")


def _not_a_text(given: Any) -> str:
    if isinstance(given, os.PathLike):
        return f"{os.fspath(given)!r} is a path: annotate_paths reads files"
    if isinstance(given, bytes):
        return "bytes are no text: decode them, or give the file to annotate_paths, which finds out"
    return f"{type(given).__name__} is no text: give str, '' where there is none"


def _name(given: Any) -> str:
    # A lone surrogate, as Python has it in names of files that are no UTF-8, cannot be written
    # down. Records of such files have U+FFFD in its place, too.
    return "-" if _is_missing(given) else _SURROGATES.sub("\ufffd", str(given))


def _is_missing(value: Any) -> bool:
    """Whether it is None, NaN, NaT or pandas' NA, which does not say whether it is itself."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except TypeError:
        return True
