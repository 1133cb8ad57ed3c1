import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from pipeline.language.quotation import marked_spans
from tests.cost import lines

tokenize = English()


def stretches(text: str) -> list[str]:
    return [text[s.start_char : s.end_char] for s in marked_spans(tokenize(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "I am" and left.', ['"I am"']),
        ("She said “I am” and left.", ["“I am”"]),
        ("She said 'I am' and left.", ["'I am'"]),
        ("Elle a dit «Je suis» hier.", ["«Je suis»"]),
        ("``Well,'' he said.", ["``Well,''"]),
        ("''Oh yes,'' she said, ''the farmers' plan''.", ["''Oh yes,''", "''the farmers' plan''"]),
        ("Er sagte „so“ dazu.", ["„so“"]),
        ("A ”wrong” mark.", ["”wrong”"]),
        ('It was ("yes").', ['"yes"']),
        ('A grain—"tiny"—of sand.', ['"tiny"']),
    ],
)
def test_every_style_of_mark(text, expected):
    assert stretches(text) == expected


@pytest.mark.parametrize(
    "text", ["The '90s weren't y'all's.", "Rock 'n' roll", 'a 6" pipe', "the farmers' plan", "He's here.", '""']
)
def test_apostrophes_and_inches_are_no_marks(text):
    assert stretches(text) == []


def test_a_possessive_does_not_close_a_single_mark():
    assert stretches("'The farmers' plan is bad,' he said.") == ["'The farmers' plan is bad,'"]


def test_nested_marks_have_depth():
    spans = marked_spans(tokenize("“I told him ‘don’t go’ twice,” she said."))
    assert [(s.depth, s.closed) for s in spans] == [(0, True), (1, True)]


def test_spans_are_tokens_too():
    doc = tokenize('He said "I am" today.')
    (span,) = marked_spans(doc)
    assert doc[span.start : span.end].text == '"I am"'
    assert doc.text[span.inner_start : span.inner_end] == "I am"


def test_marks_opened_again_in_the_next_paragraph():
    spans = marked_spans(tokenize('"We go.\n\n"We stay," he said.'))
    assert [(s.closed, s.continued) for s in spans] == [(False, True), (True, False)]


def test_a_single_mark_opened_again_goes_on():
    text = "'It shuts at six.\n\n'The drivers' list hangs there,' he said.\n\nIt rained."
    assert stretches(text) == ["'It shuts at six.", "'The drivers' list hangs there,'"]
    assert [span.continued for span in marked_spans(tokenize(text))] == [True, False]


def test_a_single_mark_that_nothing_opens_again_is_an_apostrophe():
    assert stretches("'It shuts at six.\n\nThe list hangs there.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('" It rained, " she said.', ['" It rained, "']),
        ('She said, " It rained. " He left.', ['" It rained. "']),
        ('A board 5 " wide and 7 " long.', []),
        ('" It rained, she said.', []),
    ],
)
def test_marks_with_space_inside(text, expected):
    assert stretches(text) == expected


def test_a_quotation_that_runs_over_a_paragraph_without_marks():
    assert stretches("He said: “We go\nand we stay” at last.") == ["“We go", "and we stay”"]


def test_an_open_mark_ends_with_its_paragraph():
    (span,) = marked_spans(tokenize('She said "we go on.\n\nNothing more.'))
    assert (span.closed, span.continued) == (False, False)
    assert span.end_char == len('She said "we go on.')


def test_a_mark_that_opens_twice_was_not_closed_the_first_time():
    assert stretches('"We will win. "We must win," he said.') == ['"We will win.', '"We must win,"']


@given(st.text(alphabet="a s.\n\"'“”‘’«»`—", max_size=80))
def test_any_text_gives_well_formed_spans(text):
    doc = tokenize(text)
    spans = marked_spans(doc)
    assert [s.start_char for s in spans] == sorted(s.start_char for s in spans)
    for span in spans:
        assert 0 <= span.start_char <= span.inner_start < span.inner_end <= span.end_char <= len(text)
        assert doc[span.start].idx <= span.start_char
        assert doc[span.end - 1].idx + len(doc[span.end - 1]) >= span.end_char
        assert span.depth >= 0


@pytest.mark.parametrize("unit", ['"', '" ', '"a ', "'", "s' ", "“‘", "”", '\n"'])
def test_eight_times_the_marks_run_eight_times_the_lines(unit):
    def cost(n):
        return lines(marked_spans, Doc(tokenize.vocab, words=[unit] * n, spaces=[False] * n))[0]

    assert cost(8_000) < 9 * cost(1_000)
