"""The Ray engine on a cluster of two nodes in this machine."""

import functools
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace

import dagster as dg
import fsspec
import pytest
import ray
from ray.cluster_utils import Cluster

from assets.resources import Corpus
from assets.tables import STAGE_ASSETS, articles
from assets.ui import free_port
from expectations.validation import validate
from pipeline.articles.reading import list_inputs
from pipeline.articles.rejection import Rejection
from pipeline.errors import EngineError, ModelNotFoundError
from pipeline.running import engine, intake, reading_ahead
from pipeline.running import ray_cluster as ray_engine
from pipeline.running.intake import ingest
from pipeline.running.ray_cluster import in_ray
from pipeline.running.reading_ahead import read_all
from pipeline.running.result import PartResult
from pipeline.running.wholeness import NOTHING_REJECTED
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store
from tests import shelf
from tests.running.test_reading_ahead import write_sources

ROOT = pathlib.Path(__file__).parents[2]
ARTICLE = ROOT / "articles" / "grell-water.txt"


def make(root, part, *, seconds=0.0, nodes=0):
    """Stands for `make_part`: notes where it ran, waits for others, does what the part's name says, writes a part."""
    (pathlib.Path(root) / f"{part}.{time.time_ns()}").write_text(ray.get_runtime_context().get_node_id())
    late = time.monotonic() + 120
    while len(nodes_at_work(pathlib.Path(root))) < nodes and time.monotonic() < late:
        time.sleep(0.05)
    time.sleep(seconds)
    tries = len(list(pathlib.Path(root).glob(f"{part}.*")))
    if part == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if part == "stumbles" and tries == 1:
        raise ConnectionError(part)
    if part == "breaks":
        raise ZeroDivisionError("nothing to divide by")
    if part == "lacks":
        raise ModelNotFoundError("There is no model on this node.")
    row = {
        "article_id": part,
        "sentence_index": 0,
        "paragraph_index": 0,
        "kind": "prose",
        "start": 0,
        "end": 1,
        "text": part,
    }
    rows = TABLES["sentences"].from_rows([row])
    Store(root).write("sentences", part, rows, fingerprint="", code_version="")
    return [PartResult("sentences", part, "made", 1)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", shelf.install(tmp_path_factory.mktemp("shelf")))
        fsspec.register_implementation("shelf", shelf.Shelf, clobber=True)
        environment.setenv("GRPC_ENABLE_FORK_SUPPORT", "0")  # for the head, as `docs/scale.md` says
        environment.setenv("PATH", os.path.dirname(sys.executable), prepend=os.pathsep)  # for its jobs
        environment.setenv("DAGSTER_HOME", str(tmp_path_factory.mktemp("dagster")))
        head = {"num_cpus": 1, "ray_client_server_port": free_port(10_001),
                "include_dashboard": True, "dashboard_port": free_port(8265)}  # fmt: skip
        made = Cluster(initialize_head=True, head_node_args=head, connect=True)
        yield made
        ray.shutdown()
        made.shutdown()


@pytest.fixture
def second(cluster):
    node = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    return node


def test_parts_that_cannot_be_made_are_named_and_the_others_are_made(cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(ray_engine, "RETRIES", 1)
    monkeypatch.setattr(ray_engine, "AHEAD", 2)
    parts = {"a": 3, "dies": 4, "stumbles": 5, "breaks": 6, "b": 7}
    told = []
    made = {m.part: m for results in in_ray(functools.partial(make, str(tmp_path)), parts, None, told.append)
            for m in results}  # fmt: skip
    assert {part: result.status for part, result in made.items()} == {
        "a": "made", "dies": "failed", "stumbles": "made", "breaks": "failed", "b": "made",
    }  # fmt: skip
    assert "dies" in made["dies"].failures[0]
    assert "breaks could not be made" in made["breaks"].failures[0]
    assert "ZeroDivisionError: nothing to divide by" in made["breaks"].failures[0]
    assert sorted(told) == [3, 4, 5, 6, 7]


def test_what_every_part_would_fail_on_ends_the_run(cluster, tmp_path):
    with pytest.raises(ModelNotFoundError, match=r"^There is no model on this node\.$"):
        list(in_ray(functools.partial(make, str(tmp_path)), {"lacks": 1, "a": 1}, None))


def nodes_at_work(folder):
    return {path.read_text() for path in folder.glob("part-*.*") if path.is_file()} - {""}


def test_a_run_that_loses_a_node_half_way_completes_and_nothing_is_lost_or_doubled(cluster, second, tmp_path):
    work = functools.partial(make, str(tmp_path), seconds=0.2, nodes=2)
    parts = {f"part-{n:05d}": 1 for n in range(20)}
    made = []
    lost_at = 0
    for results in in_ray(work, parts, None):
        made += results
        if not lost_at and second.node_id in nodes_at_work(tmp_path):
            cluster.remove_node(second, allow_graceful=False)
            lost_at = len(made)
    assert 0 < lost_at < len(parts)
    assert len(nodes_at_work(tmp_path)) == 2
    assert sorted((result.part, result.status) for result in made) == [(part, "made") for part in parts]
    assert Store(tmp_path).parts("sentences") == list(parts)
    assert Store(tmp_path).read_all("sentences")["article_id"].to_pylist() == list(parts)


def test_a_cluster_reads_what_one_process_reads(cluster, tmp_path, monkeypatch):
    """Files of every kind, some handed out unopened and some cut here, named as they are in this folder."""
    write_sources(tmp_path)
    monkeypatch.chdir(tmp_path)
    files = list_inputs(sorted(path.name for path in tmp_path.iterdir()))
    assert not any(os.path.isabs(file.path) for file in files)
    alone = [(file.path, item) for file, item in read_all(files, Settings())]
    monkeypatch.setattr(reading_ahead, "BATCH_RECORDS", 3)
    for few, size, many in ((1, 900, 1), (0, 900, 2), (0, 2_000_000, 2)):
        monkeypatch.setattr(reading_ahead, "FEW", few)
        monkeypatch.setattr(reading_ahead, "BATCH_SIZE", size)
        monkeypatch.setattr(reading_ahead, "MANY_ARCHIVES", many)
        far = read_all(files, Settings(engine="ray", ray_address=cluster.address))
        assert [(file.path, item) for file, item in far] == alone


def take_in(texts, output, settings):
    """Take the articles of a folder in, and once more when one of them has changed; what was told, and the bytes."""
    store, lines = Store(output), texts / "b.jsonl"
    store.create()
    before, taken = lines.read_text("utf-8"), []
    for text in (before, before.replace("closed 4 times", "closed forty times")):
        lines.write_text(text, "utf-8")
        done = ingest(store, list_inputs([str(texts)]), settings)
        taken.append((done.new, done.changed, done.unchanged, done.rejected, done.parts, done.failures))
    lines.write_text(before, "utf-8")
    return taken, contents(store)


def test_a_cluster_takes_in_what_one_process_takes_in(cluster, tmp_path, monkeypatch):
    texts = tmp_path / "texts"
    texts.mkdir()
    write_sources(texts)
    settings = Settings(part_characters=400)
    on_ray = replace(settings, engine="ray", ray_address=cluster.address)
    taken, made = take_in(texts, tmp_path / "local", settings)
    assert [numbers[:3] for numbers in taken] == [(30, 0, 0), (0, 1, 29)]
    monkeypatch.setattr(intake, "FEW", 0)
    assert take_in(texts, tmp_path / "far", on_ray) == (taken, made)


def read_slowly(folder, batch):
    (pathlib.Path(folder) / f"part-{time.time_ns()}.").write_text(ray.get_runtime_context().get_node_id())
    time.sleep(0.15)
    if any("dies" in file.name for file, _ in batch):
        os.kill(os.getpid(), signal.SIGKILL)
    return reading_ahead._made(Settings(), batch)


def test_what_a_lost_node_was_reading_and_had_read_is_read_again(cluster, second, tmp_path, monkeypatch):
    monkeypatch.setattr(ray_engine, "RETRIES", 1)
    texts = tmp_path / "texts"
    texts.mkdir()
    for n in range(18):  # so long that what comes of it lies on the node that has read it until it is asked for
        (texts / f"{n:02}{'dies' * (n == 16)}.txt").write_text(f"The dam at Marlow will close in {n} years. " * 3_000)
    files = [(file, None) for file in list_inputs([str(texts)])]
    batches = [[file] for file in files[:16]] + [files[16:]]
    work, pieces = functools.partial(read_slowly, str(tmp_path)), functools.partial(reading_ahead._pieces, Settings())
    read = []
    for items in ray_engine.in_order(work, batches, None, reading_ahead._lost, pieces):
        read += items
        if second.node_id in nodes_at_work(tmp_path) and second in cluster.worker_nodes:
            cluster.remove_node(second, allow_graceful=False)
            assert len(read) < 14
    assert len(nodes_at_work(tmp_path)) == 2
    (lost,) = (item for _, item in read if isinstance(item, Rejection))
    assert lost.uri == "16dies.txt"
    assert "while it was read" in lost.detail
    whole = [item for batch in batches for _, item in reading_ahead._made(Settings(), batch)]
    assert [item for _, item in read[:16] + read[17:]] == whole[:16] + whole[17:]


def contents(store):
    return {path.relative_to(store.path).as_posix(): path.read_bytes()
            for table in TABLES for path in pathlib.Path(store.path, table).glob("*")
            if path.stem != NOTHING_REJECTED}  # fmt: skip


def test_the_whole_run_makes_the_bytes_of_the_local_engine_even_when_a_node_dies(cluster, second, tmp_path):
    """Real stages, validated; sources and output on a file system that is not the local one; decided by a process
    that is no node (`ray://`)."""
    source, size = f"shelf://{ROOT}/articles/rail-strike", 1200
    command = [sys.executable, "-m", "pipeline", "run", source, "--output", f"shelf://{tmp_path}/far",
               "--part-characters", str(size), "--engine", "ray", "--ray-address"]  # fmt: skip
    far, local = Store(tmp_path / "far"), Store(tmp_path / "local")
    client = f"127.0.0.1:{cluster.head_node._ray_params.ray_client_server_port}"
    run = subprocess.Popen([*command, f"ray://{client}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    while len(far.parts("event_mentions")) < 2 and run.poll() is None:
        time.sleep(0.02)
    done = far.parts("event_mentions")
    cluster.remove_node(second, allow_graceful=False)
    local.create()
    settings = Settings(part_characters=size)
    ingest(local, list_inputs([source]), settings, validate)
    engine.run(local, settings, validate=validate)
    said, _ = run.communicate()
    assert run.returncode == 0, said
    assert 0 < len(done) < len(far.parts("articles"))
    assert contents(far) == contents(local)
    again = subprocess.run([*command, "nowhere:1"], capture_output=True, text=True)
    assert again.returncode == 0, "nothing is left to do, so no cluster is asked"


def documented_jobs():
    """The commands of `docs/scale.md` that hand a run to Ray's job server."""
    return re.findall(r"^ray job submit (?:.*\\\n)*.*$", (ROOT / "docs" / "scale.md").read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("command", documented_jobs(), ids=["quotidian", "dagster"])
def test_a_job_of_the_documented_command_makes_the_tables(cluster, tmp_path, command):
    """Handed to the job server of a head that runs, whose log the command shows."""
    for documented, here in (
        ("http://HEAD:8265", f"http://{cluster.head_node.webui_url}"),
        ("s3://bucket/crawl/*.warc.gz", f"shelf://{ROOT}/articles/rail-strike/[56]*.md"),
        ("s3://bucket/tables", f"shelf://{tmp_path}/tables"),
    ):
        assert documented in command
        command = command.replace(documented, here)
    run = subprocess.run(command, shell=True, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "succeeded" in run.stdout
    tables = Store(tmp_path / "tables")
    assert tables.read_all("articles").num_rows == 2
    assert {table for table in ("quotes", "events", "statements", "stories") if tables.read_all(table).num_rows} == {
        "quotes", "events", "statements", "stories",
    }  # fmt: skip


def test_a_cluster_that_nobody_answers_for_is_told_at_once(tmp_path):
    """In a process of its own, since this one is connected."""
    command = [sys.executable, "-m", "pipeline", "run", str(ARTICLE), "--output", str(tmp_path),
               "--engine", "ray", "--ray-address", "127.0.0.1:1"]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 2
    assert run.stderr.startswith("quotidian: The Ray cluster 127.0.0.1:1 cannot be used")
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("address", ["127.0.0.1:1", "ray://127.0.0.1:1"])
def test_nobody_is_waited_for_who_does_not_answer(address):
    with pytest.raises(OSError, match="refused"):
        ray_engine._knock(address)


def test_a_cluster_that_the_environment_names_is_asked(monkeypatch):
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:1")
    for given, asked in ((None, "127.0.0.1:1"), ("127.0.0.1:2", "127.0.0.1:2")):
        with pytest.raises(EngineError, match=rf"^The Ray cluster {asked} cannot be used \(.*refused\)\.$"):
            ray_engine.connect(given)


@pytest.mark.parametrize("address", ["", "auto", "local"])
def test_what_is_no_address_is_left_to_ray(address):
    ray_engine._knock(address)


def test_dagster_works_on_the_cluster_that_the_corpus_names(cluster, tmp_path):
    corpus = Corpus(sources=[str(ARTICLE)], output=str(tmp_path / "out"), engine="ray", ray_address=cluster.address)
    run = dg.materialize(
        [articles, *STAGE_ASSETS], selection=["articles", "tokens", "sentences"], resources={"corpus": corpus}
    )
    assert run.success
    (made,) = run.asset_materializations_for_node("sentences")
    assert made.metadata["parts made"].value == 1
    assert Store(tmp_path / "out").read_all("sentences").num_rows
