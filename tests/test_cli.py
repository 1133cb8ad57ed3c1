"""The command line, in a process of its own as users run it."""

import functools
import json
import pathlib
import random
import resource
import signal
import subprocess
import sys
import time

import duckdb
import pytest
from click.testing import CliRunner

from pipeline.articles.article import article_id
from pipeline.cli import main
from pipeline.running.unchanged import FILE
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

ROOT = pathlib.Path(__file__).parent.parent


def quotidian(*arguments, cwd=ROOT, **more):
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, **more)


def within(*arguments):
    """What the command says and how it ends, in this process: for what is no matter of processes."""
    return CliRunner().invoke(main, list(map(str, arguments)))


def contents(folder):
    """The bytes of every table file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for t in TABLES for p in sorted((folder / t).glob("*"))}


@pytest.fixture(scope="module")
def output(samples):
    """The tables of the sample articles, made once for all tests."""
    return samples


@pytest.fixture(scope="module")
def in_parts(tmp_path_factory):
    """The same tables in several parts."""
    folder = tmp_path_factory.mktemp("cli") / "parts"
    made = quotidian("run", "articles", "--part-characters", 4000, "--output", folder)
    assert made.returncode == 0, made.stderr
    return folder


def test_a_run_makes_every_table_and_tells_what_it_made(output):
    store = Store(output)
    for table in TABLES:
        if table != "quarantine":
            assert store.read_all(table).num_rows, table
    assert (output / "README.md").read_text().startswith("# The tables")
    assert (output / "validation" / "index.html").exists()
    assert (output / "dataset-card.md").read_text().startswith("# Dataset card")
    for name in ("datapackage.json", "croissant.json"):
        described = json.loads((output / name).read_text())
        assert {one["name"] for one in described.get("resources") or described["recordSet"]} == {
            table for table in TABLES if Store(output).parts(table)
        }


def test_every_span_reproduces_its_words(output):
    texts = {a["article_id"]: a["text"] for a in Store(output).read_all("articles").to_pylist()}
    for table, column in (
        ("quotes", "text"),
        ("mentions", "text"),
        ("time_expressions", "text"),
        ("event_mentions", "trigger"),
    ):
        for row in Store(output).read_all(table).to_pylist():
            assert texts[row["article_id"]][row["start"] : row["end"]] == row[column]


def test_no_sample_article_leaves_a_reference_open(output):
    with duckdb.connect() as database:
        for table in TABLES.values():
            for column in table.columns:
                if not column.refers or table.name == "quarantine":
                    continue
                other, key = column.refers.split(".")
                missing = f"""SELECT count(*) FROM '{output}/{table.name}/*.parquet' WHERE {column.name} IS NOT NULL
                    AND {column.name} NOT IN (SELECT {key} FROM '{output}/{other}/*.parquet')"""
                assert database.execute(missing).fetchone() == (0,), (table.name, column.name)


@pytest.mark.parametrize(
    ("more", "imported"), [([], []), (["--prune"], ["fsspec", "pyarrow"])], ids=["told by files", "looked at"]
)
def test_a_second_run_changes_no_file_and_imports_nothing_heavy(output, more, imported):
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in output.rglob("*") if p.is_file()}
    code = (
        "import sys; from pipeline.cli import main\n"
        f"try: main(['run', {str(ROOT / 'articles')!r}, '--output', {str(output)!r}, *{more}])\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'great_expectations', 'pandas', 'trafilatura', 'pyarrow', 'fsspec'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    *told, heavy = made.stdout.splitlines(keepends=True)
    assert heavy == f"{imported}\n", made.stdout + made.stderr
    assert "0 new articles, 0 changed" in told[0]
    assert "".join(told) == json.loads((output / FILE).read_text())["prints"]
    after = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in output.rglob("*") if p.is_file()}
    changed = {p.relative_to(output).as_posix() for p in before if before[p] != after.get(p)}
    assert changed <= {".quotidian/lock"}
    assert set(after) == set(before)


def test_two_workers_make_the_same_bytes(in_parts, tmp_path):
    made = quotidian("run", "articles", "--output", tmp_path, "--workers", 2, "--part-characters", 4000)
    assert made.returncode == 0, made.stderr
    assert len(Store(tmp_path).parts("quotes")) > 2
    assert contents(tmp_path) == contents(in_parts)


def test_a_killed_run_goes_on_to_the_same_bytes(in_parts, tmp_path):
    arguments = ["run", "articles", "--part-characters", 4000, "--output", tmp_path]
    rng = random.Random(7)
    for _ in range(3):
        command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.5, 12))
        process.send_signal(signal.SIGKILL)
        process.wait()
    again = quotidian(*arguments)
    assert again.returncode == 0, again.stderr
    assert contents(tmp_path) == contents(in_parts)
    assert not list(tmp_path.rglob("*.tmp"))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_can_be_shown(output, table):
    made = within("show", table, "--output", output, "--limit", 2)
    assert made.exit_code == 0, made.output
    assert f"rows; `quotidian schema {table}` tells the columns." in made.stdout


def test_rows_of_one_article_are_shown_by_its_uri(output):
    made = within("show", "quotes", "--output", output, "--article", "budapest-summit.txt", "--limit", 50)
    assert "Donald Trump" in made.stdout
    assert "Torvald" not in made.stdout


def test_an_overview_shows_the_tables_rows_and_where_to_look(output):
    made = quotidian("show", "--output", output)
    for words in ("quotes", "entities", "event_mentions", "make ui", "quotidian show quotes"):
        assert words in made.stdout


def test_a_quote_is_explained_in_its_sentence(output):
    (quote,) = [q for q in Store(output).read_all("quotes").to_pylist() if q["text"].startswith('"I cried')]
    made = within("explain", quote["quote_id"], "--output", output)
    assert "I cried, and I am not ashamed of it" in made.stdout
    assert f"rule {quote['rule']}" in made.stdout
    assert "nsubj" in made.stdout


def test_an_entity_is_explained_by_its_mentions(output):
    made = within("explain", "person/edda-sunde", "--output", output)
    assert "Edda Sunde (PERSON)" in made.stdout
    assert "Prime Minister" in made.stdout


def test_an_id_that_is_not_there_is_told(output):
    for unknown in ("person/nobody-at-all", "no-such-quote"):
        made = within("explain", unknown, "--output", output)
        assert made.exit_code == 2
        assert unknown in made.stderr


@pytest.mark.parametrize("command", [["explain", "person/any"], ["schema"]])
def test_nothing_that_is_printed_steers_a_terminal(command, output, monkeypatch):
    text = "one\ttab\n\x1b[2Jcleared \x9b31m \x07 \r end"
    monkeypatch.setattr("pipeline.publishing.explain.explain", lambda store, row_id: text)
    monkeypatch.setattr("pipeline.tables.dictionary.data_dictionary", lambda table: text)
    done = CliRunner().invoke(main, [*command, *(["--output", str(output)] if command[0] == "explain" else [])])
    assert done.output == "one\ttab\n\\x1b[2Jcleared \\x9b31m \\x07 \\x0d end\n"


def test_the_checks_of_a_sound_output_pass(output):
    made = within("check", "--output", output)
    assert made.exit_code == 0, made.output
    assert "expectations met" in made.stdout


def test_checks_find_a_row_that_was_tampered_with(output, tmp_path):
    import shutil

    shutil.copytree(output, tmp_path / "out")
    store = Store(tmp_path / "out")
    rows = store.read("time_expressions", "part-00000").to_pylist()
    rows[0]["text"] = "never"
    store.write(
        "time_expressions", "part-00000", TABLES["time_expressions"].from_rows(rows), fingerprint="", code_version=""
    )
    made = within("check", "--output", tmp_path / "out")
    assert made.exit_code == 1
    assert "text" in made.stdout


def test_strict_runs_fail_when_anything_was_quarantined(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"uri": "u", "text": "The council of Marlow met on Monday."}\n{broken\n')
    arguments = ["run", tmp_path / "a.jsonl", "--output", tmp_path / "out"]
    assert within(*arguments).exit_code == 0
    strict = within(*arguments, "--strict")
    assert strict.exit_code == 1
    assert f"1 quarantined (--strict); see `quotidian show quarantine --output {tmp_path / 'out'}`" in strict.stderr


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["run", "nowhere"], "nowhere"),
        (["run", "articles", "--format", "docx"], "docx"),
        (["run", "articles", "--output", "/proc/nowhere"], "/proc/nowhere"),
        (["run", "articles", "--model", "no_such_model"], "no_such_model"),
        (["show", "quotes", "--output", "nowhere"], "nowhere"),
        (["schema", "qoutes"], "qoutes"),
        (["run", ""], "A source is empty"),
        (["run", "articles", "--output", ""], "The output has no name"),
        (["show", "--output", ""], "The output has no name"),
        (["run", "articles", "--knowledge-base", "nowhere.csv"], "nowhere.csv"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(arguments, named, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("QUOTIDIAN_OUTPUT", str(tmp_path / "out"))
    made = within(*arguments)
    assert made.exit_code == 2
    assert made.stderr.startswith("quotidian: ")
    assert named in made.stderr
    assert len(made.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("variable", ["QUOTIDIAN_WORKERS", "QUOTIDIAN_LIMIT_LINE_BYTES"])
@pytest.mark.parametrize("value", ["many", "0", "-1"])
def test_variables_that_hold_no_number_are_named(variable, value, monkeypatch, tmp_path):
    monkeypatch.setenv(variable, value)
    made = within("run", "articles", "--output", tmp_path / "out")
    assert made.exit_code == 2
    assert made.stderr == f"quotidian: {variable} is '{value}'; give it a whole number of one or more.\n"


def test_too_little_memory_is_told_before_a_run_begins(tmp_path):
    little = functools.partial(resource.setrlimit, resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
    done = quotidian("run", "articles", "--output", tmp_path / "out", preexec_fn=little)
    assert done.returncode == 2
    assert done.stderr == (
        "quotidian: This process may use no more than 2,000 MB of memory (ulimit -v 1953125), and a run needs 4,000; "
        "raise it.\n"
    )


def test_what_a_library_says_for_want_of_memory_is_a_sentence(monkeypatch):
    monkeypatch.setattr("pipeline.tables.dictionary.data_dictionary", lambda table: {}["no\nmemory"])
    done = CliRunner().invoke(main, ["schema"])
    assert isinstance(done.exception, KeyError)
    monkeypatch.setattr("pipeline.cli._address_space", lambda: 300_000_000)
    done = CliRunner().invoke(main, ["schema"])
    assert done.exit_code == 2
    assert done.output.startswith(
        "quotidian: This process may use no more than 300 MB of memory (ulimit -v 292968), perha"
    )
    assert done.output.count("\n") == 1
    assert CliRunner().invoke(main, ["nonsense"]).exit_code == 2


def test_the_schema_is_printed():
    made = quotidian("schema", "quotes")
    assert "| `cue_lemma` | string | yes |" in made.stdout


def test_the_version_is_told_at_once():
    code = "import sys; from pipeline.cli import main\ntry: main(['--version'])\nexcept SystemExit: pass\n"
    code += "print(sorted({'pyarrow', 'spacy', 'rich', 'fsspec'} & set(sys.modules)))"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert made.stdout.splitlines()[0].startswith("quotidian, version ")
    assert made.stdout.splitlines()[1] == "[]"


def test_a_command_ends_at_once_when_all_is_said():
    script = """
