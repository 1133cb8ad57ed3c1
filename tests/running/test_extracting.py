"""What a process that makes tables of parsed articles has read before the first of them comes."""

import json
import subprocess
import sys

from pipeline.running.extracting import read_ahead

READ = """
import json
import pipeline.running.extracting
from pipeline.events.fields import fields
from pipeline.lexicon.verbs import _verbs
from pipeline.world.atlas import atlas
print(json.dumps([kept.cache_info().currsize for kept in (fields, _verbs, atlas)]))
"""


def test_each_extractor_finds_something_in_the_sentences_that_are_read_ahead():
    assert all(read_ahead())


def test_what_extractors_know_has_been_read_when_they_are_imported():
    told = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=True).stdout
    assert all(json.loads(told))
