"""The asset graph, and a corpus made through Dagster."""

import datetime as dt
import os
import pathlib
import re
from collections import Counter

import dagster as dg
import duckdb
import pytest
from dagster._utils.error import serializable_error_info_from_exc_info

import pipeline
from assets.automation import sources_changed
from assets.definitions import defs
from assets.reporting import _markdown, _records, _summary, chart, columns, description, shorten
from assets.resources import Corpus
from assets.tables import REPORT_ASSETS, STAGE_ASSETS, articles, sentence
from pipeline.errors import SourceNotFoundError
from pipeline.running import ray_cluster
from pipeline.running.result import PartResult
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

NEWS = "The council of Marlow met on Monday. “We will build it,” said Ada Brenner, the mayor. She thanked everyone."


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("dagster")
    (made / "in").mkdir()
    (made / "in" / "a.txt").write_text(NEWS)
    (made / "in" / "a.meta.yaml").write_text("published_at: 2031-05-06\n")
    (made / "in" / "b.txt").write_text("")
    return made


@pytest.fixture(scope="module")
def corpus(folder):
    return Corpus(sources=[str(folder / "in")], output=str(folder / "out"))


def materialize(corpus, *selection):
    """Run all assets, or those selected, on a corpus."""
    return dg.materialize(
        [articles, *STAGE_ASSETS, *REPORT_ASSETS],
        selection=list(selection) or None,
        resources={"corpus": corpus},
        raise_on_error=False,
    )


@pytest.fixture(scope="module")
def run(corpus):
    """One run of all assets."""
    return materialize(corpus)


def materialization(run, table):
    (made,) = run.asset_materializations_for_node(table)
    return {key: value.value for key, value in made.metadata.items()}


def version(run, table):
    (made,) = run.asset_materializations_for_node(table)
    return made.tags["dagster/data_version"]


def test_there_is_an_asset_for_every_table():
    graph = defs.resolve_asset_graph()
    keys = {key.to_user_string() for key in graph.get_all_asset_keys()}
    assert set(TABLES) <= keys


@pytest.mark.parametrize("table", TABLES)
def test_an_asset_tells_what_it_is(table):
    node = defs.resolve_asset_graph().get(dg.AssetKey(table))
    assert node.description.startswith(TABLES[table].description)
    assert f"`{TABLES[table].key[0]}`" in node.description
    assert node.kinds >= {"python", "parquet"}
    assert node.group_name != "default"
    told = [record.data for record in node.metadata["columns"].records]
    assert [row["column"] for row in told] == [column.name for column in TABLES[table].columns]
    assert all(row["meaning"] for row in told)
    assert "dagster/column_schema" not in node.metadata, "it would be shown before the rows"


def test_a_check_says_why_it_is_not_run_by_itself():
    for asset in (articles, *STAGE_ASSETS):
        for spec in asset.check_specs:
            assert "not run by itself" in spec.description


def test_how_to_read_a_table_is_told_as_it_works(run, folder):
    """As printed: the Python and the SQL of the advice are run."""
    for table in TABLES:
        told = description(table, f"{folder / 'out'}/")
        python, sql = re.search(r"Read it with `(.+?)`, or with SQL: `(.+?)`\.$", told).groups()
        rows = materialization(run, table)["dagster/row_count"]
        assert len(eval(python, {"pipeline": pipeline})) == rows, table
        assert duckdb.sql(f"SELECT count(*) AS n {sql}").fetchall() == [(rows,)], table


def test_a_column_tells_its_values_and_what_it_refers_to():
    told = {record.data["column"]: record.data for record in columns("quotes").records}
    assert told["quote_type"]["meaning"].endswith("One of direct, indirect, mixed.")
    assert told["said_on_timex_id"]["meaning"].endswith(" Refers to time_expressions.timex_id.")
    assert told["said_on_timex_id"]["type"] == "string, may be null"
    assert told["quote_id"]["meaning"].endswith(" Part of the key.")
    assert told["quote_id"]["type"] == "string"


def test_the_graph_is_that_of_the_stages():
    graph = defs.resolve_asset_graph()
    parents = {key.to_user_string() for key in graph.get(dg.AssetKey("quotes")).parent_keys}
    assert parents == {"articles", "tokens", "mentions", "time_expressions"}


