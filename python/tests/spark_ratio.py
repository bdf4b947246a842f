"""Throughput on Spark with one and with two executors, as a ratio.

    python python/tests/spark_ratio.py [--copies 40]

Each executor is a process with one core of a local cluster. What is timed is a second pass: the
processes are up and have their models, as in a long job. More executors than cores tell nothing.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

import wiredesk
import wiredesk.spark

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def rate(executors, texts):
    spark = (
        SparkSession.builder.master(f"local-cluster[{executors},1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "20")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    try:
        df = (
            spark.createDataFrame([(text,) for text in texts], "text string").repartition(8).cache()
        )
        df.count()
        done = wiredesk.spark.annotate(df)
        times = []
        for _ in range(2):
            begun = time.perf_counter()
            assert done.selectExpr("sum(length(record))").first()[0] > 0
            times.append(time.perf_counter() - begun)
    finally:
        spark.stop()
    return len(texts) / times[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--copies", type=int, default=40, help="of the project's ten articles")
    o = parser.parse_args()
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    articles = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.iterdir())]
    texts = articles * o.copies
    one, two = rate(1, texts), rate(2, texts)
    print(f"{len(texts)} articles: 1 executor {one:.1f} articles/s, 2 executors {two:.1f}")
    print(f"ratio {two / one:.2f}")


if __name__ == "__main__":
    main()
