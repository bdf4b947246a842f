"""wiredesk on PySpark: a column of records beside the text.

>>> annotated = wiredesk.spark.annotate(df, text="body", name="url")
>>> annotated.select("record").write.text("annotations")    # JSON lines, for `wiredesk export`

The package must be installed where the executors run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wiredesk._batches import annotate_table, check_columns, settings

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
        Column that stands in each record as `source.path`, such as an URL or a key; `-` where it
        is null.
    record
        Name of the new column.
    options
        As for `wiredesk.Desk`; paths, which are made absolute here, must be there on every
        executor.

    Raises `ValueError` for a column that is missing or there already, and for options what
    `wiredesk.Desk` raises, before any work is sent out.
    """
    from pyspark.sql.types import StringType, StructType

    check_columns(df.columns, text, record, name)
    key = settings(options)

    def work(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        for batch in batches:
            table = pyarrow.Table.from_batches([batch])
            yield from annotate_table(table, text, record, name, key).to_batches()

    schema = StructType([*df.schema.fields]).add(record, StringType(), nullable=False)
    return df.mapInArrow(work, schema)
