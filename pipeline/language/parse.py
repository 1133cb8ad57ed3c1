"""The one way in which the project parses: spaCy's own answers, sooner.

Texts are parsed in batches of about as many tokens each, whatever their lengths. The attribute ruler
and the lemmatizer are replaced by tables of what they say; `pipeline.language.model` has already made
the networks faster. A component that is not known does its own work.
"""

from __future__ import annotations

import functools
import logging
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

from pipeline.language import attributes, lemmas
from pipeline.language.threads import one_thread

TOKENS_A_WINDOW = 40_000
"""Read ahead, to put texts of like lengths in a batch: the parsers take one step at a time in all of them."""
TOKENS_A_BATCH = 6_000
"""Enough for large matrix products; the parser's features of a batch take 4 kB a token."""

_log = logging.getLogger(__name__)
_Step = Callable[[list[Doc]], list[Doc]]
_steps: weakref.WeakKeyDictionary[Language, tuple[list, list[_Step]]] = weakref.WeakKeyDictionary()


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The texts parsed, in their order, reading no further ahead than a few dozen articles.

    The `Doc`s are what `nlp.pipe` gives, less the `tensor` that its components hand on to each other.
    Raises ValueError for a text longer than `nlp.max_length`, as spaCy does.
    """
    for window in _cut((nlp.make_doc(text) for text in texts), TOKENS_A_WINDOW):
        order = sorted(range(len(window)), key=[len(doc) for doc in window].__getitem__)
        batches = _cut((window[place] for place in order), TOKENS_A_BATCH)
        parsed = [doc for batch in batches for doc in _parsed(nlp, batch)]
        for place, doc in zip(order, parsed, strict=True):
            window[place] = doc
        yield from window


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
    if hasattr(component, "pipe"):
        # The parsers cut what they are given into quarters.
        return lambda docs: list(component.pipe(docs, batch_size=4 * len(docs)))
    return lambda docs: [component(doc) for doc in docs]


def _apply(quick: Callable[[Sequence[Doc]], None], docs: list[Doc]) -> list[Doc]:
    quick(docs)
    return docs
