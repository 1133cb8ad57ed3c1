"""What each word of a list does in a sentence; see `lists.txt` and `tests.rows`."""

import pathlib

import pytest

from tests import rows
from tests.entities.test_all_rows import told

LISTS = rows.lists(pathlib.Path(__file__).parent / "lists.txt")


@pytest.mark.parametrize("name", LISTS)
def test_every_word_does_what_its_list_is_for(name, check_list):
    check_list(name, told)
