"""Spark with two executor processes, as on a real cluster: the same records as in one process."""

import os
import sys
import time

import pytest

pyspark = pytest.importorskip("pyspark")


@pytest.fixture(scope="module")
def spark():
    from pathlib import Path

    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    # Executors of a local cluster are started by the scripts of the distribution.
    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    try:
        session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .config("spark.ui.enabled", "false")
            .config("spark.executor.memory", "1g")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "4")
            .getOrCreate()
        )
    except Exception as error:
        pytest.skip(f"Spark does not start here, which needs Java 17: {error}")
    yield session
    session.stop()


def executors(spark, partitions):
    """Which processes ran the partitions: the executor of each Python worker is its grandparent."""

    def who(_):
        # A partition that takes a while leaves the next to the other executor.
        time.sleep(1)
        yield os.path.basename(os.getcwd())

    return (
        spark.sparkContext.parallelize(range(partitions), partitions).mapPartitions(who).collect()
    )


def test_two_executors_give_the_records_of_one_process(spark, desk, records):
    import wiredesk.spark

    assert len(set(executors(spark, 4))) == 2, "two executor processes"
    rows = [(f"a{at}", record["text"]) for at, record in enumerate(records)]
    df = spark.createDataFrame([*rows, ("none", None)], "key string, body string").repartition(4)
    done = wiredesk.spark.annotate(df, text="body", name="key")
    assert done.columns == ["key", "body", "record"]
    found = {row["key"]: row["record"] for row in done.collect()}
    mine = desk.annotate([text for _, text in rows] + [""], names=[k for k, _ in rows] + ["none"])
    assert found == dict(zip([key for key, _ in rows] + ["none"], mine.json_lines(), strict=True))


def test_mistakes_are_told_before_work_is_sent_out(spark):
    import wiredesk.spark

    df = spark.createDataFrame([("x",)], "body string")
    with pytest.raises(ValueError, match="no column 'text'"):
        wiredesk.spark.annotate(df)
    with pytest.raises(ValueError, match="a column 'body' already"):
        wiredesk.spark.annotate(df, text="body", record="body")
    with pytest.raises(TypeError, match="no option 'sentence'"):
        wiredesk.spark.annotate(df, text="body", sentence=True)
