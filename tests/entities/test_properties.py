from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.entities.extractor import find_mentions
from pipeline.tables.schema import ENTITY_LABELS, TABLES
from tests.cost import lines

VOCAB = spacy.blank("en").vocab
WORDS = [
    *(
        "Donald",
        "Trump",
        "TRUMP",
        "Mr.",
        "President",
        "US",
        "U.S.",
        "Russia",
        "Russian",
        "Kremlin",
        "IMF",
        "Republican",
    ),
    *("the", "of", "said", "he", "her", "it", "I", "company", "country", "senator", "'s", "é", "日本", "O", "🙂"),
    *("(", ")", '"', "“", "”", ",", ".", "'", "-", "\n\n", " "),
]
TAGS = ["NN", "NNP", "NNPS", "VBD", "PRP", "PRP$", "DT", "IN", "JJ", "_SP", ""]
DEPS = ["nsubj", "dobj", "pobj", "prep", "appos", "attr", "compound", "poss", "relcl", "conj", "advcl", "dep"]


@st.composite
def parsed(draw):
    """A document parsed at random, as bad as a parse can be."""
    n = draw(st.integers(0, 30))
    pick = lambda values: draw(st.lists(st.sampled_from(values), min_size=n, max_size=n))  # noqa: E731
    words = [draw(st.one_of(st.sampled_from(WORDS), st.text(min_size=1, max_size=6))) for _ in range(n)]
    heads = [draw(st.integers(0, n - 1)) for _ in range(n)] if draw(st.booleans()) else None
    if heads:
        heads = [max(0, i - 1) if head > i else head for i, head in enumerate(heads)]
    ents = pick(["O", *(f"{iob}-{label}" for iob in "BI" for label in ("PERSON", "ORG", "GPE", "NORP", "DATE"))])
    for i in range(n):
        if ents[i].startswith("I-") and (i == 0 or ents[i - 1][2:] != ents[i][2:]):
            ents[i] = "B" + ents[i][1:]
    spaces = pick([True, False])
    return Doc(VOCAB, words=words, spaces=spaces, tags=pick(TAGS), deps=pick(DEPS) if heads else None, heads=heads,
               lemmas=[word.lower() for word in words], ents=ents)  # fmt: skip


@given(parsed())
@settings(deadline=None, max_examples=150)
def test_any_parse_gives_valid_rows(make_article, doc):
    article = make_article(doc.text)
    rows = find_mentions(doc, article)
    TABLES["mentions"].from_rows(rows)
    assert len({row.mention_id for row in rows}) == len(rows)
    assert [(row.start, row.end) for row in rows] == sorted((row.start, row.end) for row in rows)
    ids = {row.mention_id for row in rows}
    for row in rows:
        assert 0 <= row.start <= row.head_start < row.head_end <= row.end <= len(doc.text)
        assert row.text == doc.text[row.start : row.end]
        assert row.label is None or row.label in ENTITY_LABELS
        assert (row.entity_id is None) == (row.name is None)
        assert row.antecedent_id is None or row.antecedent_id in ids
        assert 0 <= row.confidence <= 1
    assert rows == find_mentions(doc, article)


@pytest.mark.parametrize("dep", DEPS)
def test_a_root_by_any_other_name_ends_every_walk(make_article, dep):
    words = ["Trump", "left", "Russia", "calling", "her", "."]
    doc = Doc(VOCAB, words=words, tags=["NNP", "VBD", "NNP", "VBG", "PRP", "."], lemmas=words,
              heads=[0, 1, 2, 3, 3, 3], deps=[dep, dep, dep, dep, "dobj", "punct"],
              ents=["B-PERSON", "O", "B-GPE", "O", "O", "O"])  # fmt: skip
    assert find_mentions(doc, make_article(doc.text))


def test_one_label_for_one_entity(mentions):
    text = "Trump met Donald Trump's aides. The Trump family, Trump said, owns Trump Tower. Trump left for Trump Tower."
    labels = {}
    for mention in mentions(text):
        if mention.entity_id:
            assert labels.setdefault(mention.entity_id, mention.label) == mention.label


def test_eight_times_the_text_runs_eight_times_the_lines(make_article):
    def cost(n):
        words = [w for i in range(n) for w in ("Person", f"Name{i}", "of", f"Firm{i}", "Group", "said", "he", ".")]
        tags = ["NNP", "NNP", "IN", "NNP", "NNP", "VBD", "PRP", "."] * n
        ents = ["B-PERSON", "I-PERSON", "O", "B-ORG", "I-ORG", "O", "O", "O"] * n
        starts = [True, *[False] * 7] * n
        doc = Doc(VOCAB, words=words, tags=tags, ents=ents, sent_starts=starts, lemmas=words)
        return lines(find_mentions, doc, make_article(doc.text))[0]

    assert cost(800) < 9 * cost(100)
