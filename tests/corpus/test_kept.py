"""Answers that are kept from run to run."""

import numpy as np
import pyarrow as pa

from pipeline.corpus.kept import Answers, bring_up_to_date, pair_keys, pairs_of, shelf, told_of


def test_each_pair_has_a_key_of_its_own():
    one, other = np.array([1, 2, 1, -1]), np.array([2, 1, 2, 2**62])
    keys = pair_keys(one, other).to_pylist()
    assert keys[0] == keys[2]
    assert len(set(keys)) == 3


def test_only_what_was_not_asked_before_is_found():
    asked = []

    def find(missing):
        asked.append(list(missing))
        return [place * 10 for place in missing]

    with shelf() as kept:
        answers = Answers(kept, "tens", pa.int64())
        assert answers.to(pair_keys(np.array([0, 1]), np.array([5, 5])), find).to_pylist() == [0, 10]
        assert answers.to(pair_keys(np.array([1, 7, 7]), np.array([5, 5, 5])), find).to_pylist() == [10, 10, 10]
        assert answers.to(pair_keys(np.array([7]), np.array([5])), find).to_pylist() == [10]
    assert asked == [[0, 1], [1]]


def test_only_parts_that_are_new_or_have_changed_are_asked_what_they_say():
    asked = []

    def rows_of(part):
        asked.append(part)
        return {"said": pa.table({"word": [f"{part}-word"]})}

    layout = pa.schema([("part", pa.string()), ("word", pa.string())])
    with shelf() as kept:
        for contents in ({"a": "1", "b": "1"}, {"a": "1", "b": "2", "c": "1"}, {"a": "1", "c": "1"}):
            said = bring_up_to_date(kept, contents, {"said": layout}, rows_of)["said"]
            assert sorted(said.to_pylist(), key=repr) == [{"part": part, "word": f"{part}-word"} for part in contents]
    assert asked == ["a", "b", "b", "c"]


def test_pairs_of_what_was_there_before_are_not_looked_for_again():
    asked = []

    def even(keys):
        """Pairs whose sum is even."""

        def find(new, old):
            asked.append((keys[new].tolist(), keys[old].tolist()))
            places = [(a, b) for a in range(len(keys)) for b in range(a + 1, len(keys)) if a in new or b in new]
            return np.array([pair for pair in places if keys[list(pair)].sum() % 2 == 0], np.int64).reshape(-1, 2)

        return find

    with shelf() as kept:
        for keys in ([4, 2, 7], [2, 7, 4], [7, 3, 2, 4], [3, 2], [2, 3, 7], []):
            keys = np.array(keys, np.int64)
            found = keys[pairs_of(kept, "even", keys, even(keys))]
            wanted = {(a, b) for a in keys.tolist() for b in keys.tolist() if a < b and (a + b) % 2 == 0}
            assert {tuple(sorted(pair)) for pair in found.tolist()} == wanted
            assert len(found) == len(wanted)
        assert asked == [([4, 2, 7], []), ([3], [7, 2, 4]), ([], [3, 2]), ([7], [2, 3]), ([], [])]


def test_pairs_are_put_with_what_their_places_are_among():
    put = []
    keys = np.array([5, 6], np.int64)
    with shelf() as kept:
        kept.put = lambda **tables: put.append(set(tables))
        pairs_of(kept, "all", keys, lambda new, old: np.array([(0, 1)]))
        told_of(kept, "sums", np.array([(5, 6)]), keys, lambda new: np.array([[11]]), ("sum",))
    assert put == [{"all", "seen_all"}, {"sums", "seen_sums"}]


def test_what_is_told_of_pairs_is_kept_with_them():
    asked = []

    def find(new, old):
        asked.append(new.tolist())
        return np.array([(a, b, 10 * a + b) for a, b in ((0, 1), (1, 2)) if a in new or b in new])

    keys = np.array([5, 6, 7], np.int64)
    with shelf() as kept:
        first = pairs_of(kept, "sums", keys, find, ("sum",)).tolist()
        assert first == [[0, 1, 1], [1, 2, 12]]
        assert pairs_of(kept, "sums", keys, find, ("sum",)).tolist() == first
        assert sorted(pairs_of(kept, "sums", np.array([5, 6, 8]), find, ("sum",)).tolist()) == first
    assert asked == [[0, 1, 2], [2]]


def test_what_was_told_of_pairs_before_is_looked_up():
    asked = []

    def sums(pairs, now):
        def find(places):
            asked.append(pairs[places].tolist())
            return pairs[places].sum(axis=1, keepdims=True)

        return told_of(kept, "sums", pairs, np.array(now), find, ("sum",)).ravel().tolist()

    with shelf() as kept:
        assert sums(np.array([(5, 6), (6, 7), (5, 6)]), [5, 6, 7]) == [11, 13, 11]
        assert sums(np.array([(6, 7), (6, 8)]), [5, 6, 7, 8]) == [13, 14]
        assert sums(np.zeros((0, 2), np.int64), [6, 7, 8]) == []
        assert sums(np.array([(5, 6), (6, 8)]), [5, 6, 8]) == [11, 14]
        assert sorted(kept.tables["sums"]["sum"].to_pylist()) == [11, 14]
    assert asked == [[[5, 6], [6, 7], [5, 6]], [[6, 8]], [], [[5, 6]]]
