"""Many short texts with the kinds of happenings that their verbs and nouns tell; see `tests.rows`."""

import pathlib

import pytest

from pipeline.lexicon.event_types import is_known, quad_class, sense_of_noun, sense_of_verb
from tests import rows

TEXTS = rows.read(pathlib.Path(__file__).parent / "rows.txt")


def told(doc, _):
    """word | type, category and mode in PLOVER | code of CAMEO | quad class, of each word that may tell something"""
    found = []
    for token in doc:
        if token.pos_ in ("VERB", "NOUN", "PROPN") and is_known(token):
            sense = sense_of_verb(token) if token.pos_ == "VERB" else sense_of_noun(token)
            kind = sense and " ".join(filter(None, (sense.event_type, sense.plover, sense.mode)))
            found.append(rows.row((token.text, kind, sense and sense.cameo, sense and quad_class(sense.plover))))
    return found


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:60] for text, _ in TEXTS])
def test_all_rows(text, expected, all_rows):
    all_rows(text, expected, told)
