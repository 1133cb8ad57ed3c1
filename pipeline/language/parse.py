"""The one way in which the project parses: spaCy's own answers, sooner.

Texts are parsed in batches of about as many tokens each, whatever their lengths. The attribute ruler
and the lemmatizer are replaced by tables of what they say; `pipeline.language.model` has already made
the networks faster. A component that is not known does its own work.
"""

from __future__ import annotations

import collections
import functools
import itertools
import logging
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler, EntityRecognizer, Lemmatizer
from spacy.tokens import Doc

from pipeline.language import attributes, lemmas
from pipeline.language.as_read import as_read, set_origin
from pipeline.language.certainty import watch
from pipeline.language.document import PROBABILITIES
from pipeline.language.headlines import as_in_sentences
from pipeline.language.layout import fix_sentence_starts
from pipeline.language.threads import one_thread

TOKENS_A_WINDOW = 40_000
"""Read ahead, to put texts of like lengths in a batch: the parsers take one step at a time in all of them."""
TOKENS_A_BATCH = 6_000
"""Enough for large matrix products; the parser's features of a batch take 4 kB a token."""

TOKENS_A_PIECE = 20_000
"""A text of more tokens (100,000 characters) is parsed in pieces of about so many, or its parser would need 1 GB for
a million characters. The networks look four words to each side, so that around a cut the parse may differ from that
of the whole."""
_FOUND: list[int | str] = [HEAD, DEP, POS, TAG, LEMMA, ENT_TYPE, MORPH, ENT_IOB]

_log = logging.getLogger(__name__)
_Step = Callable[[list[Doc]], list[Doc]]
_steps: weakref.WeakKeyDictionary[Language, tuple[list, list[_Step]]] = weakref.WeakKeyDictionary()


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The texts parsed as they are read, in their order, reading no further ahead than a few dozen articles.

    The `Doc`s are what `nlp.pipe` gives where it is told the same sentence starts (`fix_sentence_starts`) and given
    headlines in capitals as in a sentence (`pipeline.language.headlines`), less the `tensor` that its components hand
    on to each other, and with how sure the names are (`pipeline.language.certainty`).
    Raises ValueError for a text longer than `nlp.max_length`, as spaCy does.
    """
    wholes: collections.deque[tuple[Doc, int]] = collections.deque()

    def pieces() -> Iterator[Doc]:
        for text in texts:
            doc = prepared(nlp, text)
            cut = _pieces(doc)
            wholes.append((doc, 0 if cut[0] is doc else len(cut)))
            yield from cut

    parsed = _in_windows(nlp, pieces())
    for piece in parsed:
        doc, n = wholes.popleft()
        yield piece if n == 0 else _joined(doc, [piece, *itertools.islice(parsed, n - 1)])


def _in_windows(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    for window in _cut(docs, TOKENS_A_WINDOW):
        order = sorted(range(len(window)), key=[len(doc) for doc in window].__getitem__)
        batches = _cut((window[place] for place in order), TOKENS_A_BATCH)
        parsed = [doc for batch in batches for doc in _parsed(nlp, batch)]
        for place, doc in zip(order, parsed, strict=True):
            window[place] = doc
        yield from window


def prepared(nlp: Language, text: str) -> Doc:
    """A text as the components are given it: as it is read, in tokens, with the sentence starts that are fixed."""
    reading = as_read(text)
    doc = nlp.make_doc(reading.text)
    if reading.text != text:
        begins = ((token.i, reading.origin[token.idx], reading.origin[token.idx + len(token)]) for token in doc)
        came = {i: text[start:end] for i, start, end in begins if text[start:end] != doc[i].text}
        set_origin(doc, reading.origin, came)
    fix_sentence_starts(doc)
    return doc


def _pieces(doc: Doc) -> list[Doc]:
    """What is parsed of a document: itself; or, where it is very long or has a headline in capitals, pieces of it.

    They are cut where a sentence is known to begin.
    """
    as_written = as_in_sentences(doc)
    if len(doc) <= TOKENS_A_PIECE and as_written is None:
        return [doc]
    all_words = as_written or [token.text for token in doc]
    starts = doc.to_array("SENT_START").astype(np.int8)
    cuts = [0]
    for start in np.flatnonzero(starts == 1).tolist():
        if start - cuts[-1] >= TOKENS_A_PIECE:
            cuts.append(start)
    pieces = []
    for first, last in itertools.pairwise([*cuts, len(doc)]):
        spaces = [bool(token.whitespace_) for token in doc[first:last]]
        piece = Doc(doc.vocab, words=all_words[first:last], spaces=spaces)
        piece.from_array(["SENT_START"], starts[first:last, None].astype(np.uint64))  # type: ignore[arg-type]
        pieces.append(piece)
    return pieces


def _joined(doc: Doc, pieces: list[Doc]) -> Doc:
    """A document with what its pieces were found to be."""
    found = np.concatenate([piece.to_array(_FOUND) for piece in pieces])
    begins = itertools.accumulate(map(len, pieces), initial=0)
    sure = {
        begin + i: probability
        for piece, begin in zip(pieces, begins, strict=False)
        for i, probability in piece.user_data.get(PROBABILITIES, {}).items()
    }
    if sure:
        doc.user_data[PROBABILITIES] = sure
    return doc.from_array(_FOUND, found)  # type: ignore[arg-type]


def _cut(docs: Iterable[Doc], tokens: int) -> Iterator[list[Doc]]:
    """Runs of documents with that many tokens or a few more, and a last one with what is left."""
    run: list[Doc] = []
    n = 0
    for doc in docs:
        run.append(doc)
        n += len(doc)
        if n >= tokens:
            yield run
            run, n = [], 0
    if run:
        yield run


def _parsed(nlp: Language, docs: list[Doc]) -> list[Doc]:
    with one_thread():
        for step in _steps_of(nlp):
            docs = step(docs)
    for doc in docs:
        doc.tensor = np.zeros((0,), np.float32)
    return docs


def _steps_of(nlp: Language) -> list[_Step]:
    """What to do to a batch, one step a component, worked out once for a pipeline as it stands."""
    components = [component for _, component in nlp.pipeline]
    known = _steps.get(nlp)
    if known is None or known[0] != components:
        known = components, [_step(name, component) for name, component in nlp.pipeline]
        _steps[nlp] = known
    return known[1]


def _step(name: str, component: Any) -> _Step:
    if isinstance(component, AttributeRuler | Lemmatizer):
        quick = attributes.quicken(component) if isinstance(component, AttributeRuler) else lemmas.quicken(component)
        if quick is not None:
            return functools.partial(_apply, quick)
        _log.info("%s is of a kind that is not known here, and runs as spaCy runs it", name)
    certainty = watch(component) if isinstance(component, EntityRecognizer) else None
    if certainty is not None:
        return certainty.pipe
    if hasattr(component, "pipe"):
        # The parsers cut what they are given into quarters.
        return lambda docs: list(component.pipe(docs, batch_size=4 * len(docs)))
    return lambda docs: [component(doc) for doc in docs]


def _apply(quick: Callable[[Sequence[Doc]], None], docs: list[Doc]) -> list[Doc]:
    quick(docs)
    return docs
