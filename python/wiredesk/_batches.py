"""Arrow batches in, the same with a column of records out: what Spark and Ray call.

An engine that runs many processes calls this once a batch. Each process loads the model when it
sees its first batch, keeps it, and annotates on one thread: the engine has put as many processes
on the machine as it has cores to give.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wiredesk import _native
from wiredesk._desk import Desk
from wiredesk._options import absolute, complete

if TYPE_CHECKING:
    import pyarrow

Settings = tuple[tuple[str, Any], ...]


def settings(options: Mapping[str, Any]) -> Settings:
    """Options as a key that can travel: complete, and their paths absolute.

    Mistakes are told here, before any work is sent out, in the words of `Desk`. Only the model and
    the lists are first opened where the work is done.
    """
    given = dict(options)
    model = absolute("model", given.pop("model", None))
    full = complete(given)
    _native.check_for_texts(full)
    return (("model", model), *sorted(full.items()))


def check_columns(columns: Collection[str], text: str, record: str, name: str | None) -> None:
    """Raises `ValueError` if a column to be read is missing or the new one is there already."""
    for column in filter(None, (text, name)):
        if column not in columns:
            raise ValueError(f"there is no column {column!r}: there are {list(columns)}")
    if record in columns:
        raise ValueError(f"there is a column {record!r} already: name another with record=...")


@lru_cache(maxsize=2)
def desk(options: Settings) -> Desk:
    """The desk of this process."""
    return Desk(**dict(options))


def annotate_table(
    table: pyarrow.Table, text: str, record: str, name: str | None, options: Settings
) -> pyarrow.Table:
    """`table` with a column `record` of JSON lines. A null text has an error record, as an empty
    one has, and a null name is `-`. Raises `ValueError` as `check_columns` does."""
    import pyarrow

    check_columns(table.column_names, text, record, name)
    texts = [found or "" for found in table.column(text).to_pylist()]
    names = None if name is None else table.column(name).to_pylist()
    records = desk(options).annotate(texts, names=names, threads=1)
    return table.append_column(record, pyarrow.array(records.json_lines(), pyarrow.string()))
