"""Arrow batches in, the same with a column of records out: what Spark and Ray call.

An engine that runs many processes calls this once a batch. Each process loads the model when it
sees its first batch, keeps it, and annotates on one thread: the engine has put as many processes
on the machine as it has cores to give.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wiredesk._desk import Desk

if TYPE_CHECKING:
    import pyarrow

Settings = tuple[tuple[str, Any], ...]


def settings(options: Mapping[str, Any]) -> Settings:
    """Options as a key that can travel; mistakes are told here, before any work is sent out."""
    from wiredesk._options import complete

    given = dict(options)
    model = given.pop("model", None)
    complete(given)
    return (("model", model), *sorted(given.items()))


@lru_cache(maxsize=2)
def desk(options: Settings) -> Desk:
    """The desk of this process."""
    return Desk(**dict(options))


def annotate_table(
    table: pyarrow.Table, text: str, record: str, name: str | None, options: Settings
) -> pyarrow.Table:
    """`table` with a column `record` of JSON lines. A null text has an error record, as an empty
    one has."""
    import pyarrow

    texts = [found or "" for found in table.column(text).to_pylist()]
    names = None if name is None else [str(found) for found in table.column(name).to_pylist()]
    records = desk(options).annotate(texts, names=names, threads=1)
    return table.append_column(record, pyarrow.array(records.json_lines(), pyarrow.string()))
