import datetime as dt
import itertools
from types import SimpleNamespace

import numpy as np
import pyarrow as pa

from pipeline.corpus.copies import Outlines, Runs, Text, Vocabulary, _stretches, find_copies
from pipeline.corpus.kept import shelf
from pipeline.corpus.outlines import credit, lines
from pipeline.corpus.wording import hashes, words
from tests.corpus.affair import APPEAL, BRIDGE, CUT, LEAD, ORCHARD, RETOLD

MONDAY, TUESDAY = dt.date(2025, 11, 3), dt.date(2025, 11, 4)


def text(name, of_article, day=MONDAY, publisher=None):
    return SimpleNamespace(article_id=name, text=of_article, day=day, publisher=publisher)


def outlines(articles):
    texts = [article.text for article in articles]
    given = pa.table({
        "article_id": [article.article_id for article in articles],
        "reference_date": pa.array([article.day for article in articles], pa.date32()),
        "publisher": pa.array([article.publisher for article in articles], pa.string()),
    })  # fmt: skip
    held = pa.table({
        "version": hashes(texts),
        "credit": pa.array([credit(one) for one in texts], pa.string()),
        "n_characters": [len(one) for one in texts],
        "lines": pa.array([lines(map(words, one.splitlines())) for one in texts], pa.list_(pa.int64())),
    })  # fmt: skip
    return Outlines.of(given, held)


def copies_among(articles, read, kept):
    """The copies among articles, each of which may be a copy of any other."""
    pairs = np.array(list(itertools.combinations(range(len(articles)), 2)))
    keys = hashes(f"{article.article_id} {article.day}" for article in articles)

    def near(new, old):
        return pairs[np.isin(pairs, new).any(axis=1)]

    return rows(articles, find_copies(outlines(articles), read, keys, near, kept))


def rows(articles, copies):
    """What is told of copies, each a row."""
    return [
        SimpleNamespace(
            article_id=articles[copy].article_id,
            copy_of=articles[original].article_id,
            share=told["share"],
            stretches=[SimpleNamespace(**stretch) for stretch in told["stretches"]],
        )
        for copy, original, told in zip(copies.copy, copies.original, copies.told.to_pylist(), strict=True)
    ]


def found(*articles):
    """The copies among articles."""
    in_order = sorted(articles, key=lambda one: (one.day is None, one.day, one.article_id))
    with shelf() as kept:
        return copies_among(in_order, lambda place: in_order[place].text, kept)


def copies(*articles):
    return {copy.article_id: copy.copy_of for copy in found(*articles)}


def copied(words, original):
    """The words of each stretch of the one copy among two texts, and where they stand in the original."""
    (copy,) = found(text("a", words, TUESDAY), text("b", original))
    return copy.share, [(words[s.start : s.end], original[s.from_start : s.from_end]) for s in copy.stretches]


def test_an_article_cut_short_is_a_copy_of_the_whole():
    assert copies(text("a", CUT, TUESDAY), text("b", BRIDGE)) == {"a": "b"}


def test_another_reporters_telling_is_none():
    assert copies(text("a", BRIDGE), text("b", RETOLD), text("c", ORCHARD)) == {}


def test_sentences_of_one_mould_make_no_copy():
    mould = "The {} of the old {} in Velden was {} on Monday, and the {} of the town paid {} for it."
    ours = (("roof", "mill", "mended", "mayor", "half"), ("door", "hall", "painted", "baker", "nothing"))
    theirs = (("floor", "shop", "laid", "banker", "little"), ("gate", "park", "hung", "smith", "all"))
    one, other = ("\n".join(mould.format(*words) for words in lines) for lines in (ours, theirs))
    assert copies(text("a", one), text("b", other)) == {}


def test_changed_words_make_no_other_article():
    changed = BRIDGE.replace("engineers", "inspectors").replace("cars", "vehicles").replace("whole year", "year ahead")
    assert copies(text("a", BRIDGE), text("b", changed.replace("said on", "announced on"), TUESDAY)) == {"b": "a"}


def test_the_earlier_is_the_original():
    assert copies(text("a", BRIDGE, TUESDAY), text("b", CUT, MONDAY)) == {"a": "b"}
    assert copies(text("a", BRIDGE, None), text("b", CUT, MONDAY)) == {"a": "b"}


def test_of_one_day_the_one_that_credits_another_is_the_copy():
    credited = f"HARROW (Reuters) - {BRIDGE}"
    assert copies(text("a", credited), text("b", CUT)) == {"a": "b"}
    assert copies(text("a", credited, publisher="Reuters"), text("b", CUT)) == {"b": "a"}


def test_of_one_day_the_fuller_is_the_original():
    assert copies(text("a", CUT), text("b", BRIDGE)) == {"a": "b"}


