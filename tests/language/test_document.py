"""A document as rules read it says what spaCy's own says."""

import pytest
from spacy.tokens import Doc

from pipeline.language.as_read import origin_of, set_origin
from pipeline.language.document import document

TEXT = "LINZ, Austria —\n\nMr. Holm, who'd paid 5km “tolls”, said: she won't (yet) sell.  Ferries left!\n"
OF_A_TOKEN = (
    "text", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_", "whitespace_", "i", "idx", "is_space", "is_alpha",
    "is_bracket", "is_currency", "is_digit", "is_punct", "is_quote", "is_title", "like_num",
)  # fmt: skip


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_words(doc):
    for token, word in zip(doc, document(doc), strict=True):
        assert [getattr(word, name) for name in OF_A_TOKEN] == [getattr(token, name) for name in OF_A_TOKEN]
        assert [len(word), str(word), word.is_sent_start] == [len(token), str(token), bool(token.is_sent_start)]


def test_tree(doc):
    read = document(doc)
    for token, word in zip(doc, read, strict=True):
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(word, name) is read[getattr(token, name).i], (name, word)
        for name in ("lefts", "rights", "children", "subtree", "ancestors"):
            assert [w.i for w in getattr(word, name)] == [t.i for t in getattr(token, name)], (name, word)
        assert [w.i for w in word.sent] == [t.i for t in token.sent]
    assert sorted({read[3], read[1]}) == [read[1], read[3]]


def test_a_tree_deeper_than_the_stack_of_python(nlp):
    many = 3_000
    doc = Doc(nlp.vocab, words=["of"] * many, heads=[max(i - 1, 0) for i in range(many)], deps=["prep"] * many)
    read = document(doc)
    assert [word.i for word in read[0].subtree] == list(range(many))
    assert len(list(read[many - 1].ancestors)) == many - 1


def test_stretches(doc):
    read = document(doc)
    assert len(read) == len(doc)
    assert read.text == doc.text
    assert [span.text for span in read.sents] == [span.text for span in doc.sents]
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            ours, theirs = read[start:end], doc[start:end]
            assert ours.text == theirs.text
            assert (ours.root.i, len(ours)) == (theirs.root.i, len(theirs))
            assert (ours.start_char, ours.end_char) == (theirs.start_char, theirs.end_char)
            assert (ours[0].i, ours[-1].i) == (start, end - 1)
            assert [word.i for word in ours[1:-1]] == [token.i for token in theirs[1:-1]]
    assert read[5:2].text == doc[5:2].text == ""
    assert [read[-3:].start, read[:99].end] == [len(doc) - 3, len(doc)]


@pytest.mark.parametrize("start", range(20))
def test_words_at_characters(doc, start):
    read = document(doc)
    for end in range(start + 1, len(TEXT) + 2):
        ours, theirs = (d.char_span(start, end, alignment_mode="expand") for d in (read, doc))
        assert (ours is None) == (theirs is None)
        assert ours is None or (ours.start, ours.end) == (theirs.start, theirs.end)


def test_neighbours(doc):
    read = document(doc)
    assert [read[4].nbor(), read[4].nbor(-4)] == [read[5], read[0]]
    for at, away in ((0, -1), (len(doc) - 1, 1)):
        with pytest.raises(IndexError):
            read[at].nbor(away)


def test_what_it_does_not_know_it_does_not_make_up(doc):
    with pytest.raises(AttributeError, match="vector"):
        _ = document(doc)[0].vector


def test_nothing_to_read(nlp):
    assert [*document(nlp("")), *document(nlp("")).sents] == []


def test_it_is_made_once_and_knows_where_it_comes_from(nlp):
    doc = nlp("AB c")
    set_origin(doc, origin_of(doc) + 5, {0: "A&B"})
    read = document(doc)
    assert document(read) is read
    assert origin_of(read).tolist() == [5, 6, 7, 8, 9]
