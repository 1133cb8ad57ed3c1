"""Words that the parser is known to hang wrong."""

import pytest
from spacy.tokens import Doc

from pipeline.language import mending
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


class Asked(list):
    """Counts how often it is asked for an item."""

    times = 0

    def __iter__(self):
        self.times += len(self)
        return super().__iter__()

    def __getitem__(self, i):
        self.times += 1
        return super().__getitem__(i)


@pytest.mark.parametrize("n", [10, 1000])
def test_what_hangs_on_words_is_gathered_once_for_all_of_them(n, nlp):
    parts = [part.split("/") for part in BESIDE.format("VBD", "").split()]
    doc = Doc(
        nlp.vocab,
        words=[part[0] for part in parts] * n,
        tags=[part[1] for part in parts] * n,
        deps=[part[2] for part in parts] * n,
    )
    heads = Asked(int(part[3]) + i * len(parts) for i in range(n) for part in parts)
    assert len(mending.changes(list(doc), heads)) == 3 * n
    assert heads.times <= 3 * len(heads)


def test_what_stands_far_off_is_not_looked_for(nlp):
    for gap, found in ((180, True), (220, False)):
        parts = [part.split("/") for part in BESIDE.format("VBD", "").split()]
        words, tags, deps, heads = ([part[k] for part in parts] for k in range(4))
        more = gap - len(words)
        doc = Doc(
            nlp.vocab,
            words=words[:-1] + ["far"] * more + words[-1:],
            tags=tags[:-1] + ["RB"] * more + tags[-1:],
            deps=deps[:-1] + ["dep"] * more + deps[-1:],
        )
        assert bool(mending.changes(list(doc), [*map(int, heads[:-1]), *[0] * (more + 1)])) is found


@pytest.mark.parametrize(
    ("word", "given", "read"),
    [
        ("Hoped", "hop", "hope"), ("hopes", "hop", "hope"), ("hoping", "hop", "hope"), ("hopped", "hop", "hop"),
        ("coping", "cop", "cope"), ("hated", "hat", "hate"), ("premiered", "premier", "premiere"),
        ("raged", "rag", "rage"), ("rated", "rat", "rate"), ("riding", "rid", "ride"), ("ridding", "rid", "rid"),
        ("scared", "scar", "scare"), ("shamed", "sham", "shame"), ("shines", "shin", "shine"),
        ("slated", "slat", "slate"), ("spared", "spar", "spare"), ("sparred", "spar", "spar"),
        ("staged", "stag", "stage"), ("staring", "star", "stare"), ("starring", "star", "star"),
        ("taped", "tap", "tape"), ("tapped", "tap", "tap"), ("waged", "wag", "wage"),
    ],
)  # fmt: skip
def test_lemmas_of_another_verb(nlp, word, given, read):
    (only,) = document(Doc(nlp.vocab, words=[word], lemmas=[given]))
    assert only.lemma_ == read
