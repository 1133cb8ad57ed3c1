"""Which words a pipeline keeps, and which it forgets.

A vocabulary that kept every word would grow with the corpus, so that those of a part are forgotten with it
(`nlp.memory_zone`). But within such a zone spaCy's tokenizer remembers nothing, and takes "the" apart anew each time
that it comes. So the words that a part has more than once are learned for good before the zone begins, until there are
enough: nearly all that come often.
"""

from __future__ import annotations

import collections
import contextlib
import itertools
import weakref
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokenizer import Tokenizer

LIMIT = 1 << 15
"""Words that are kept, of some 500 bytes each."""
_LONGEST = 40
"""Characters of a word that is kept: what is longer is an address or junk."""

_kept: weakref.WeakKeyDictionary[Language, set[str]] = weakref.WeakKeyDictionary()


@contextlib.contextmanager
def forgetting(nlp: Language, texts: Iterable[str]) -> Iterator[None]:
    """Forget the words of some texts after the block, but for the first that the pipeline came upon more than once."""
    if isinstance(nlp.tokenizer, Tokenizer):
        _learn(nlp.tokenizer, _kept.setdefault(nlp, set()), texts)
    with nlp.memory_zone():
        yield


def _learn(tokenizer: Tokenizer, kept: set[str], texts: Iterable[str]) -> None:
    """Have a tokenizer remember how words are taken apart that come again in some texts, until it knows enough."""
    if len(kept) >= LIMIT:
        return
    tokenizer.max_cache_size = LIMIT
    exceptions = tokenizer.rules or {}
    counts = collections.Counter(itertools.chain.from_iterable(map(str.split, texts)))
    again = (word for word, n in counts.items() if n > 1 and len(word) <= _LONGEST and word not in kept)
    new = set(itertools.islice(again, LIMIT - len(kept)))
    plain = {word for word in new if word.isalpha() and word not in exceptions}
    # Others alone: where a word is an exception, spaCy remembers none of those after it.
    for words in (" ".join(plain), *(new - plain)):
        tokenizer(words)
    kept |= new
