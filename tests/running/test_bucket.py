"""Runs whose sources and tables lie in a bucket of a real S3 server on this machine."""

import collections
import datetime as dt
import json
import logging

import duckdb
import fsspec
import pytest
import s3fs
from click.testing import CliRunner
from moto.server import ThreadedMotoServer

import pipeline
from pipeline.articles.reading import list_inputs
from pipeline.cli import main
from pipeline.errors import OutputError, OutputLockedError
from pipeline.publishing.report.publish import publish_report
from pipeline.running.run import Run
from pipeline.running.stages import made_tables
from pipeline.settings import STATE_FOLDER, Settings
from pipeline.tables.holding import Lease
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store

TEXTS = [
    "The ferry to Lund sank on Monday, the harbour master said. “Nobody was hurt,” Ada Brenner told reporters.",
    "Ada Brenner resigned on 3 March 2027. “I am tired,” she said. The council of Lund meets on Friday.",
    "“Nobody was hurt,” said Ada Brenner. A storm hit Lund on Monday and killed two sailors.",
]
SETTINGS = Settings(workers=1, part_characters=1)  # a part an article


@pytest.fixture(scope="module")
def server():
    """The address of an S3 server, and how often it was asked for what, by the method of S3's interface."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    asked = collections.Counter()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (
            ("AWS_ENDPOINT_URL", f"http://{host}:{port}"),
            ("AWS_ACCESS_KEY_ID", "nobody"),
            ("AWS_SECRET_ACCESS_KEY", "nothing"),
            ("AWS_DEFAULT_REGION", "us-east-1"),
        ):
            patch.setenv(name, value)
        call = s3fs.S3FileSystem._call_s3

        async def counted(self, method, *args, **kwargs):
            asked[method if isinstance(method, str) else method.__name__] += 1
            return await call(self, method, *args, **kwargs)

        patch.setattr(s3fs.S3FileSystem, "_call_s3", counted)
        s3fs.S3FileSystem.clear_instance_cache()
        fsspec.filesystem("s3").mkdir("archive")
        yield asked
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


@pytest.fixture(scope="module")
def sources(server):
    """The addresses of the articles in the bucket."""
    files = fsspec.filesystem("s3")
    for index, text in enumerate(TEXTS):
        day = dt.date(2027, 3, 5) + dt.timedelta(index)
        record = {"text": text, "uri": f"article-{index}", "published_at": day.isoformat()}
        files.pipe_file(f"archive/news/{index}.jsonl", json.dumps(record).encode())
    return "s3://archive/news/"


def run(output, sources=None):
    return Run(Store(output), SETTINGS).do(None if sources is None else list_inputs([sources]))


@pytest.fixture(scope="module")
def making(server, sources):
    """How often the server was asked for what while tables were made of the articles."""
    server.clear()
    outcome = run("s3://archive/tables", sources)
    assert (outcome.taken.new, outcome.failures) == (3, [])
    return collections.Counter(server)


@pytest.fixture(scope="module")
def tables(making):
    """The address of tables that were made of the articles."""
    return "s3://archive/tables"


def test_a_part_is_read_and_written_without_asking_for_it_first(making):
    """Of three parts: some 93 requests each, to read, write and remove, and some 120 whatever there is."""
    assert sum(making.values()) <= 420, making
    assert making["head_object"] + making["head_bucket"] <= 40, making


def contents(output, tables):
    store = Store(output)
    return {(table, part): store.stamp(table, part).content for table in tables for part in store.parts(table)}


def test_a_bucket_holds_what_a_folder_would(tables, sources, tmp_path):
    run(str(tmp_path), sources)
    wanted = contents(str(tmp_path), ["articles", *made_tables()])
    assert contents(tables, ["articles", *made_tables()]) == wanted
    assert {part for table, part in wanted if table == "quotes"} == {"part-00000", "part-00001", "part-00002"}


@pytest.mark.parametrize("asked", [8, 500, 1_000_000])
def test_a_footer_is_read_however_long_it_is(tables, asked, monkeypatch):
    monkeypatch.setattr("pipeline.tables.store.FOOTER_BYTES", asked)
    assert Store(tables).stamp("articles", "part-00000").rows == 1
    assert Store(tables).null_counts("articles", ["text"]) == {"text": 0}


def test_nothing_to_do_asks_for_no_part(server, tables):
    run(tables)
    server.clear()
    outcome = run(tables)
    assert {result.status for result in outcome.results} == {"current"}
    assert sum(server.values()) <= 36, server  # whatever the number of parts: see test_listing.py


def test_the_tables_are_read_where_they_lie(tables):
    quotes = pipeline.open(tables).quotes
    assert quotes[quotes["quote_type"] == "direct"]["text"].tolist().count("“Nobody was hurt,”") == 2
    with duckdb.connect() as db:
        db.register_filesystem(fsspec.filesystem("s3"))
        found = db.execute(f"SELECT speaker, count(*) FROM '{tables}/quotes/*.parquet' GROUP BY speaker ORDER BY ALL")
        assert found.fetchall()


def test_a_second_run_is_refused_until_the_lease_of_a_dead_one_has_run_out(tables):
    store = Store(tables)
    dead = Lease(store.fs, f"{store.path}/{STATE_FOLDER}", tables, seconds=3600)
    dead.take()
    with pytest.raises(OutputLockedError, match="in use by process"):
        run(tables)
    dead.seconds = -1.0
    dead.renew()
    assert {result.status for result in run(tables).results} == {"current"}
    dead.renew()
    assert dead.lost


def test_parts_are_merged_in_a_bucket(tables):
    merged = "s3://archive/merged"
    fsspec.filesystem("s3").copy("archive/tables/", "archive/merged/", recursive=True)
    before = {table: Store(merged).read_all(table).num_rows for table in TABLES}
    larger = Settings(workers=1)
    merges, _ = Run(Store(merged), larger).compact()
    assert [merge.into for merge in merges] == ["part-00000"]
    assert Store(merged).parts("quotes") == ["part-00000"]
    assert {table: Store(merged).read_all(table).num_rows for table in TABLES} == before
    assert {result.status for result in Run(Store(merged), larger).do(None).results} == {"current"}


def test_a_report_lies_beside_the_tables_in_a_bucket(tables, tmp_path):
    """And takes the place of the one before; what is no report is left as it is."""
    files, store = fsspec.filesystem("s3"), Store(tables)
    page, n_files = publish_report(store)
    assert page == f"{tables}/report/index.html"
    written = {name.removeprefix("archive/tables/report/") for name in files.find("archive/tables/report")}
    assert len(written) == n_files > 10
    publish_report(store, tmp_path / "report")
    for name in written:
        assert files.cat_file(f"archive/tables/report/{name}") == (tmp_path / "report" / name).read_bytes(), name
    assert "Ada Brenner" in files.cat_file("archive/tables/report/index.html").decode()
    files.pipe_file("archive/tables/report/data/old.js", b"old")
    publish_report(store)
    assert not files.exists("archive/tables/report/data/old.js")
    files.rm_file("archive/tables/report/data/site.js")
    with pytest.raises(OutputError, match=r"tables/report holds something that is no report"):
        publish_report(store)
    files.rm("archive/tables/report", recursive=True)
    run = CliRunner().invoke(main, ["report", "--output", tables])
    assert (run.exit_code, run.output) == (0, f"Open {page} in a browser.\n")


def test_what_is_kept_from_run_to_run_lies_in_the_bucket_too(tables):
    kept = fsspec.filesystem("s3").ls("archive/tables/.quotidian", detail=False, refresh=True)
    assert "archive/tables/.quotidian/entities.duckdb" in kept
