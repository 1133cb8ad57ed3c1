"""Answers that are kept from run to run."""

import duckdb
import numpy as np
import pyarrow as pa

from pipeline.corpus.kept import Answers, pair_keys


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

    with duckdb.connect() as db:
        answers = Answers(db, "tens", pa.int64())
        assert answers.to(pair_keys(np.array([0, 1]), np.array([5, 5])), find).to_pylist() == [0, 10]
        assert answers.to(pair_keys(np.array([1, 7, 7]), np.array([5, 5, 5])), find).to_pylist() == [10, 10, 10]
    assert asked == [[0, 1], [1]]
