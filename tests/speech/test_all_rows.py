"""Many short texts with all that is recognised of speech in them; see `tests.rows`."""

import pathlib

import pytest

from pipeline.language.syntax import noun_phrase
from pipeline.speech.day import days_of_quotations, speaking_verbs
from pipeline.speech.page import has_particle, page_of, without_day, words_after_time
from pipeline.speech.quotations import quotations
from pipeline.speech.speakers import quoted
from tests import rows

TEXTS = rows.read(pathlib.Path(__file__).parent / "rows.txt")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "yesterday", "today")


def told(doc, _):
    """Quotations that stand on their own, what stands beside marked words, verbs of speech with their speakers.

    Of a verb: its speaker, the words for him where they are more, the verbs that speak with it, a particle amiss.
    """

    def word(number):
        return doc[number].text if number is not None else None

    def stretch(tokens):
        return doc[tokens[0] : tokens[1]].text if tokens else None

    page = page_of(doc)
    said_on = days_of_quotations(doc, [t.i for t in doc if t.text in DAYS])
    own = [
        rows.row((q.kind, stretch(q.by.cue), stretch(q.by.speaker), " … ".join(map(stretch, q.content))))
        for q in quotations(doc)
    ]
    beside = [
        rows.row(("beside", word(span.cue), word(span.speaker), word(said_on.get(span.start)))) for span in quoted(doc)
    ]
    cues = [rows.row(_verb(page, token, cue)) for token in doc if (cue := page.cue(token)) is not None]
    return own + beside + cues


def _verb(page, token, cue):
    speaker = page.speaker(token)
    words = None
    if speaker is not None:
        start, end = without_day(token, words_after_time(speaker) or noun_phrase(speaker))
        words = token.doc[start:end].text if end - start > 1 else None
    with_it = " ".join(verb.text for verb in speaking_verbs(token) if verb.i != token.i)
    amiss = None if has_particle(token, cue) else "particle"
    return "cue", token.text, speaker.text if speaker is not None else None, words, with_it, amiss


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:60] for text, _ in TEXTS])
def test_all_rows(text, expected, all_rows):
    all_rows(text, expected, told)
