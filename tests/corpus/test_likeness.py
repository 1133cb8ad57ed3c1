import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from pipeline.corpus.clusters import Edges, average_link
from pipeline.corpus.incidence import Incidence
from pipeline.corpus.kept import shelf
from pipeline.corpus.likeness import ALIKE, Compared, alike, faded, rarity
from pipeline.corpus.wording import hashes

FIRST_DAY = dt.date(2025, 1, 1)


def articles_of(seed, n=60):
    """Articles of terms by chance: each of one of some affairs, whose terms it tells more or fewer of."""
    chance = np.random.default_rng(seed)
    rows = []
    for place in range(n):
        affair, share = chance.integers(0, n // 5), chance.uniform(0.2, 0.9)
        own = np.flatnonzero(chance.random(40) < share) + 1_000 * affair
        other = chance.integers(0, 1_000 * n, chance.integers(1, 30))
        terms = np.unique(np.concatenate((own, other))).tolist()
        day = None if place % 9 == 0 else FIRST_DAY + dt.timedelta(days=int(chance.integers(0, 60)))
        rows.append((f"article-{seed}-{place}", day, terms, chance.integers(1, 4, len(terms)).tolist()))
    return rows


def compared(rows):
    held = pa.table(
        {
            "terms": pa.array([terms for _, _, terms, _ in rows], pa.list_(pa.int64())),
            "counts": pa.array([counts for _, _, _, counts in rows], pa.list_(pa.int32())),
        }
    )
    day = np.array([row[1].toordinal() if row[1] else 0 for row in rows], np.int32)
    return Compared.of(Incidence.of(held, np.arange(len(rows))), hashes(row[0] for row in rows), day)


def together(rows):
    return np.array([(0, 3), (3, 7)]) if len(rows) > 7 else np.zeros((0, 2), np.int64)


def stories(rows, kept=None):
    if kept is not None:
        return alike(compared(rows), together(rows), kept).tolist()
    with shelf() as fresh:
        return alike(compared(rows), together(rows), fresh).tolist()


@pytest.mark.parametrize("seed", range(5))
def test_stories_are_what_average_link_of_all_pairs_gives(seed):
    rows = articles_of(seed)
    everything = compared(rows)
    found = list(everything.pairs(np.arange(len(rows))))
    edges = Edges(*(np.concatenate(arrays) for arrays in zip(*found, strict=True)))
    expected = average_link(len(rows), edges, ALIKE, together(rows)).tolist()
    assert stories(rows) == expected
    assert 10 < len(set(expected)) < 55


def test_what_was_kept_changes_nothing():
    rows = articles_of(7)
    with shelf() as kept:
        for corpus in (rows[:50], rows[:51], rows, rows[5:], [], rows, rows[::2], rows[20:] + rows[:20]):
            assert stories(corpus, kept) == stories(corpus)


def test_an_article_more_leaves_the_keys_of_most_others_as_they_are():
    rows = articles_of(1, 200)
    before, after = compared(rows[:-1]).key, compared(rows).key[:-1]
    assert len(np.unique(after)) == 199
    assert 5 < (before != after).sum() < 60


def test_what_is_seen_before_is_not_looked_at_again(monkeypatch):
    rows = articles_of(2)
    with shelf() as kept:
        first = stories(rows, kept)
        monkeypatch.setattr("pipeline.corpus.likeness._products", None)
        assert stories(rows, kept) == first


def test_terms_of_few_articles_weigh_more_in_steps():
    of_few, of_more, of_as_many, of_most = rarity(3_000, np.array([2, 9, 10, 100]))
    assert of_few > of_more > of_most > 0
    assert rarity(3_000, np.array([7]))[0] == rarity(3_000, np.array([8]))[0]
    assert of_more == rarity(3_100, np.array([9]))[0] < rarity(9_000, np.array([9]))[0]
    assert of_more > of_as_many


def test_likeness_fades_with_the_days_between():
    days = np.array([1025, 950, 9000, 0])
    assert faded(np.full(4, 1000), days).tolist() == [0.75, 0.5, 0.5, 1]