import atexit, sys
from pipeline import cli

class Loaded:
    def __del__(self):
        print("taken apart")

loaded = Loaded()
atexit.register(print, "done at the end")
sys.argv = ["quotidian", *sys.argv[1:]]
cli.command()
"""
    told = {
        word: subprocess.run([sys.executable, "-c", script, word], capture_output=True, text=True, cwd=ROOT)
        for word in ("--help", "nonsense")
    }
    assert {word: said.returncode for word, said in told.items()} == {"--help": 0, "nonsense": 2}
    assert all(said.stdout.endswith("done at the end\n") for said in told.values())


def test_articles_that_are_gone_are_told_pruned_and_forgotten(tmp_path):
    def said(*arguments):
        made = quotidian(*arguments, cwd=tmp_path)
        assert made.returncode == 0, made.stderr
        return made.stdout

    (tmp_path / "articles").mkdir()
    for name in ("harbour", "market", "school"):
        (tmp_path / "articles" / f"{name}.txt").write_text(f"The {name} of Marlow opens on Friday, Ada Brenner said.\n")
    said("run")
    (tmp_path / "articles" / "market.txt").unlink()
    assert "1 article no longer in the sources kept: market.txt; `quotidian run --prune`" in said("run")
    assert "1 article no longer in the sources removed: market.txt." in said("run", "--prune")
    assert said("forget", "school.txt").startswith("1 article is forgotten")
    assert Store(tmp_path / "output").read_all("quotes")["article_id"].unique().to_pylist() == [
        article_id("harbour.txt")
    ]
    assert Store(tmp_path / "output").read_all("statements").num_rows == 1
    assert said("forget", "--undo", "school.txt").startswith("1 article is no longer forgotten")
    assert said("run").startswith("1 new article")
