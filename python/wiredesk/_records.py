"""Records: a sequence of plain dictionaries, and the same as tables."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, overload

from wiredesk import _native

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from wiredesk._options import Path


class Record(dict[str, Any]):
    """One record: a plain dictionary that a notebook shows as the annotated article."""

    @property
    def failed(self) -> bool:
        """Whether this is an error record: then `record["error"]` says why."""
        return "error" in self

    def _repr_html_(self) -> str | None:
        """The article as HTML, without keys that are none of a record's.

        `None`, for which a notebook shows the dictionary, where what is left is no record.
        """
        from wiredesk._show import show

        known = {key: value for key, value in self.items() if key in _keys()}
        try:
            return show(known).html
        except (_native.WiredeskError, TypeError, ValueError):
            return None


class Records(Sequence[Record]):
    """Records in order. Each is parsed when it is asked for; slices share nothing but text.

    Two are equal if their lines are, byte for byte. They can be pickled, also between versions that
    have the same record format.
    """

    def __init__(self, lines: _native.Lines) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> Records: ...
    def __getitem__(self, at: int | slice) -> Record | Records:
        if isinstance(at, slice):
            return Records(self._lines.take(range(*at.indices(len(self)))))
        place = at + len(self) if at < 0 else at
        if place < 0:
            raise IndexError("record index out of range")
        return Record(json.loads(self._lines.line(place)))

    def __iter__(self) -> Iterator[Record]:
        for at in range(len(self)):
            yield self[at]

    def __eq__(self, other: object) -> bool:
        return self._lines == other._lines if isinstance(other, Records) else NotImplemented

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.jsonl,)

    @property
    def jsonl(self) -> bytes:
        """The lines as `wiredesk annotate` writes them, byte for byte."""
        return self._lines.jsonl()

    def json_lines(self) -> list[str]:
        """Each record as the JSON text that it is."""
        return [self._lines.line(at) for at in range(len(self))]

    def save(self, path: Path) -> None:
        """Writes `jsonl` to a file, which `wiredesk export` and `read` take.

        Compressed where the name ends in `.gz` or `.zst`, as the command line does. The file is
        there whole or, if anything goes wrong, as it was before. Raises `OSError`.
        """
        self._lines.save(os.fspath(path))

    @property
    def failures(self) -> list[tuple[int, str]]:
        """Place and reason of every article that failed. Its error record is in that place, too."""
        return self._lines.failures()

    def table(self, name: str) -> _native.ArrowTable:
        """A table for whatever knows the Arrow PyCapsule interface, without a copy.

        The first table that is asked for flattens all records into all tables.
        """
        return self._lines.table(name)

    def to_arrow(self, table: str) -> pyarrow.Table:
        """A table for pyarrow, without a copy. `tables()` names the tables."""
        with _needing("pyarrow"):
            import pyarrow

        return pyarrow.table(self.table(table))

    def to_pandas(self, table: str) -> pandas.DataFrame:
        """A table for pandas: numbers that may be missing stay whole, sums stay exact decimals,
        closed sets of words are categories."""
        with _needing("pandas pyarrow"):
            import pandas
            import pyarrow

        types = {
            pyarrow.int64(): pandas.Int64Dtype(),
            pyarrow.bool_(): pandas.BooleanDtype(),
            pyarrow.utf8(): pandas.StringDtype(),
        }
        arrow = self.to_arrow(table)
        frame: pandas.DataFrame = arrow.to_pandas(types_mapper=types.get, date_as_object=False)
        return frame

    def to_polars(self, table: str) -> polars.DataFrame:
        """A table for Polars."""
        with _needing("polars"):
            import polars

        return polars.DataFrame(self.table(table))

    def __repr__(self) -> str:
        failed = len(self._lines.failures())
        count = f"{len(self)} record{'' if len(self) == 1 else 's'}"
        return f"<{count}, {failed} of them failed>" if failed else f"<{count}>"


def _again(jsonl: bytes) -> Records:
    return Records(_native.Lines.from_bytes(jsonl))


@cache
def _keys() -> frozenset[str]:
    """The keys of a record and of an error record."""
    kinds = schema()["$defs"]
    return frozenset([*kinds["Record"]["properties"], *kinds["ErrorRecord"]["properties"]])


@contextmanager
def _needing(packages: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise ImportError(f"{error}: this needs `pip install {packages}`") from error


def read(paths: Path | Iterable[Path]) -> Records:
    """Records from files that `wiredesk annotate` wrote, compressed or not, in order.

    A line that is no record is a `WiredeskError` that names it.
    """
    if isinstance(paths, (str, os.PathLike)):
        paths = [paths]
    return Records(_native.read([os.fspath(path) for path in paths]))


def tables() -> dict[str, dict[str, str]]:
    """Every table with its columns and what they mean."""
    return {name: dict(_native.columns(name)) for name in _native.tables()}


def schema() -> dict[str, Any]:
    """The JSON Schema of a record."""
    found: dict[str, Any] = json.loads(_native.schema())
    return found
