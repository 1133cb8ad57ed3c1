"""What each word of a class of words that stand beside others does in a sentence; see `lists.txt` and `tests.rows`."""

import pathlib
import re

import pytest

from pipeline.lexicon.loader import toml
from tests import rows
from tests.lexicon.test_all_rows import told

LISTS = rows.lists(pathlib.Path(__file__).parent / "lists.txt")


@pytest.mark.parametrize("name", LISTS)
def test_every_word_does_what_its_class_is_for(name, check_list):
    check_list(name, told)


def test_every_class_stands_beside_some_word():
    table = toml("pipeline.lexicon", "event_types.toml")
    entries = " ".join([table["idle"], *(sense[key] for sense in table["sense"] for key in ("verbs", "nouns"))])
    named = set(re.findall(r"@([a-z]+)", entries)) | {"somebody"}
    assert named == table["classes"].keys()
    assert named == LISTS.keys()
