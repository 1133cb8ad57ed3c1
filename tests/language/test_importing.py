"""spaCy without its command line, in a process of its own."""

import subprocess
import sys

SCRIPT = """
import sys
from pipeline.language.importing import import_spacy

import_spacy()
assert "spacy.cli" not in sys.modules
import spacy
assert len(spacy.blank("en")("Trams stopped.")) == 3
from spacy.cli import info
assert callable(info)
"""


def test_spacy_works_without_its_command_line_which_can_be_had_later():
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)
