"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the checkout; skips where it is absent."""
    folder = CHECKOUT.parent / "shared"
    if not (folder / "contract.md").is_file():
        pytest.skip("the reference material (../shared) is not on this machine")
    return folder
