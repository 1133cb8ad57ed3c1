"""The README tells the truth: its commands are those that CI runs, its queries run, its options exist."""

import os
import pathlib
import re
import subprocess
import sys

import duckdb
import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.publishing.views import VIEWS
from pipeline.running.stages import made_tables
from pipeline.tables.schema import TABLES

ROOT = pathlib.Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
GENERATED = {"rules.md"}
READING = README + PAGES["reading.md"] + PAGES["tables.md"]


def blocks(language, text=README):
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.fixture(scope="module")
def folder(samples):
    """The folder that the README's examples run in: the tables of the sample articles are in its `output`."""
    return samples.parent


def test_ci_runs_the_readmes_test_command_from_nothing():
    ci = (ROOT / ".ci" / "run").read_text()
    assert re.search(r"^make test\b", ci, re.MULTILINE)
    assert "make test " in blocks("sh")[0]
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"make (\w[\w-]*)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_dagster_commands_are_those_that_make_runs():
    commands = "\n".join(blocks("sh"))
    assert "dagster asset materialize --select '*' -m assets.definitions" in commands
    assert "asset materialize --select '*' -m assets.definitions" in (ROOT / "Makefile").read_text()


@pytest.fixture
def database(folder, monkeypatch):
    """The database beside the tables, opened in the folder that the examples run in."""
    monkeypatch.chdir(folder)
    with duckdb.connect("output/quotidian.duckdb", read_only=True) as connected:
        yield connected


def test_the_queries_run_and_find_something(database):
    queries = blocks("sql", READING)
    assert len(queries) >= 12
    for query in queries:
        if "exported/" not in query:
            assert database.sql(query).fetchall(), query


def test_quotes_are_the_words_of_their_articles(database):
    (query,) = [query for query in blocks("sql", READING) if "substring" in query]
    assert all(text == words for _, text, words in database.sql(query).fetchall())


def test_the_python_examples_run(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    for code in blocks("python", README + PAGES["reading.md"]):
        exec(compile(code, "README.md", "exec"), {})
    said = capsys.readouterr().out
    assert "Ada Brenner" in said
    assert "direct" in said


def test_the_readme_is_short_and_leads_to_all_pages():
    assert len(README.split()) < 1400
    for name in PAGES.keys() - {"README.md"}:
        assert f"(docs/{name})" in README, name
        assert f"({name})" in PAGES["README.md"], name


def test_figures_are_those_that_were_measured():
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import figures
    finally:
        sys.path.pop(0)
    for path, tables in figures.documents(figures.measured()).items():
        assert path.read_text("utf-8") == figures.updated(path, tables), f"run benchmarks/figures.py: {path}"


def test_every_view_and_every_option_is_told():
    for view in VIEWS:
        assert f"`{view.name}`" in PAGES["tables.md"], view.name
    for command in main.commands.values():
        assert f"`quotidian {command.name}" in PAGES["options.md"], command.name
        for option in (name for one in command.params for name in one.opts if name.startswith("--")):
            assert f"`{option}`" in PAGES["options.md"], (command.name, option)
    assert set(re.findall(r"`(--[a-z-]+)`", PAGES["options.md"])) <= {
        name for command in main.commands.values() for one in command.params for name in (*one.opts, "--help")
    }


def test_every_table_is_in_the_readme():
    for table in TABLES:
        assert f"`{table}`" in README
    assert set(made_tables()) <= set(TABLES)


def test_every_link_and_picture_is_there():
    links = {
        (base / link): link
        for base, text in [(ROOT, README), *((ROOT / "docs", page) for page in PAGES.values())]
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
        if "://" not in link and not link.startswith("#")
    }
    assert len(links) > 20
    for path, link in links.items():
        assert path.exists(), link
        assert not link.endswith(".png") or path.stat().st_size < 250_000, link


def test_every_command_and_option_in_the_readme_exists():
    runner = CliRunner()
    told = README + "".join(text for name, text in PAGES.items() if name not in GENERATED)
    for command, rest in re.findall(r"quotidian (\w+)([^`\n]*)", told):
        if command not in main.commands:
            continue
        usage = runner.invoke(main, [command, "--help"]).output
        for option in re.findall(r"--[a-z-]+", rest):
            assert option in usage, (command, option)
    assert {"run", "show", "compact", "schema"} <= set(re.findall(r"quotidian (\w+)", told))


def test_nothing_names_a_package_registry():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, tracked):
        path = ROOT / name
        if (
            path.suffix in {".lock", ".toml", ".txt", ".md", ""}
            and path.is_file()
            and os.path.getsize(path) < 2_000_000
        ):
            content = path.read_bytes().decode("utf-8", "replace")
            assert not re.search(r"--(extra-)?index-url|/simple/?\s*$", content, re.MULTILINE), name


def test_the_rows_shown_are_rows_that_are_made(folder, monkeypatch):
    monkeypatch.chdir(folder)
    for table, column, heading in (
        ("quotes", "text", "| speaker_name "),
        ("event_mentions", "clause", "| date_start "),
    ):
        made = {row[0] for row in duckdb.sql(f"SELECT {column} FROM 'output/{table}/*.parquet'").fetchall()}
        lines = README[README.index(heading) :].split("\n\n")[0].splitlines()
        at = [cell.strip() for cell in lines[0].split("|")].index(column)
        for line in lines[2:]:
            assert line.split("|")[at].strip() in made, line