@pytest.mark.parametrize("table", ["quarantine", "checks"])
def test_what_all_tables_write_into_comes_after_them(table):
    graph = defs.resolve_asset_graph()
    parents = {key.to_user_string() for key in graph.get(dg.AssetKey(table)).parent_keys}
    assert parents == {"statement_members", "event_members"}
    before = graph.get_ancestor_asset_keys(dg.AssetKey(table))
    assert {key.to_user_string() for key in before} == set(TABLES) - {"quarantine", "checks"}


def test_a_run_makes_every_table(run, folder):
    assert run.success
    store = Store(folder / "out")
    for table in TABLES:
        assert store.parts(table), table
    assert (folder / "out" / "README.md").exists()
    assert (folder / "out" / "validation" / "index.html").exists()


def test_a_materialization_shows_what_was_made(run):
    quotes = materialization(run, "quotes")
    assert quotes["dagster/row_count"] >= 1
    assert quotes["parts made"] == 1
    assert list(quotes)[:3] == ["dagster/row_count", "rows", "chart"]
    (first, *_) = [record.data for record in quotes["rows"].records]
    assert (first["speaker_name"], first["text"]) == ("Ada Brenner", "“We will build it,”")
    assert all(column.description for column in quotes["rows"].schema.columns)
    assert quotes["chart"].startswith("![Quotes by speaker](data:image/png;base64,")
    missing = {record.data["column"]: record.data["missing"] for record in quotes["missing"].records}
    assert missing["channel"] == "100.0%"
    assert "channel_start" not in missing
    assert quotes["model"].startswith("en_")
    told = [record.data for record in materialization(run, "mentions")["rows"].records]
    assert told == sorted(told, key=lambda row: "–" in row.values()), "rows that have all that is shown come first"
    (most, *_) = [record.data for record in materialization(run, "entities")["rows"].records]
    assert most["name"] == "Ada Brenner"
    assert materialization(run, "articles")["articles new"] == 1
    assert "parts made" not in materialization(run, "quarantine")
    assert materialization(run, "quarantine")["dagster/row_count"] == 1


def test_every_materialization_leads_to_the_pages_about_its_table(run, folder):
    corpus = Corpus(sources=[], output=str(folder / "out"))
    corpus.write_report()
    for table in TABLES:
        metadata = materialization(run, table)
        for page in (metadata["in the report"], metadata["in the Data Docs"]):
            assert pathlib.Path(page).is_relative_to(folder / "out")
            assert pathlib.Path(page).exists(), page
    docs = (folder / "out" / "validation" / "quotes.html").read_text()
    (address,) = set(re.findall(r'(?:url|href)="?=?([^"]+)"', docs))
    assert (folder / "out" / "validation" / address).exists()


def test_a_served_output_is_linked_to():
    page = Corpus(sources=[], output="out", site="http://127.0.0.1:3001/").address("report/index.html")
    assert page == dg.MetadataValue.url("http://127.0.0.1:3001/report/index.html")


def test_every_table_is_checked(run):
    checks = {(c.asset_key.to_user_string(), c.check_name): c for c in run.get_asset_check_evaluations()}
    assert checks["quotes", "expectations"].passed
    assert checks["quotes", "expectations"].metadata["expectations"].value > 10
    assert checks["quotes", "expectations"].metadata["broken"].value == 0
    rules = checks["quotes", "expectations"].metadata["all rules"].value
    assert re.search(r"^\| text_at_span \|.*\| yes \|", rules, re.MULTILINE)
    assert checks["quotes", "expectations"].metadata["broken rules"] == dg.MetadataValue.text("none")
    assert checks["quotes", "rates"].metadata["out of range"].value == 0


def test_a_text_is_cut_between_words():
    assert shorten("all of it", 9) == "all of it"
    assert shorten("one two\n\nthree | four", 13) == "one two …"
    assert shorten("Donaudampfschiff", 5) == "Donau …"
    assert (shorten(None, 9), shorten(["a", "b"], 9), shorten([], 9)) == ("–", "a, b", "")


