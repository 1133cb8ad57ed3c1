"""The tokens table: made of parsed documents, and documents made of it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.language.as_read import as_it_came, origin_of, set_origin, word_as_read
from pipeline.language.document import PROBABILITIES, Document
from pipeline.tables.schema import TABLES

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STRINGS = {"text": "ORTH", "lemma": "LEMMA", "pos": "POS", "tag": "TAG", "dep": "DEP", "ent_type": "ENT_TYPE"}
"""Columns whose strings spaCy keeps as numbers, and its names for them."""
_READ: list[int | str] = [*_STRINGS.values(), "MORPH", "HEAD", "IDX", "LENGTH", "SENT_START", "ENT_IOB"]
_IOB = ("", "I", "O", "B")
"""Names of the values of spaCy's ENT_IOB."""


def to_tokens(docs: Iterable[tuple[str, Doc]]) -> pa.Table:
    """The tokens table of parsed articles, given as pairs of `article_id` and `Doc`.

    The `Doc`s share one vocabulary; each of them is let go once it is read.
    """
    from spacy.tokens import MorphAnalysis

    ids, lengths, arrays, starts, ends, sure = [], [], [], [], [], []
    vocab = None
    for article_id, doc in docs:
        vocab = vocab or doc.vocab
        ids.append(article_id)
        lengths.append(len(doc))
        read = doc.to_array(_READ).reshape(len(doc), len(_READ))
        for index, came in as_it_came(doc).items():
            read[index, _READ.index("ORTH")] = vocab.strings.add(came)
        if len(doc) > 1 and doc[0].is_space and doc[1].is_sent_start:
            # The parser may take white space that a text begins with for a sentence, whatever it is told of those.
            read[0, _READ.index("HEAD")], read[1, _READ.index("SENT_START")] = 1, 0
        arrays.append(read)
        of_names = np.full(len(doc), np.nan, np.float32)
        for index, probability in doc.user_data.get(PROBABILITIES, {}).items():
            of_names[index] = probability
        sure.append(of_names)
        origin, idx = origin_of(doc), read[:, _READ.index("IDX")].astype(np.int64)
        starts.append(origin[idx])
        ends.append(origin[idx + read[:, _READ.index("LENGTH")].astype(np.int64)])
    if vocab is None or not sum(lengths):
        return TABLES["tokens"].from_rows([])
    by_name = dict(zip(_READ, np.concatenate(arrays).T, strict=True))
    firsts = np.cumsum(lengths) - lengths
    token_index = np.arange(sum(lengths)) - np.repeat(firsts, lengths)
    begins = (by_name["SENT_START"] == 1) | (token_index == 0)
    sentence = np.cumsum(begins)
    values = {
        "article_id": pa.array(ids, pa.string()).take(pa.array(np.repeat(np.arange(len(ids)), lengths))),
        "token_index": token_index,
        "sentence_index": sentence - np.repeat(sentence[firsts[np.array(lengths) > 0]], [n for n in lengths if n]),
        "start": np.concatenate(starts),
        "end": np.concatenate(ends),
        "head": by_name["HEAD"].view(np.int64) + token_index,
        "ent_iob": _labels(by_name["ENT_IOB"], _IOB.__getitem__),
        "ent_prob": pa.array(np.concatenate(sure), from_pandas=True),
        "morph": _labels(by_name["MORPH"], lambda key: str(MorphAnalysis.from_id(vocab, key))),
    }
    for name, attribute in _STRINGS.items():
        values[name] = _labels(by_name[attribute], vocab.strings.__getitem__)
    schema = TABLES["tokens"].arrow_schema
    return pa.Table.from_arrays(
        [
            values[column.name]
            if isinstance(values[column.name], pa.Array)
            else pa.array(values[column.name].astype(np.int32))
            for column in schema
        ],
        schema=schema,
    )


def _labels(codes: np.ndarray, name_of: Callable[[int], str]) -> pa.DictionaryArray:
    """A column of strings, from a column of the numbers that spaCy knows them by."""
    encoded = pa.array(codes).dictionary_encode()
    return pa.DictionaryArray.from_arrays(
        encoded.indices, pa.array([name_of(code) for code in encoded.dictionary.to_pylist()], pa.string())
    )


def to_documents(tokens: pa.Table) -> Iterator[tuple[str, Doc]]:
    """The articles of a tokens table as pairs of `article_id` and document, in the table's order, as rules read them.

    The documents hold what the table holds, but for the morphology.
    """
    if not tokens.num_rows:
        return
    tokens = tokens.combine_chunks()
    index = tokens["token_index"].to_numpy()
    bounds = [*np.flatnonzero(index == 0).tolist(), len(index)]
    ids = tokens["article_id"].take(bounds[:-1]).to_pylist()
    start, end = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    spaced = np.append(start[1:] > end[:-1], False)
    came, forms = _dictionary(tokens["text"])
    read = [word_as_read(form).text for form in forms]
    is_other = np.array([word != form for word, form in zip(read, forms, strict=True)], bool)[came]
    is_moved = is_other | (np.append(0, end[:-1]) + 1 < start)
    begins = np.append(True, np.diff(tokens["sentence_index"].to_numpy()) != 0) | (index == 0)
    told = zip(
        [read[code] for code in came.tolist()],
        *(_strings(tokens[name]) for name in ("lemma", "tag", "pos", "dep", "ent_type", "ent_iob")),
        [" " if is_spaced else "" for is_spaced in spaced.tolist()],
        begins.tolist(),
        strict=True,
    )
    heads = tokens["head"].to_pylist()
    sure = tokens["ent_prob"].to_numpy()
    for article_id, (first, last) in zip(ids, itertools.pairwise(bounds), strict=True):
        doc = cast("Doc", Document(itertools.islice(told, last - first), heads[first:last]))
        told_of = np.flatnonzero(~np.isnan(sure[first:last]))
        if len(told_of):
            doc.user_data[PROBABILITIES] = dict(zip(told_of.tolist(), sure[first:last][told_of].tolist(), strict=True))
        if is_moved[first:last].any():
            others = {i: forms[came[first + i]] for i in np.flatnonzero(is_other[first:last]).tolist()}
            set_origin(doc, _origin(doc, others, start[first:last], end[first:last]), others)
        yield article_id, doc


def _origin(doc: Doc, others: Mapping[int, str], start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Where the characters of a document stand in its article, from where its tokens do."""
    places = []
    for token in doc:
        begin = int(start[token.i])
        places.append(
            begin + word_as_read(others[token.i]).origin[:-1]
            if token.i in others
            else np.arange(begin, begin + len(token))
        )
        if token.whitespace_:
            places.append(end[token.i : token.i + 1])
    return np.concatenate([*places, end[-1:]]).astype(np.int64)


def _dictionary(column: pa.ChunkedArray) -> tuple[np.ndarray, list[str]]:
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0)
    if not pa.types.is_dictionary(array.type):
        array = pc.dictionary_encode(array)
    return array.indices.to_numpy(zero_copy_only=False), array.dictionary.to_pylist()


def _strings(column: pa.ChunkedArray) -> list[str]:
    codes, values = _dictionary(column)
    words = [value or "" for value in values]
    return [words[code] for code in codes.tolist()]
