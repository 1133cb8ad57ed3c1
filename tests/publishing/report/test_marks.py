"""The tree of marks holds the text, and below each mark exactly its span."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.publishing.report.marks import tree

TEXTS = st.text(max_size=30)


@st.composite
def marked_texts(draw):
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).map(sorted), max_size=8))
    return text, [(start, end, number) for number, (start, end) in enumerate(spans)]


def leaves(content, inside=()):
    """Each string of the tree with the marks it lies in."""
    for item in content:
        if isinstance(item, str):
            yield item, inside
        else:
            yield from leaves(item[1:], (*inside, item[0]))


@given(marked_texts())
def test_the_text_and_each_span_can_be_read_back(marked):
    text, spans = marked
    found = list(leaves(tree(text, spans)))
    assert "".join(piece for piece, _ in found) == text
    for start, end, number in spans:
        assert "".join(piece for piece, inside in found if number in inside) == text[start:end]


def test_spans_lie_in_each_other():
    assert tree("abcd", [(1, 3, 7), (2, 3, 8), (1, 3, 9)]) == ["a", [7, [9, "b", [8, "c"]]], "d"]


def test_of_two_spans_that_cross_the_later_is_cut():
    assert tree("abcd", [(0, 2, 0), (1, 4, 1)]) == [[0, "a", [1, "b"]], [1, "cd"]]


def test_an_empty_text_has_no_marks():
    assert tree("", [(0, 0, 0)]) == []
