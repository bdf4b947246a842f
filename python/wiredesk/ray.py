"""wiredesk on Ray Data: a column of records beside the text.

>>> annotated = wiredesk.ray.annotate(ds, text="body", name="url")

The package must be installed where the workers run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wiredesk._batches import annotate_table, check_columns, settings

if TYPE_CHECKING:
    import pyarrow
    from ray.data import Dataset


def annotate(
    ds: Dataset,
    text: str = "text",
    *,
    name: str | None = None,
    record: str = "record",
    batch_size: int = 256,
    **options: Any,
) -> Dataset:
    """`ds` with a column of records, each a JSON line as `wiredesk annotate` writes it.

    Runs through `map_batches`: one task a core, one engine in each worker process, which Ray uses
    again. Parameters and what is raised are those of `wiredesk.spark.annotate`; but columns that
    Ray knows only when it has begun are looked at by the workers, and Ray wraps what they raise.
    """
    columns = ds.columns(fetch_if_missing=False)
    if columns is not None:
        check_columns(columns, text, record, name)
    key = settings(options)

    def work(table: pyarrow.Table) -> pyarrow.Table:
        return annotate_table(table, text, record, name, key)

    return ds.map_batches(work, batch_format="pyarrow", batch_size=batch_size)
