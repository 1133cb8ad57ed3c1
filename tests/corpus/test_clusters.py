import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.corpus.clusters import average_link as average_link_of


def average_link(likeness, *arguments):
    return average_link_of(((a, b, value) for (a, b), value in likeness.items()), *arguments)


def test_what_is_alike_is_joined():
    assert average_link({("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.7, ("c", "d"): 0.1}, 0.5) == [
        ["a", "b", "c"],
        ["d"],
    ]


def test_a_chain_of_pairs_is_no_cluster():
    assert average_link({("a", "b"): 0.9, ("b", "c"): 0.6, ("c", "d"): 0.9}, 0.5) == [["a", "b"], ["c", "d"]]


def test_the_mean_may_be_the_threshold():
    assert average_link({("a", "b"): 0.5}, 0.5) == [["a", "b"]]
    assert average_link({("a", "b"): 0.5}, 0.51) == [["a"], ["b"]]


def test_the_mean_counts_every_pair_of_two_clusters():
    pairs = {("a", "b"): 1.0, ("a", "c"): 0.9, ("b", "c"): 0.3}
    assert average_link(pairs, 0.6) == [["a", "b", "c"]]
    assert average_link(pairs, 0.61) == [["a", "b"], ["c"]]


def test_pairs_that_belong_together_are_joined_first():
    pairs = {("b", "c"): 0.9, ("a", "c"): 0.1}
    assert average_link(pairs, 0.6, [("a", "b")]) == [["a", "b"], ["c"]]
    assert average_link({}, 0.5, [("x", "y"), ("y", "z"), ("x", "z")]) == [["x", "y", "z"]]


LIKENESS = st.dictionaries(
    st.sampled_from(list(itertools.combinations("abcdef", 2))),
    st.integers(0, 8).map(lambda n: n / 8),
)


@given(LIKENESS, st.randoms())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_pairs_changes_nothing(likeness, chance):
    shuffled = list(likeness.items())
    chance.shuffle(shuffled)
    found = average_link(likeness, 0.5)
    assert average_link(dict(shuffled), 0.5) == found
    things = list(itertools.chain.from_iterable(found))
    assert sorted(things) == sorted({thing for pair in likeness for thing in pair})
