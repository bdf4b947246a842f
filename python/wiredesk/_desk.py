"""Texts and files in, records out."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from importlib import resources
from typing import TYPE_CHECKING, Any

from wiredesk import _native
from wiredesk._options import complete
from wiredesk._records import Records

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from wiredesk._options import Options, Path

_DEFAULT = "wiredesk-small-en"


class Desk:
    """A model and options, loaded once and used many times, from any number of threads.

    >>> desk = wiredesk.Desk(no_text=True)
    >>> desk.annotate(["A gang stole $2 million.", "Nothing happened."])
    <2 records>

    Parameters
    ----------
    model
        Folder of a model. By default the one that `wiredesk-small-en` is in below the folder
        `WIREDESK_MODELS`, if that is set, else the one inside this package.
    options
        As on the command line, see `wiredesk annotate --help`.
    """

    def __init__(self, model: Path | None = None, **options: Unpack[Options]) -> None:
        self._model = str(_default_model() if model is None else os.fspath(model))
        self._options = complete(options)
        self._desk = _native.Desk(self._model, self._options)

    def annotate(
        self,
        texts: str | Iterable[str],
        *,
        names: Iterable[str] | None = None,
        threads: int | None = None,
    ) -> Records:
        """One record for each text, in order.

        Parameters
        ----------
        texts
            One article, or many. They are texts, never names of files: see `annotate_paths`.
        names
            What stands in each record as `source.path`, such as an URL or a key; else `-`. The
            record depends on text, name and options alone.
        threads
            Articles annotated at once; by default one a core.
        """
        if isinstance(texts, str):
            texts = [texts]
            names = [names] if isinstance(names, str) else names
        found = [_text(at, text) for at, text in enumerate(_many(texts, "texts"))]
        _warn_of_a_file_name(found)
        called = None if names is None else [str(name) for name in names]
        if called is not None and len(called) != len(found):
            raise ValueError(f"{len(found)} texts and {len(called)} names: give one for each")
        return Records(self._desk.annotate(found, called, _threads(threads)))

    def annotate_paths(
        self, paths: Path | Iterable[Path], *, threads: int | None = None
    ) -> Records:
        """One record for each article of files and folders, as `wiredesk annotate PATH...`.

        Text, Markdown, HTML, JSONL and CSV, each also as `.gz` or `.zst`; folders recursively in a
        stable order. What cannot be read is an error record in its place.
        """
        if isinstance(paths, (str, os.PathLike)):
            paths = [paths]
        found = [os.fspath(path) for path in _many(paths, "paths")]
        return Records(self._desk.annotate_paths(found, _threads(threads)))

    @property
    def model(self) -> dict[str, str]:
        """Name and digest of the model, as they stand in every record."""
        return {"name": self._desk.model_name, "digest": self._desk.model_digest}

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._model, self._options)

    def __repr__(self) -> str:
        return f"<wiredesk.Desk with {self._desk.model_name}>"


def annotate(
    texts: str | Iterable[str],
    *,
    names: Iterable[str] | None = None,
    threads: int | None = None,
    model: Path | None = None,
    **options: Unpack[Options],
) -> Records:
    """One record for each text, in order. Loads the model: keep a `Desk` for many calls.

    >>> wiredesk.annotate("Lazarus Group stole about $600 million, Seoul said.")
    <1 record>

    Parameters are those of `Desk` and of `Desk.annotate`.
    """
    return Desk(model, **options).annotate(texts, names=names, threads=threads)


def annotate_paths(
    paths: Path | Iterable[Path],
    *,
    threads: int | None = None,
    model: Path | None = None,
    **options: Unpack[Options],
) -> Records:
    """One record for each article of files and folders: what `wiredesk annotate PATH...` writes.

    Parameters are those of `Desk` and of `Desk.annotate_paths`.
    """
    return Desk(model, **options).annotate_paths(paths, threads=threads)


def _again(model: str, options: dict[str, Any]) -> Desk:
    return Desk(model, **options)


def _default_model() -> os.PathLike[str] | str:
    """The user's own folder of models goes before the one in the package."""
    own = os.environ.get("WIREDESK_MODELS")
    if own:
        place = os.path.join(own, _DEFAULT)
        if os.path.isfile(os.path.join(place, "model.json")):
            return place
    return str(resources.files("wiredesk") / "models" / _DEFAULT)


def _many(given: Any, what: str) -> Iterable[Any]:
    if isinstance(given, (bytes, os.PathLike)) or not isinstance(given, Iterable):
        raise TypeError(_not_a_text(given) if what == "texts" else f"{given!r} is no path")
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


def _warn_of_a_file_name(texts: list[str]) -> None:
    """The slip that nobody sees: the name of a file annotated as if it were an article."""
    first = texts[0] if texts else ""
    if 0 < len(first) < 256 and "\n" not in first and "\0" not in first and os.path.exists(first):
        warnings.warn(
            f"{first!r} is annotated as a text, and it is the name of a file: "
            "annotate_paths reads files",
            UserWarning,
            stacklevel=4,
        )


def _threads(threads: int | None) -> int | None:
    if threads is not None and threads < 1:
        raise ValueError(f"threads is {threads}: give 1 or more, or None for one a core")
    return threads