def test_rules_of_many_parts_are_told_once():
    parts = [
        {"rule": "r", "description": "Holds.", "n_rows": 30, "n_unexpected": 0, "observed": "90.0%", "success": True},
        {"rule": "r", "description": "Holds.", "n_rows": 10, "n_unexpected": 3, "observed": "70.0%", "success": False},
        {"rule": "a", "description": "Fits.", "n_rows": 10, "n_unexpected": None, "observed": None, "success": True},
    ]
    first, second = _summary(parts)
    assert first == {"rule": "r", "expects": "Holds.", "rows": "40", "unexpected": "3", "observed": "85", "met": "no"}
    assert (second["rule"], second["met"], "observed" in second) == ("a", "yes", False)
    assert [record.data["observed"] for record in _records([first, second]).records] == ["85", ""]
    assert _records([]) == dg.MetadataValue.text("none")


@pytest.mark.parametrize(
    "counts", [{}, {dt.date(1788, 1, 1): 1, dt.date(2031, 5, 19): 5}, {"Ada Brenner": 2, "$x_{$ | y": 1}]
)
def test_a_chart_is_an_image(counts):
    assert chart(Counter(counts), "Title").startswith(b"\x89PNG")


def test_a_picture_lies_beside_the_tables_where_they_are_served_and_else_in_the_page(tmp_path):
    """Dagster shows Markdown in its place only where it has fewer than 1,000 characters."""
    served = Corpus(output=str(tmp_path / "out"), site="http://127.0.0.1:3001/")
    assert served.picture("quotes", b"png") == "http://127.0.0.1:3001/charts/quotes.png"
    assert (tmp_path / "out" / "charts" / "quotes.png").read_bytes() == b"png"
    assert Corpus(output=str(tmp_path / "other")).picture("quotes", b"png") == "data:image/png;base64,cG5n"
    assert not (tmp_path / "other").exists()


def test_what_was_made_is_said_in_a_line(run, corpus):
    made = [PartResult("quotes", "a", "made", rejected=1, seconds=1.25), PartResult("quotes", "b", "made", rejected=2)]
    rows = materialization(run, "quotes")["dagster/row_count"]
    said = f"quotes: {rows} row{'s' * (rows > 1)}"
    assert sentence(corpus.store, "quotes", made) == f"{said}, 2 parts made in 1.2 s, 3 rows sent to quarantine"
    assert sentence(corpus.store, "quotes", [PartResult("quotes", "a", "current")]) == f"{said}, up to date"
    assert sentence(corpus.store, "quarantine", ()) == "quarantine: 1 row"


def test_markdown_keeps_bars_and_backslashes():
    assert _markdown([{"a": "1|2", "b": "\\"}]) == "| a | b |\n| --- | --- |\n| 1\\|2 | \\\\ |"
    assert _markdown([]) == "none"


def test_one_asset_alone_uses_what_is_there(run, corpus):
    again = materialize(corpus, "quotes")
    assert again.success
    assert materialization(again, "quotes")["parts reused"] == 1
    assert version(again, "quotes") == version(run, "quotes")
    assert version(run, "quotes") != version(run, "mentions")


def test_assets_of_one_process_share_a_connection_to_a_cluster(run, folder, monkeypatch):
    let_go = []
    monkeypatch.setattr(ray_cluster, "let_go", lambda: let_go.append("now"))
    on_ray = Corpus(sources=[str(folder / "in")], output=str(folder / "out"), engine="ray", ray_address="nowhere:1")
    assert materialize(on_ray, "tokens", "sentences").success, "nothing is left to do, so no cluster is asked"
    assert let_go == ["now"]


def test_an_asset_whose_inputs_are_missing_says_what_to_select(tmp_path, folder):
    corpus = Corpus(sources=[str(folder / "in")], output=str(tmp_path / "new"))
    assert materialize(corpus, "articles").success
    failed = materialize(corpus, "quotes")
    assert not failed.success
    (event,) = [e for e in failed.all_events if e.event_type_value == "STEP_FAILURE"]
    assert "+quotes" in event.step_failure_data.error.to_string()


def test_a_broken_table_rule_fails_the_check_and_blocks_what_is_downstream(tmp_path, folder, monkeypatch):
    from expectations import validation

    real = validation.validate

    def validate(table, part, **more):
        verdict = real(table, part, **more)
        if table != "mentions":
            return verdict
        return validation.Validation(verdict.accepted, verdict.rejected, verdict.checks, False, ["mentions is broken."])

    monkeypatch.setattr("assets.resources.validate", validate)
    corpus = Corpus(sources=[str(folder / "in")], output=str(tmp_path / "out"))
    run = materialize(corpus)
    assert not run.success
    checks = {(c.asset_key.to_user_string(), c.check_name): c for c in run.get_asset_check_evaluations()}
    failed = checks["mentions", "expectations"]
    assert (failed.passed, failed.severity, failed.description) == (
        False, dg.AssetCheckSeverity.ERROR, "mentions is broken.",
    )  # fmt: skip
    made = {e.step_key for e in run.all_events if e.event_type_value == "STEP_SUCCESS"}
    assert "time_expressions" in made
    assert not {"quotes", "event_mentions", "entities"} & made
    assert Store(tmp_path / "out").parts("mentions") == []


