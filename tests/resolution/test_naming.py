from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from talkgraph.resolution.naming import Minter, family

ENDS = st.lists(
    st.sampled_from(["", "-2", "-0123ab", "-0123ab-2", "-222222", "-abcdef-222222", "-facade"]), max_size=3
)
PATHS = st.builds(lambda stem, ends: f"talk/{stem}{''.join(ends)}", st.sampled_from(["a", "b"]), ENDS)


@given(st.lists(st.tuples(PATHS, st.sampled_from("xyz")), max_size=12))
def test_whatever_clashes_is_of_one_family(told: list[tuple[str, str]]) -> None:
    minter = Minter("")
    minted = [(path, minter.mint(path, words).value) for path, words in told]

    assert len({iri for _, iri in minted}) == len(minted)
    assert all(family(iri) == family(path) for path, iri in minted)


@given(st.lists(st.tuples(PATHS, st.sampled_from("xyz")), max_size=12))
def test_each_family_gets_the_iris_that_it_would_get_among_all(told: list[tuple[str, str]]) -> None:
    minter = Minter("")
    among_all = [minter.mint(path, words) for path, words in told]
    alone = {family(path): Minter("") for path, _ in told}

    assert [alone[family(path)].mint(path, words) for path, words in told] == among_all
