"""The cases of ``benchmarks/torture``."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from tests.conftest import CHECKOUT

if TYPE_CHECKING:
    from types import ModuleType


def torture(name: str) -> ModuleType:
    """A module of ``benchmarks/torture``, which is no part of the package."""
    sys.path.insert(0, str(CHECKOUT / "benchmarks"))
    try:
        return import_module(f"torture.{name}")
    finally:
        sys.path.pop(0)