def test_the_sensor_asks_for_a_run_when_the_sources_change(folder, corpus):
    def tick(cursor):
        with (
            dg.DagsterInstance.ephemeral() as instance,
            dg.build_sensor_context(instance=instance, cursor=cursor, resources={"corpus": corpus}) as context,
        ):
            return sources_changed(context)

    first = tick(None)
    assert len(first.run_requests) == 1
    assert isinstance(tick(first.cursor), dg.SkipReason)
    (folder / "in" / "c.txt").write_text(NEWS)
    changed = (folder / "in" / "c.txt").stat().st_mtime_ns
    second = tick(first.cursor)
    (folder / "in" / "c.txt").unlink()
    third = tick(second.cursor)
    (folder / "in" / "c.txt").write_text(NEWS)
    os.utime(folder / "in" / "c.txt", ns=(0, changed))
    fourth = tick(third.cursor)
    again = tick(None)  # the cursor was reset by hand
    asked = [result.run_requests[0].run_key for result in (first, second, third, fourth, again)]
    assert len(set(asked)) == 5


def test_the_schedule_stands_ready_but_stopped():
    schedule = defs.resolve_schedule_def("every_day")
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED


def test_the_environment_gives_the_defaults(monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_SOURCES", "a:b")
    monkeypatch.setenv("QUOTIDIAN_OUTPUT", "tables")
    monkeypatch.setenv("QUOTIDIAN_WORKERS", "3")
    monkeypatch.setenv("QUOTIDIAN_ENGINE", "ray")
    monkeypatch.setenv("QUOTIDIAN_RAY_ADDRESS", "head:6379")
    monkeypatch.setenv("QUOTIDIAN_SITE", "http://tables.example")
    made = Corpus.from_environment()
    assert (made.addresses, made.output, made.workers, made.model) == (["a", "b"], "tables", 3, None)
    assert (made.settings.engine, made.settings.ray_address) == ("ray", "head:6379")
    assert made.site == "http://tables.example"
    one, two = "simplecache::s3://news/*.warc.gz", "ftp://ann:k3y@127.0.0.1:9/a.jsonl"
    monkeypatch.setenv("QUOTIDIAN_SOURCES", f"{one}:{two}::/c d.txt:")
    assert Corpus.from_environment().addresses == [one, two, "/c d.txt"]


def test_passwords_of_sources_stay_out_of_what_dagster_keeps(monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_SOURCES", "/news/s3cret")
    made = Corpus.from_environment()
    assert made.sources == []
    address = "ftp://ann:s3cret@127.0.0.1:9/news.jsonl?key=k3y"  # apart, as tracebacks show lines of code
    with pytest.raises(SourceNotFoundError) as raised:
        Corpus(output="tables", sources=[address]).inputs()
    kept = serializable_error_info_from_exc_info((raised.type, raised.value, raised.tb)).to_string()
    assert "s3cret" not in kept
    assert "k3y" not in kept
    assert "ftp://***@127.0.0.1:9/news.jsonl" in kept


def test_a_run_told_so_removes_articles_whose_files_are_gone_and_those_named(tmp_path):
    (tmp_path / "in").mkdir()
    for name in "abc":
        (tmp_path / "in" / f"{name}.txt").write_text(NEWS.replace("Marlow", f"Marlow {name}"))
    corpus = Corpus(sources=[str(tmp_path / "in")], output=str(tmp_path / "out"))
    materialize(corpus, "articles")
    (tmp_path / "in" / "a.txt").unlink()
    config = {"ops": {"articles": {"config": {"prune": True, "forget": ["b.txt"]}}}}
    made = dg.materialize([articles], resources={"corpus": corpus}, run_config=config)
    assert made.success
    assert corpus.store.read_all("articles")["uri"].to_pylist() == ["c.txt"]
