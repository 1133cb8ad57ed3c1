"""Words that the parser is known to hang wrong."""

import pytest
from spacy.tokens import Doc

from pipeline.language.document import document


def tree(vocab, text):
    """A document of words written "word/tag/relation/head", and how each is read: its relation and its head."""
    parts = [part.split("/") for part in text.split()]
    words, tags, deps, heads = zip(*parts, strict=True)
    doc = Doc(vocab, words=words, tags=tags, deps=deps, heads=list(map(int, heads)))
    return {word.text: (word.dep_, word.head.text) for word in document(doc) if word.text.isalpha()}


BESIDE = "Reed/NNP/ROOT/0 ,/,/punct/0 the/DT/det/3 champion/NN/appos/0 ,/,/punct/3 retired/{}/acl/3 {}././punct/0"
TOLD = (
    "According/VBG/prep/6 to/IN/prep/0 the/DT/det/3 chairman/NN/pobj/1 ,/,/punct/6 Tom/NNP/compound/6 "
    "Reed/NNP/ROOT/6 ,/,/punct/6 the/DT/det/9 keeper/NN/appos/6 {}trained/VBN/acl/{} hard/RB/advmod/{} ././punct/6"
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (BESIDE.format("VBD", ""), {"retired": ("ROOT", "retired"), "Reed": ("nsubj", "retired")}),
        (BESIDE.format("VBN", ""), {"retired": ("acl", "champion"), "Reed": ("ROOT", "Reed")}),
        (BESIDE.format("VBD", "by/IN/agent/5 "), {"retired": ("acl", "champion"), "Reed": ("ROOT", "Reed")}),
        (
            TOLD.format("", 9, 10),
            {
                "trained": ("ROOT", "trained"), "keeper": ("nsubj", "trained"), "Reed": ("appos", "chairman"),
                "According": ("prep", "trained"), "chairman": ("pobj", "to"),
            },
        ),
        (TOLD.format(",/,/punct/9 ", 9, 11), {"trained": ("acl", "keeper"), "Reed": ("ROOT", "Reed")}),
    ],
)  # fmt: skip
def test_a_sentence_without_a_verb(nlp, text, read):
    found = tree(nlp.vocab, text)
    assert {word: found[word] for word in read} == read
