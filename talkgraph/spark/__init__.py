"""The build on a Spark cluster: read and extract where the recaps lie, resolve names by shuffles.

It gives the same N-Quads as the build on one machine, byte for byte. Corrections
are not applied here.
"""

from __future__ import annotations

from talkgraph.spark.building import SparkOutcome, build_on_spark, write_store_of
from talkgraph.spark.session import open_session

__all__ = ["SparkOutcome", "build_on_spark", "open_session", "write_store_of"]
