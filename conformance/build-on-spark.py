"""Builds relations on Apache Spark, in ANSI mode and UTC, and leaves each as Parquet.

usage: build-on-spark.py FOLDER

FOLDER/plan.json says what to build: {"inputs": [name], "units": [{"name", "select"}]}. Inputs are read from
FOLDER/inputs/<name>.parquet, relations are written to FOLDER/spark/<name>/, and FOLDER/refused.json names what Spark did not build:
{name: what Spark said}. A unit that fails does not stop the others. Needs pyspark and Java, and nothing else.
"""

import json
import os
import sys

os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")

from py4j.protocol import Py4JJavaError  # noqa: E402
from pyspark.errors import PySparkException  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

MEANING = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    # An instant without a zone is UTC here: it is read as TIMESTAMP, the type it has on Databricks.
    "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}
# The data are small: what counts is how soon the virtual machine starts and how little it compiles.
SPEED = {
    "spark.sql.shuffle.partitions": "1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "2g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Duser.timezone=UTC",
}


def open_spark(folder: str) -> SparkSession:
    builder = SparkSession.builder.master("local[2]").appName("conformance")
    for name, value in {**MEANING, **SPEED}.items():
        builder = builder.config(name, value)
    return builder.config("spark.sql.warehouse.dir", f"{folder}/warehouse").getOrCreate()


def build(spark: SparkSession, unit: dict, folder: str) -> str | None:
    """Builds one relation, which later units read back instead of working it out again; what went wrong, or None."""
    path = f"{folder}/spark/{unit['name']}"
    try:
        spark.sql(unit["select"]).coalesce(1).write.parquet(path)
        spark.read.parquet(path).createOrReplaceTempView(unit["name"])
    except PySparkException as problem:
        return " ".join(str(problem).split())
    except Py4JJavaError as problem:
        return root_cause(problem)
    return None


def root_cause(problem: Py4JJavaError) -> str:
    cause = problem.java_exception
    while cause.getCause() is not None:
        cause = cause.getCause()
    return " ".join(str(cause.toString()).split())


def main(folder: str) -> None:
    with open(f"{folder}/plan.json", encoding="utf-8") as file:
        plan = json.load(file)
    spark = open_spark(folder)
    spark.sparkContext.setLogLevel("OFF")
    for name in plan["inputs"]:
        spark.read.parquet(f"{folder}/inputs/{name}.parquet").createOrReplaceTempView(name)
    refused = {}
    for unit in plan["units"]:
        problem = build(spark, unit, folder)
        if problem is not None:
            refused[unit["name"]] = problem
    spark.stop()
    with open(f"{folder}/refused.json", "w", encoding="utf-8") as file:
        json.dump(refused, file)


main(sys.argv[1])
