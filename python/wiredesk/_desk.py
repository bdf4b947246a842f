"""Texts and files in, records out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import resources
from pathlib import Path as Folder
from typing import TYPE_CHECKING, Any

from wiredesk import _native
from wiredesk._options import absolute, complete
from wiredesk._records import Records
from wiredesk._texts import names_of, paths_of, texts_of, warn_of_a_file_name

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
        self._model = absolute("model", model)
        self._options = complete(options)
        self._desk = _native.Desk(self._model or _default_model(), self._options)

    def annotate(
        self,
        texts: str | Iterable[str],
        *,
        names: Iterable[str | None] | None = None,
        threads: int | None = None,
    ) -> Records:
        """One record for each text, in order.

        Parameters
        ----------
        texts
            One article, or many. They are texts, never names of files: see `annotate_paths`. A text
            with a lone surrogate has an error record in its place.
        names
            What stands in each record as `source.path`, such as an URL or a key; else `-`, also
            where one is missing. The record depends on text, name and options alone.
        threads
            Articles annotated at once; by default one a core.

        Raises `TypeError` for what holds no texts, such as a whole frame or a mapping, and
        `ValueError` if there are more or fewer names than texts.
        """
        return self._annotate(texts, names, threads)

    def _annotate(
        self, texts: str | Iterable[str], names: Iterable[str | None] | None, threads: int | None
    ) -> Records:
        """What the function that the user has called hands on: warnings name its caller."""
        found = texts_of(texts)
        called = names_of(names, texts, len(found))
        warn_of_a_file_name(found, stacklevel=3)
        return Records(self._desk.annotate(found, called, _threads(threads)))

    def annotate_paths(
        self, paths: Path | Iterable[Path], *, threads: int | None = None
    ) -> Records:
        """One record for each article of files and folders, as `wiredesk annotate PATH...`.

        Text, Markdown, HTML, JSONL and CSV, each also as `.gz` or `.zst`; folders recursively in a
        stable order. What cannot be read is an error record in its place.
        """
        return Records(self._desk.annotate_paths(paths_of(paths), _threads(threads)))

    @property
    def model(self) -> dict[str, str]:
        """Name and digest of the model, as they stand in every record."""
        return {"name": self._desk.model_name, "digest": self._desk.model_digest}

    def __reduce__(self) -> tuple[Any, ...]:
        # The default model is another folder on another machine.
        return _again, (self._model, self._options)

    def __repr__(self) -> str:
        return f"<wiredesk.Desk with {self._desk.model_name}>"


def annotate(
    texts: str | Iterable[str],
    *,
    names: Iterable[str | None] | None = None,
    threads: int | None = None,
    model: Path | None = None,
    **options: Unpack[Options],
) -> Records:
    """One record for each text, in order. Loads the model: keep a `Desk` for many calls.

    >>> wiredesk.annotate("Lazarus Group stole about $600 million, Seoul said.")
    <1 record>

    Parameters are those of `Desk` and of `Desk.annotate`.
    """
    return Desk(model, **options)._annotate(texts, names, threads)


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


def _again(model: str | None, options: dict[str, Any]) -> Desk:
    return Desk(model, **options)


def _default_model() -> str:
    """The user's own folder of models goes before the one in the package."""
    own = os.environ.get("WIREDESK_MODELS")
    if own:
        place = os.path.join(own, _DEFAULT)
        if os.path.isfile(os.path.join(place, "model.json")):
            return place
        # Passed over, it would leave another model in place than the one meant.
        if not any(Folder(own).glob("*/model.json")):
            raise _native.WiredeskError(
                f"WIREDESK_MODELS names {own}, in which no model is; name the folder that the "
                "models' own folders lie in, or unset it"
            )
    return str(resources.files("wiredesk") / "models" / _DEFAULT)


def _threads(threads: int | None) -> int | None:
    if threads is not None and threads < 1:
        raise ValueError(f"threads is {threads}: give 1 or more, or None for one a core")
    return threads
