"""What is found out of source files, kept for the next process."""

import pytest

from pipeline.running import source_files
from pipeline.running.source_files import told_by

CODE = '"""Of harbours."""\nfrom pipeline.far import away\n\nLIST = "harbours.toml"\n'


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A source file, and a cache folder that is empty."""
    monkeypatch.setenv("QUOTIDIAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(source_files, "_unsaved", [])
    forget()
    path = tmp_path / "harbours.py"
    path.write_text(CODE)
    yield path
    monkeypatch.undo()
    forget()


def forget():
    """Be as a process that begins."""
    source_files._kept.cache_clear()
    source_files._file.cache_clear()


def test_a_file_tells_what_it_imports_and_names(file):
    assert told_by(file)[1:] == (("pipeline.far", "pipeline.far.away"), ("harbours.toml",))


def test_what_was_kept_is_not_found_out_again(file, monkeypatch):
    told = told_by(file)
    source_files.keep()
    forget()
    monkeypatch.setattr(source_files, "_read", lambda suffix, text: pytest.fail("read again"))
    assert told_by(file) == told


def test_a_file_that_holds_something_else_is_read_whatever_was_kept(file):
    told = told_by(file)
    source_files.keep()
    forget()
    file.write_text(CODE.replace("harbours.toml", "piers.toml"))
    assert told_by(file).strings == ("piers.toml",)
    file.write_text(CODE.replace("Of harbours", "Of all harbours"))
    assert told_by(file) == told


@pytest.mark.parametrize("broken", ["", "[1]", '{"a": 1}'])
def test_a_broken_file_of_what_was_kept_counts_for_nothing(file, broken):
    told = told_by(file)
    source_files.keep()
    source_files._file().write_text(broken)
    forget()
    assert told_by(file) == told


def test_without_a_place_to_keep_it_all_goes_on(file, tmp_path):
    (tmp_path / "cache").write_text("no folder")
    told = told_by(file)
    source_files.keep()
    forget()
    assert told_by(file) == told
