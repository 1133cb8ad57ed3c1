"""Answers about a parsed document that many ask for: worked out once, and kept with the document.

They are those of the document as it was when first asked: nothing may be kept so before the parse that it is about.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

T = TypeVar("T")


def once_a_doc(work: Callable[[Doc], T]) -> Callable[[Doc], T]:
    """Keep what a function answers about a document. The answer is shared, so it must not be changed."""
    key = f"{work.__module__}.{work.__qualname__}"

    @functools.wraps(work)
    def answer(doc: Doc) -> T:
        kept = doc.user_data
        if key not in kept:
            kept[key] = work(doc)
        found: T = kept[key]
        return found

    return answer


@once_a_doc
def text_of(doc: Doc) -> str:
    """The text of a document, which spaCy puts together anew each time that it is asked for."""
    return doc.text


@once_a_doc
def starts_of(doc: Doc) -> list[int]:
    """Where each token begins in the text of its document."""
    return [token.idx for token in doc]


def once_a_token(work: Callable[[Token], T]) -> Callable[[Token], T]:
    """Keep what a function answers about each token of a document."""
    key = f"{work.__module__}.{work.__qualname__}"

    @functools.wraps(work)
    def answer(token: Token) -> T:
        kept: dict[int, T] = token.doc.user_data.setdefault(key, {})
        if token.i not in kept:
            kept[token.i] = work(token)
        return kept[token.i]

    return answer
