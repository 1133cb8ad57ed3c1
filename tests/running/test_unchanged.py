"""A run with nothing to do is told by files: any that look another way, and it has to look for itself."""

import os
import pathlib

import pytest

from pipeline.running import unchanged
from pipeline.running.unchanged import FILE, Asked
from pipeline.settings import Settings


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Sources, a folder and a file with metadata beside it, and tables, in the folder that one works in."""
    monkeypatch.chdir(tmp_path)
    for name in ("articles/deep/harbour.txt", "market.txt", "market.meta.yaml", "output/quotes/part.parquet"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    (tmp_path / "output" / FILE).parent.mkdir()
    return tmp_path


def asked(*sources, file_format=None, **settings):
    return Asked.of(sources or ("articles", "market.txt"), file_format, Settings(**settings))


def remember(one, prints="Nothing is new.\n"):
    written = one.written(prints)
    if written is not None:
        pathlib.Path(one.settings.output, FILE).write_bytes(written)
    return written


def test_where_all_looks_the_same_the_answer_is_known(folder):
    assert asked().answer() is None
    assert remember(asked()) is not None
    assert asked().answer() == "Nothing is new.\n"
    assert asked().answer() == "Nothing is new.\n"


@pytest.mark.parametrize(
    "name",
    [
        "articles/deep/harbour.txt",
        "articles/deep/school.txt",
        "market.txt",
        "market.txt.meta.yaml",
        "market.meta.yaml",
        "output/quotes/part.parquet",
        "output/quotes/other.parquet",
        "output/.quotidian/unfinished",
    ],
)
def test_a_file_that_is_new_or_another_one_has_to_be_looked_at(name, folder):
    remember(asked())
    (folder / name).write_text("It was told anew.")
    assert asked().answer() is None


@pytest.mark.parametrize("name", ["articles/deep/harbour.txt", "market.meta.yaml", "output/quotes/part.parquet"])
def test_so_has_one_that_is_gone_or_was_touched(name, folder):
    remember(asked())
    os.utime(folder / name, ns=(0, 0))
    assert asked().answer() is None
    remember(asked())
    (folder / name).unlink()
    assert asked().answer() is None


def test_files_of_other_names_are_nobodys_business(folder):
    remember(asked())
    (folder / "bakery.txt").write_text("It opens on Friday.")
    (folder / "articles" / "__pycache__").mkdir()
    (folder / "articles" / "__pycache__" / "compiled.pyc").write_text("")
    assert asked().answer() is not None


@pytest.mark.parametrize(
    "other",
    [
        {"file_format": "text"},
        {"part_characters": 4000},
        {"model": "en_core_web_md"},
        {"engine": "ray"},
        {"max_characters": 10},
    ],
)
def test_whoever_asks_for_something_else_gets_no_answer(other, folder):
    remember(asked())
    assert asked(**other).answer() is None
    assert asked("articles").answer() is None


def test_other_code_and_other_libraries_may_do_something_else(folder, monkeypatch):
    remember(asked())
    library = folder / "site-packages"
    library.mkdir()
    monkeypatch.syspath_prepend(str(library))
    assert asked().answer() is None
    remember(asked())
    os.utime(library, ns=(0, 0))
    assert asked().answer() is None
    remember(asked())
    (folder / "pipeline").mkdir()
    monkeypatch.setattr(unchanged, "_CODE", (str(folder / "pipeline"),))
    assert asked().answer() is None
    remember(asked())
    (folder / "pipeline" / "rules.py").write_text("RULES = ()")
    assert asked().answer() is None


@pytest.mark.parametrize(
    ("sources", "settings"),
    [
        (["articles/*"], {}),
        (["memory://articles"], {}),
        (["nowhere.txt"], {}),
        (["articles"], {"output": "memory://output"}),
        (["articles"], {"gazetteer": "places.csv"}),
        (["articles"], {"knowledge_base": "known.csv"}),
        (["articles"], {"model": "articles"}),
    ],
    ids=str,
)
def test_what_files_do_not_tell_is_not_remembered(sources, settings, folder):
    assert asked(*sources, **settings).written("Nothing is new.") is None
    assert asked(*sources, **settings).answer() is None


def test_neither_is_what_a_link_leads_to(folder):
    remember(asked())
    (folder / "articles" / "bakery.txt").symlink_to(folder / "market.txt")
    assert asked().answer() is None
    assert asked().written("Nothing is new.") is None


@pytest.mark.parametrize("garbled", [b"", b"{}", b"[]", b"{", b"\xff"])
def test_what_cannot_be_read_is_no_answer(garbled, folder):
    (folder / "output" / FILE).write_bytes(garbled)
    assert asked().answer() is None
