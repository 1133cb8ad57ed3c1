"""What is shown on a terminal cannot steer it, and tells what was passed over."""

import datetime as dt

import pytest
from rich.console import Console

from pipeline.errors import UnknownNameError
from pipeline.publishing import terminal
from pipeline.publishing.named import article_named
from pipeline.tables.store import Store
from pipeline.tables.traits import TRAITS
from tests.stored import stored


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (["a", "b"], "a, b"),
        ("one\n two", "one two"),
        ("red \x1b[31m map\x9b2J\x00", "red \\x1b[31m map\\x9b2J\\x00"),
        ("x" * 161, "x" * 159 + "…"),
    ],
)
def test_a_cell_is_a_line_that_no_terminal_obeys(value, shown):
    assert terminal._cell(value) == shown


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["a[b].docx"], "1 file of a format that is not read, passed over: a[b].docx.\n"),
        (["a.docx", "b.pdf"], "2 files of formats that are not read, passed over: a.docx, b.pdf.\n"),
        ([f"{i}.pdf" for i in range(7)], "passed over: 0.pdf, 1.pdf, 2.pdf, 3.pdf, 4.pdf and 2 more.\n"),
    ],
)
def test_files_that_were_passed_over_are_counted_and_named(names, said, capsys):
    terminal.passed_over(names)
    out = capsys.readouterr().out
    assert out.endswith(said)
    assert bool(out) == bool(said)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    text = "“The dam will close,” said Ada Brenner. The council meets on Monday."
    return stored(
        tmp_path_factory.mktemp("shown") / "out",
        (text, {"uri": "https://news.example/dam", "title": "The dam", "published_at": "2031-05-06"}),
        (text, {"uri": "notes/apples.txt", "title": "Apples", "published_at": "2031-05-07"}),
    )


def test_an_article_is_known_by_its_id_or_uri(store):
    ids = store.read_all("articles")["article_id"].to_pylist()
    assert article_named(store, ids[0]) == ids[0]
    assert article_named(store, "https://news.example/dam") in ids


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dam", "did you mean https://news.example/dam?"),
        ("https://news.example/damm", "did you mean https://news.example/dam?"),
        ("the DAM", "did you mean https://news.example/dam?"),
        ("xyzzy", "`quotidian show articles` lists what there is."),
    ],
)
def test_an_unknown_article_is_an_error_that_names_the_nearest(store, name, said):
    with pytest.raises(UnknownNameError, match=r"There is no article") as error:
        article_named(store, name)
    assert str(error.value).endswith(said)


def test_what_to_do_next_is_told_for_the_folder_and_the_place(store, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    terminal.next_steps(store)
    said = capsys.readouterr().out
    for words in ("quotidian show quotes --output", "quotidian report --output", "quotidian.duckdb 'FROM people'"):
        assert words in said
    assert "make ui" not in said
    (tmp_path / "Makefile").touch()
    (tmp_path / "workspace.yaml").touch()
    terminal.next_steps(store)
    assert "make ui" in capsys.readouterr().out
    terminal.next_steps(Store(tmp_path / "none"))
    assert capsys.readouterr().out == ""


def test_rows_fit_eighty_columns(store, monkeypatch, capsys):
    monkeypatch.setattr(terminal, "WIDTH_OF_FILES", 80)
    for table in ("quotes", "event_mentions", "entities", "articles", "stories"):
        terminal.show(store, table)
        lines = capsys.readouterr().out.splitlines()
        assert max(map(len, lines)) <= 80, table


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("table", [name for name, traits in TRAITS.items() if traits.shown])
def test_rows_fit_the_terminal_with_whole_dates_ids_and_numbers(store, table, width, capsys, monkeypatch):
    monkeypatch.setattr(terminal, "console", lambda: Console(width=width, highlight=False))
    terminal.show(store, table)
    shown = capsys.readouterr().out.splitlines()
    assert max(map(len, shown)) <= width
    text = "\n".join(shown)
    for row in store.read_all(table).to_pylist()[:20]:
        for column in TRAITS[table].shown:
            if column.endswith("_id") or isinstance(row[column], int | dt.date):
                assert terminal._cell(row[column]) in text, column


def test_rows_that_do_not_fit_stand_below_each_other(store, capsys, monkeypatch):
    monkeypatch.setattr(terminal, "console", lambda: Console(width=60, highlight=False))
    terminal.show(store, "quotes")
    lines = [line.strip().split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    assert ["speaker_name", "Ada Brenner"] in lines
    assert ["text", "“The dam will close,”"] in lines


def test_words_between_colons_are_printed_as_they_stand(capsys):
    terminal.console().print("It is the :key: to all.")
    assert capsys.readouterr().out == "It is the :key: to all.\n"
