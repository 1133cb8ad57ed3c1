"""Word vectors that are looked up on disk."""

import numpy as np
import pytest
import spacy
from spacy.vectors import Vectors
from spacy.vocab import Vocab

from pipeline.language import word_rows
from pipeline.language.word_rows import WordVectors

WORDS = ["tram", "trams", "harbour", "quay"]


@pytest.fixture
def vocabulary(tmp_path, monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_CACHE", str(tmp_path / "cache"))
    vocab = Vocab(vectors_name="own")
    vocab.vectors = Vectors(strings=vocab.strings, shape=(3, 2))
    for row, word in enumerate(WORDS):
        vocab.vectors.add(vocab.strings.add(word), vector=np.array([row % 3, 1], "f"), row=row % 3)
    vocab.to_disk(tmp_path / "vocab")
    return tmp_path / "vocab"


def read(folder):
    return WordVectors().from_disk(folder)


def found(vectors):
    strings = spacy.strings.StringStore(["ferry", *WORDS])
    return vectors.find(keys=[strings[word] for word in ("ferry", *WORDS)]).tolist()


def test_words_have_the_rows_of_the_model(vocabulary):
    first, again = read(vocabulary), read(vocabulary)
    assert isinstance(first.key2row, dict)
    assert isinstance(again.key2row, word_rows.Rows)
    assert found(first) == found(again) == [-1, 0, 1, 2, 0]
    assert again.key2row == first.key2row
    assert (again.n_keys, again.shape, again.mode) == (first.n_keys, first.shape, first.mode) == (4, (3, 2), "default")


@pytest.mark.parametrize("broken", [b"", b"no numbers"])
def test_what_is_kept_and_broken_is_made_anew(vocabulary, tmp_path, broken):
    read(vocabulary)
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(broken)
    assert found(read(vocabulary)) == [-1, 0, 1, 2, 0]
    assert isinstance(read(vocabulary).key2row, word_rows.Rows)


def test_where_nothing_can_be_kept_the_model_is_read(vocabulary, tmp_path):
    (tmp_path / "cache").write_bytes(b"a file, and no folder")
    for _ in range(2):
        assert found(read(vocabulary)) == [-1, 0, 1, 2, 0]


def test_a_model_that_changes_is_read_anew(vocabulary):
    read(vocabulary)
    vocab = Vocab().from_disk(vocabulary)
    vocab.vectors.add(vocab.strings.add("ferry"), row=2)
    vocab.to_disk(vocabulary)
    assert found(read(vocabulary)) == [2, 0, 1, 2, 0]
