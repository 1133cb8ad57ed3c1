"""How each word of the tables is read, with all its traits; see `words.txt`.

`pytest --rewrite-rows` writes down how they are read now. What words do in sentences stands in `reports.txt` and
`happenings.toml`.
"""

import pathlib

import pytest

from pipeline.lexicon import role_nouns
from pipeline.lexicon.loader import items, toml, tsv
from pipeline.lexicon.nouns import adjective, adjectives_that, noun, nouns_that
from pipeline.lexicon.verbs import verb, verbs_that
from tests.lexicon.test_words import TRAITS

FILE = pathlib.Path(__file__).parent / "words.txt"
KEPT = dict(line.split(" = ", 1) for line in FILE.read_text("utf-8").splitlines() if line)
NOUN_TRAITS = (
    "hearer", "channel", "service", "document", "evidence", "creature", "force", "thing", "returned", "view", "holder",
    "reckoning", "ruling", "suspect", "taken", "armed", "alone-about", "alone-for", "alone-of", "alone-over",
)  # fmt: skip
KINDS = ("verb", "noun", "adjective", "role")


def told(entry):
    """What a word introduces and how, and what else it is."""
    kind, _, word = entry.partition(": ")
    if kind == "role":
        roles = role_nouns.load()
        lists = (
            ("epithet", roles.epithets), ("thing", roles.things), ("attending", roles.attending),
            ("no-agent", roles.no_agents), ("unnamed", roles.unnamed), ("everywhere", roles.everywhere),
            ("part", roles.parts),
            ("official", roles.officials), ("suspect", roles.suspects),
            ("beside-main", roles.beside_main), ("venue", roles.venues),
        )  # fmt: skip
        alike = [f"like {other}" for other in sorted(roles.alike.get(word, ()))]
        held = [name for name, words in lists if word in words]
        return ", ".join(
            filter(None, (" ".join(filter(None, (roles.kind(word), roles.gender.get(word), *held))), *alike))
        )
    cue = {"verb": verb, "noun": noun, "adjective": adjective}[kind](word)
    frames = [f"{frame} {attitude}" for frame, attitude in sorted(cue.attitudes.items())] if cue else []
    beside = [f"about {word}" for word in sorted(cue.about)] if cue else []
    beside += [f"with {word}" for word in sorted(cue.object_with)] if cue else []
    traits = {
        "verb": [trait for trait in sorted(TRAITS) if word in verbs_that(trait)],
        "noun": [trait for trait in NOUN_TRAITS if word in nouns_that(trait)],
        "adjective": [trait for trait in ("planned", "renowned") if word in adjectives_that(trait)],
    }[kind]
    return ", ".join([*frames, *beside, *traits])


def write(entries):
    """Write entries down, in their order, and keep them."""
    KEPT.clear()
    KEPT.update(entries)
    FILE.write_text("\n".join(f"{entry} = {read}" for entry, read in KEPT.items()) + "\n", "utf-8")


def test_every_word_of_the_tables_is_written_down(request):
    tables = (("verbs.tsv", "verb"), ("nouns.tsv", "noun"), ("adjectives.tsv", "adjective"))
    words = {f"{column}: {row[column]}" for table, column in tables for row in tsv("pipeline.lexicon", table)}
    roles = {f"role: {word}" for text in toml("pipeline.lexicon", "role_nouns.toml").values() for word in items(text)}
    if request.config.option.rewrite_rows:
        write({entry: KEPT.get(entry) or told(entry) for entry in [*KEPT, *sorted((words | roles) - KEPT.keys())]
               if entry in words | roles})  # fmt: skip
    assert words | roles == KEPT.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_read(kind, request):
    now = {entry: told(entry) for entry in KEPT if entry.startswith(f"{kind}: ")}
    if request.config.option.rewrite_rows:
        write(KEPT | now)
    assert {entry: (KEPT[entry], read) for entry, read in now.items() if KEPT[entry] != read} == {}
