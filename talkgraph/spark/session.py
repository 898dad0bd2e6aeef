"""A Spark session for a build."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from talkgraph.errors import ClusterError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["open_session"]

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    # One model in each Python process, and one thread in it: there is one for each core.
    "spark.executorEnv.OPENBLAS_NUM_THREADS": "1",
    "spark.executorEnv.OMP_NUM_THREADS": "1",
    "spark.python.worker.reuse": "true",
    "spark.hadoop.mapreduce.input.fileinputformat.input.dir.recursive": "true",
}


@contextmanager
def open_session(master: str, settings: Mapping[str, str] | None = None) -> Iterator[Any]:
    """A session, until the end of the block.

    Args:
        master: as Spark names it: ``local[2]``, ``spark://host:7077``, ``yarn``.
        settings: of Spark, in place of those that it has here. Workers run the Python of
            this process unless ``PYSPARK_PYTHON`` says otherwise; talkgraph must be
            installed there.

    Raises:
        MissingExtraError: PySpark is not installed.
        ClusterError: the cluster is not reached, or a job fails on it; also by what the block does.
    """
    try:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingExtraError("pyspark", "spark") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("talkgraph build")
    for name, value in {**_SETTINGS, **(settings or {})}.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
        try:
            yield session
        finally:
            session.stop()
    except (PySparkException, Py4JError) as error:
        raise ClusterError(master, _reason(error)) from error


def _reason(error: Exception) -> str:
    """The first line of what lies at the bottom of an error; Java tells all that it passed through."""
    cause = getattr(error, "java_exception", None)
    while cause is not None and cause.getCause() is not None:
        cause = cause.getCause()
    words = cause.getMessage() if cause is not None else str(error)
    if "JAVA_GATEWAY_EXITED" in str(error):
        return "Java does not start; Spark 4 needs Java 17 or later, and a master such as spark://host:7077"
    return (words or type(error).__name__).strip().splitlines()[0]
