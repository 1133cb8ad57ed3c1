"""The tokens table and spaCy's `Doc`: one made from the other, either way."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.tables.schema import TABLES

_IOB = ("", "I", "O", "B")
"""Names of the values of spaCy's ENT_IOB."""


def to_tokens(docs: Iterable[tuple[str, Doc]]) -> pa.Table:
    """The tokens table of parsed articles, given as pairs of `article_id` and `Doc`."""
    columns: dict[str, list] = {column.name: [] for column in TABLES["tokens"].columns}
    for article_id, doc in docs:
        n = len(doc)
        columns["article_id"].extend([article_id] * n)
        columns["token_index"].extend(range(n))
        starts = doc.to_array("IDX").astype(np.int64) if n else np.empty(0, np.int64)
        columns["start"].extend(starts.tolist())
        sentence = -1
        for token in doc:
            sentence += bool(token.is_sent_start) or token.i == 0
            columns["sentence_index"].append(sentence)
            columns["end"].append(token.idx + len(token))
            columns["text"].append(token.text)
            columns["lemma"].append(token.lemma_)
            columns["pos"].append(token.pos_)
            columns["tag"].append(token.tag_)
            columns["morph"].append(str(token.morph))
            columns["dep"].append(token.dep_)
            columns["head"].append(token.head.i)
            columns["ent_iob"].append(token.ent_iob_)
            columns["ent_type"].append(token.ent_type_)
    return (
        TABLES["tokens"].from_rows([])
        if not columns["start"]
        else pa.Table.from_arrays(
            [pa.array(columns[c.name], c.type) for c in TABLES["tokens"].columns],
            schema=TABLES["tokens"].arrow_schema,
        )
    )


def to_sentences(docs: Iterable[tuple[str, Doc]]) -> pa.Table:
    """The sentences table of parsed articles. Whitespace around a sentence is not part of it."""
    rows = []
    for article_id, doc in docs:
        breaks = paragraph_starts(doc.text)
        for index, sentence in enumerate(doc.sents):
            text = sentence.text
            start = sentence.start_char + len(text) - len(text.lstrip())
            rows.append(
                {
                    "article_id": article_id,
                    "sentence_index": index,
                    "paragraph_index": bisect.bisect_right(breaks, start) - 1,
                    "start": start,
                    "end": max(start, sentence.start_char + len(text.rstrip())),
                    "text": text.strip(),
                }
            )
    return TABLES["sentences"].from_rows(rows)


def paragraph_starts(text: str) -> list[int]:
    """Offsets at which the paragraphs of a text begin; a line is a paragraph."""
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def to_docs(tokens: pa.Table, vocab: Vocab) -> Iterator[tuple[str, Doc]]:
    """The articles of a tokens table as pairs of `article_id` and `Doc`, in the table's order.

    The `Doc`s hold what the table holds: words, spaces, lemmas, tags, morphology, heads,
    dependencies, sentence starts and names; no word vectors of the model that parsed them.
    """
    if not tokens.num_rows:
        return
    tokens = tokens.combine_chunks()
    ids = tokens["article_id"].to_numpy(zero_copy_only=False)
    bounds = np.flatnonzero(ids[1:] != ids[:-1]) + 1
    bounds = [0, *bounds.tolist(), len(ids)]
    start, end = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    words = tokens["text"].to_pylist()
    spaced = np.zeros(len(ids), bool)
    spaced[:-1] = start[1:] > end[:-1]
    heads = tokens["head"].to_numpy().astype(np.int64) - tokens["token_index"].to_numpy()
    attributes = np.stack(
        [
            heads.view(np.uint64),
            *(_hashes(tokens[name], vocab) for name in ("dep", "pos", "tag", "lemma", "ent_type")),
            _morphs(tokens["morph"], vocab),
            _codes(tokens["ent_iob"]),
        ],
        axis=1,
    )
    names = [HEAD, DEP, POS, TAG, LEMMA, ENT_TYPE, MORPH, ENT_IOB]
    for a, b in itertools.pairwise(bounds):
        doc = Doc(vocab, words=words[a:b], spaces=spaced[a:b].tolist())
        doc.from_array(names, attributes[a:b])
        yield ids[a], doc


def _dictionary(column: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0)
    if not pa.types.is_dictionary(array.type):
        array = pc.dictionary_encode(array)
    return array.indices.to_numpy(zero_copy_only=False), array.dictionary.to_pylist()


def _hashes(column: pa.ChunkedArray, vocab: Vocab) -> np.ndarray:
    indices, values = _dictionary(column)
    return np.array([vocab.strings.add(v) if v else 0 for v in values], np.uint64)[indices]


def _morphs(column: pa.ChunkedArray, vocab: Vocab) -> np.ndarray:
    indices, values = _dictionary(column)
    return np.array([vocab.morphology.add(v) for v in values], np.uint64)[indices]


def _codes(column: pa.ChunkedArray) -> np.ndarray:
    indices, values = _dictionary(column)
    return np.array([_IOB.index(v) for v in values], np.uint64)[indices]
