"""The one way in which the project parses: spaCy's own answers, sooner.

Texts are parsed in batches of about as many tokens each, whatever their lengths. The attribute ruler
and the lemmatizer are replaced by tables of what they say; `pipeline.language.model` has already made
the networks faster. A component that is not known does its own work.
"""

from __future__ import annotations

import logging
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

from pipeline.language import attributes, lemmas
from pipeline.language.threads import one_thread

TOKENS_A_BATCH = 8_000
"""Enough for large matrix products; the parser's features of a batch take 4 kB a token."""

_log = logging.getLogger(__name__)
_Step = Callable[[list[Doc]], Sequence[Doc]]
_steps: weakref.WeakKeyDictionary[Language, tuple[list, list[_Step]]] = weakref.WeakKeyDictionary()


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The texts parsed, in their order, reading no further ahead than a batch.

    The `Doc`s are what `nlp.pipe` gives, less the `tensor` of the network between its components.
    Raises ValueError for a text longer than `nlp.max_length`, as spaCy does.
    """
    for batch in _batches(nlp.make_doc(text) for text in texts):
        yield from _parsed(nlp, batch)


def _batches(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    tokens = 0
    for doc in docs:
        batch.append(doc)
        tokens += len(doc)
        if tokens >= TOKENS_A_BATCH:
            yield batch
            batch, tokens = [], 0
    if batch:
        yield batch


def _parsed(nlp: Language, docs: list[Doc]) -> Sequence[Doc]:
    with one_thread():
        for step in _steps_of(nlp):
            docs = list(step(docs))
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


def _step(name: str, component: Callable[[Doc], Doc]) -> _Step:
    quick = None
    if isinstance(component, AttributeRuler):
        quick = attributes.quicken(component)
    elif isinstance(component, Lemmatizer):
        quick = lemmas.quicken(component)
    elif hasattr(component, "pipe"):
        # Four times the batch, because the parsers cut what they are given into quarters.
        return lambda docs: list(component.pipe(docs, batch_size=4 * len(docs)))
    else:
        return lambda docs: [component(doc) for doc in docs]
    if quick is None:
        _log.info(
            "%s (%s) works in a way that is not known here: it runs as spaCy runs it", name, type(component).__name__
        )
        return lambda docs: list(component.pipe(docs, batch_size=len(docs)))
    apply = quick

    def step(docs: list[Doc]) -> list[Doc]:
        apply(docs)
        return docs

    return step
