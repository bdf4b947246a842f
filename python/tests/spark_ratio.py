"""Throughput on Spark with one and with two executors, as a ratio.

    python python/tests/spark_ratio.py [--copies 40]

Each executor is a process with one core of a local cluster. What is timed is a second pass: the
processes are up and have their models, as in a long job. The ratio of two threads in one process is
what the machine gives: where others work on it, both ratios are theirs.
"""

import argparse
import os
import sys
import time
from functools import partial
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

import wiredesk
import wiredesk.spark

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def timed(action):
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def rate(executors, texts):
    spark = (
        SparkSession.builder.master(f"local-cluster[{executors},1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
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
            times.append(timed(lambda: done.selectExpr("sum(length(record))").first()))
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
    desk = wiredesk.Desk()
    alone = [len(texts) / timed(partial(desk.annotate, texts, threads=n)) for n in (1, 2)]
    one, two = rate(1, texts), rate(2, texts)
    print(f"{len(texts)} articles: 1 executor {one:.1f} articles/s, 2 executors {two:.1f}")
    print(f"ratio {two / one:.2f}; two threads / one, without Spark, {alone[1] / alone[0]:.2f}")


if __name__ == "__main__":
    main()
