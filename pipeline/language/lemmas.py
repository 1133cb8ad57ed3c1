"""spaCy's lemmatizer, asked once for each kind of token."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Sequence

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from pipeline.language.memo import Memo, columns_of, mixed, write_columns

_TOLD_BY = [ORTH, POS, MORPH]
"""What a lemma depends on, in the lemmatizers that are known."""


def quicken(lemmatizer: Lemmatizer) -> Callable[[Sequence[Doc]], None] | None:
    """A function that does to documents what the lemmatizer does, or None where it may look at more than the token."""
    if type(lemmatizer) not in (Lemmatizer, EnglishLemmatizer) or lemmatizer.mode not in ("rule", "lookup"):
        return None
    own = _own(lemmatizer)
    # The lemmas themselves, not their hashes: a vocabulary may forget strings (`nlp.memory_zone`).
    memo = Memo((), object)

    def apply(docs: Sequence[Doc]) -> None:
        columns = columns_of(docs, [LEMMA, *_TOLD_BY])
        wanted = np.flatnonzero(columns[:, 0] == 0) if not lemmatizer.overwrite else np.arange(len(columns))
        if not len(wanted):
            return
        ends = list(itertools.accumulate(len(doc) for doc in docs))

        def lemmas(at: np.ndarray) -> np.ndarray:
            found = np.empty(len(at), object)
            for place, token in enumerate(wanted[at].tolist()):
                number = bisect.bisect_right(ends, token)
                found[place] = own.lemmatize(docs[number][token - ends[number]])[0]
            return found

        rows, where = np.unique(memo.rows(mixed(columns[wanted, 1:]), lemmas), return_inverse=True)
        add = lemmatizer.vocab.strings.add
        hashes = np.array([add(lemma) for lemma in memo.values[rows]], np.uint64)
        columns[wanted, 0] = hashes[where]
        write_columns(docs, [LEMMA], columns[:, :1])

    return apply


def _own(lemmatizer: Lemmatizer) -> Lemmatizer:
    """The lemmatizer with its lists of words as sets: it asks thousands of times whether a word is one of them."""
    own = type(lemmatizer)(lemmatizer.vocab, lemmatizer.model, lemmatizer.name, mode=lemmatizer.mode)
    for name in lemmatizer.lookups.tables:
        table = lemmatizer.lookups.get_table(name)
        words = {key: frozenset(value) for key, value in table.items()} if name == "lemma_index" else table
        own.lookups.add_table(name, words)
    return own