def test_a_round_up_is_a_copy_of_one_and_no_bridge_between_its_items():
    harvest = f"{ORCHARD}\n\nThe pickers stay until October, and the press at Maldon runs day and night until then."
    round_up = text("c", f"{BRIDGE}\n\n{harvest}", TUESDAY)
    found = copies(text("a", BRIDGE), text("b", harvest), round_up)
    assert set(found) == {"c"}


def test_an_appeal_that_many_articles_carry_is_no_copy():
    short = "A cat was stuck on a roof in Maldon for two days. Firemen brought it down unhurt, and it ate a whole fish."
    other = (
        "The pool at Velden opens at six from now on. Early swimmers had asked for it since the summer of last year."
    )
    appeals = f"{APPEAL}\n{APPEAL.replace('local', 'own').replace('county', 'valley')}"
    assert copies(text("a", f"{short}\n{appeals}"), text("b", f"{other}\n{appeals}")) == {}


def test_stretches_stand_in_both_texts():
    share, found = copied(f"Good morning.\n\n{LEAD}", BRIDGE)
    assert found == [(LEAD[:-1], LEAD[:-1])]
    assert share == len(LEAD.split()) / (len(LEAD.split()) + 2)


def test_a_line_that_is_passed_over_is_in_no_stretch():
    lead = f"{APPEAL}\n{LEAD}"
    three = (text("a", lead, TUESDAY), text("b", BRIDGE), text("c", f"{ORCHARD}\n{APPEAL}"))
    (copy,) = found(*three)
    assert [lead[s.start : s.end] for s in copy.stretches] == [LEAD[:-1]]
    assert (copy.article_id, copy.copy_of, copy.share) == ("a", "b", 1.0)


def test_a_phrase_is_no_stretch():
    assert copies(text("a", "At the end of the day in Velden."), text("b", "At the end of the day it rained.")) == {}


def test_an_empty_text_shares_nothing():
    assert copies(text("a", ""), text("b", BRIDGE)) == {}


def test_words_that_end_one_stretch_and_begin_the_next_count_once():
    first, last = ([f"{letter}{n}" for n in range(12)] for letter in "ab")
    own = " ".join([*first, *last])
    other = " ".join([*first[-2:], *last, "between", "the", "two", *first])
    share, found = copied(own, other)
    assert share == 1.0
    assert [ours for ours, _ in found] == [theirs for _, theirs in found]
    assert [ours.split()[0] for ours, _ in found] == ["a0", "b0"]


def test_what_was_compared_before_is_not_compared_again():
    three = [text("a", BRIDGE), text("b", CUT, TUESDAY), text("c", ORCHARD, TUESDAY)]
    read = []
    with shelf() as kept:

        def find(articles):
            read.clear()
            return copies_among(articles, lambda place: read.append(place) or articles[place].text, kept)

        first = find(three)
        assert [(copy.article_id, copy.copy_of) for copy in first] == [("b", "a")]
        assert find(three) == first
        assert read == []
        changed = [*three[:2], text("c", RETOLD, TUESDAY)]
        assert find(changed) == first
        assert sorted(read) == [0, 1, 2]
        assert find([changed[0], text("b", f"HARROW (Reuters) - {CUT}", TUESDAY), changed[2]])[0].share < 1


def test_stretches_are_those_that_are_found_run_by_run():
    chance = np.random.default_rng(7)
    vocabulary = Vocabulary()
    said = [[str(word) for word in chance.integers(0, 12, size)] for size in chance.integers(0, 60, 30)]
    said += [[*one[:20], "new", *one[20:]] for one in said]
    texts = [Text.of(" ".join(one), vocabulary) for one in said]
    own, other = (np.array(places) for places in zip(*itertools.permutations(range(len(texts)), 2), strict=True))

    def run_by_run(a, b):
        runs, there = (list(zip(*(one[k:] for k in range(3)), strict=False)) for one in (said[a], said[b]))
        rows = [(i, 1, [j for j, one in enumerate(there) if one == run]) for i, run in enumerate(runs)]
        rows = [row for row in rows if 1 <= len(row[2]) <= 8]
        return _stretches(rows) if len(rows) >= 5 else []

    found = list(Runs(texts).stretches(own, other, np.full(len(own), 5)))
    assert found == [run_by_run(a, b) for a, b in zip(own.tolist(), other.tolist(), strict=True)]
    assert sum(map(len, found)) > 40


def test_a_text_without_lines_is_that_of_the_others():
    vocabulary = Vocabulary()
    appeal = lines([words(APPEAL)])
    bare = Text.of(f"{BRIDGE}\n{APPEAL}\n{ORCHARD}", vocabulary).without(appeal)
    assert bare.numbers.tolist() == Text.of(f"{BRIDGE}\n{ORCHARD}", vocabulary).numbers.tolist()
    assert bare.without(lines(words(line) for line in ORCHARD.splitlines())).numbers.tolist() == (
        Text.of(BRIDGE, vocabulary).numbers.tolist()
    )
