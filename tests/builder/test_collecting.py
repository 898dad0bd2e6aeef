import gc
from collections.abc import Iterator

import pytest

from talkgraph.builder.collecting import collect_seldom, collected_seldom


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    yield before
    gc.set_threshold(*before)


def test_cycles_are_looked_for_seldom_for_a_while(thresholds: tuple[int, int, int]) -> None:
    gc.set_threshold(700, 10, 10)
    with collected_seldom():
        assert gc.get_threshold()[0] > 700
    assert gc.get_threshold() == (700, 10, 10)


def test_after_an_error_they_are_looked_for_as_before(thresholds: tuple[int, int, int]) -> None:
    gc.set_threshold(700, 10, 10)
    with pytest.raises(KeyError), collected_seldom():
        raise KeyError
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("first", [0, 1_000_000], ids=["never", "more seldom"])
def test_who_collects_more_seldom_or_never_goes_on_so(first: int) -> None:
    gc.set_threshold(first, 5, 5)
    with collected_seldom():
        assert gc.get_threshold() == (first, 5, 5)


def test_a_process_that_reads_collects_seldom() -> None:
    gc.set_threshold(700, 10, 10)
    collect_seldom()
    assert gc.get_threshold()[0] > 700
