"""Which words a pipeline keeps, and which it forgets.

A vocabulary that kept every word would grow with the corpus, so that those of a part are forgotten with it
(`nlp.memory_zone`). But within such a zone spaCy's tokenizer remembers nothing, and takes "the" apart anew each time
that it comes. So the first words that come are learned for good before the zone begins: nearly all that come often.
"""

from __future__ import annotations

import contextlib
import weakref
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokenizer import Tokenizer

LIMIT = 1 << 15
"""Words that are kept, of some 500 bytes each."""
_LONGEST = 40
"""Characters of a word that is kept: what is longer is an address or junk, and does not come again."""

_kept: weakref.WeakKeyDictionary[Language, set[str]] = weakref.WeakKeyDictionary()


@contextlib.contextmanager
def forgetting(nlp: Language, texts: Iterable[str]) -> Iterator[None]:
    """Forget the words of some texts after the block, but for the first words that the pipeline came upon."""
    if isinstance(nlp.tokenizer, Tokenizer):
        _learn(nlp.tokenizer, _kept.setdefault(nlp, set()), texts)
    with nlp.memory_zone():
        yield


def _learn(tokenizer: Tokenizer, kept: set[str], texts: Iterable[str]) -> None:
    """Have a tokenizer remember how the words of some texts are taken apart, until it knows enough."""
    tokenizer.max_cache_size = LIMIT
    exceptions = tokenizer.rules or {}
    for text in texts:
        if len(kept) >= LIMIT:
            return
        new = {word for word in text.split() if len(word) <= _LONGEST} - kept
        plain = {word for word in new if word.isalpha() and word not in exceptions}
        # Others alone: where a word is an exception, spaCy remembers none of those after it.
        for words in (" ".join(plain), *(new - plain)):
            tokenizer(words)
        kept |= new
