import itertools

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pipeline.corpus.clusters import Edges, clusters_of, joined
from pipeline.corpus.clusters import average_link as average_link_of


def average_link(likeness, threshold, together=()):
    """The clusters of things by name, those that are alone as well."""
    things = sorted({thing for pair in (*likeness, *together) for thing in pair})
    place = {thing: place for place, thing in enumerate(things)}
    ends = np.array([[place[thing] for thing in pair] for pair in likeness], np.int64).reshape(-1, 2)
    edges = Edges(ends[:, 0], ends[:, 1], np.array(list(likeness.values())))
    joined = average_link_of(len(things), edges, threshold, [(place[a], place[b]) for a, b in together])
    found = {}
    for thing, cluster in zip(things, joined.tolist(), strict=True):
        assert things[cluster] <= thing
        found.setdefault(cluster, []).append(thing)
    return list(found.values())


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


def test_what_pairs_connect_stands_by_its_first():
    assert joined(7, [(5, 3), (6, 5), (2, 1), (4, 4)]).tolist() == [0, 1, 1, 3, 4, 3, 3]
    assert joined(3, []).tolist() == [0, 1, 2]


@given(st.permutations(range(12)))
@settings(max_examples=40, deadline=None)
def test_a_chain_in_whatever_order_is_connected(chain):
    assert joined(13, list(itertools.pairwise(chain))).tolist() == [*[0] * 12, 12]


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


@given(LIKENESS)
@settings(max_examples=60, deadline=None)
def test_what_is_joined_is_what_joining_the_nearest_two_one_by_one_gives(likeness):
    """But for pairs that are alike to the same degree, of which either may be joined first."""
    apart = {pair: value + place / 1000 for place, (pair, value) in enumerate(sorted(likeness.items()))}
    clusters = [(thing,) for thing in sorted({thing for pair in apart for thing in pair})]

    def mean(one, other):
        return sum(apart.get((min(a, b), max(a, b)), 0) for a in one for b in other) / len(one) / len(other)

    while len(clusters) > 1:
        *_, second, nearest = 0.0, *sorted(mean(*pair) for pair in itertools.combinations(clusters, 2))
        if nearest < 0.5:
            break
        assume(nearest - second > 1e-9)
        one, other = max(itertools.combinations(clusters, 2), key=lambda pair: mean(*pair))
        clusters = [*(c for c in clusters if c not in (one, other)), one + other]
    assert average_link(apart, 0.5) == sorted(sorted(cluster) for cluster in clusters)
    assert clusters_of(((a, b, value) for (a, b), value in apart.items()), 0.5) == average_link(apart, 0.5)
