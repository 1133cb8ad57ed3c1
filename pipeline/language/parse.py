"""The one way in which the project parses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The texts parsed, in their order, a few at a time."""
    return nlp.pipe(texts)
