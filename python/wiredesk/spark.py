"""wiredesk on PySpark: a column of records beside the text.

>>> annotated = wiredesk.spark.annotate(df, text="body", name="url")
>>> annotated.select("record").write.text("annotations")    # JSON lines, for `wiredesk export`

The package must be installed where the executors run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wiredesk._batches import annotate_table, settings

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame


def annotate(
    df: DataFrame,
    text: str = "text",
    *,
    name: str | None = None,
    record: str = "record",
    **options: Any,
) -> DataFrame:
    """`df` with a column of records, each a JSON line as `wiredesk annotate` writes it.

    Runs through `mapInArrow`: one Python process a core of each executor, one engine in each, no
    shuffle. Rows stay in their partitions, so `df.repartition(n)` first where there are fewer
    partitions than cores. A null text has an error record. Spark gives a process
    `spark.sql.execution.arrow.maxRecordsPerBatch` rows at a time; 1,000 are plenty.

    Parameters
    ----------
    text
        Column with the articles, plain text or what `format` says.
    name
        Column that stands in each record as `source.path`, such as an URL or a key.
    record
        Name of the new column.
    options
        As for `wiredesk.Desk`; paths must be there on every executor.
    """
    from pyspark.sql.types import StringType, StructType

    for column in filter(None, (text, name)):
        if column not in df.columns:
            raise ValueError(f"the frame has no column {column!r}: there are {df.columns}")
    if record in df.columns:
        raise ValueError(f"the frame has a column {record!r}: name another with record=...")
    key = settings(options)

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            table = pyarrow.Table.from_batches([batch])
            yield from annotate_table(table, text, record, name, key).to_batches()

    schema = StructType([*df.schema.fields]).add(record, StringType(), nullable=False)
    return df.mapInArrow(work, schema)
