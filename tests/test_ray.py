"""The Ray engine on a cluster of two nodes in this machine."""

import functools
import os
import pathlib
import signal
import time

import pytest
import ray
from ray.cluster_utils import Cluster

from pipeline.engine import PartResult
from pipeline.ray_engine import in_ray
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store


def make(root, part, *, seconds=0.0):
    """Stands for `make_part`: notes where it ran, takes its time, writes a part."""
    (pathlib.Path(root) / f"{part}.{time.time_ns()}").write_text(ray.get_runtime_context().get_node_id())
    time.sleep(seconds)
    if part == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    row = {"article_id": part, "sentence_index": 0, "paragraph_index": 0, "start": 0, "end": 1, "text": part}
    rows = TABLES["sentences"].from_rows([row])
    Store(root).write("sentences", part, rows, fingerprint="", code_version="")
    return [PartResult("sentences", part, "made", 1)]


@pytest.fixture(scope="module")
def cluster():
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1}, connect=True)
    yield made
    ray.shutdown()
    made.shutdown()


def test_a_part_that_kills_its_processes_has_failed_by_name_and_the_others_are_made(cluster, tmp_path):
    work = functools.partial(make, str(tmp_path))
    told = []
    made = {m.part: m for results in in_ray(work, {"a": 3, "dies": 4, "b": 5}, None, told.append) for m in results}
    assert {part: result.status for part, result in made.items()} == {"a": "made", "dies": "failed", "b": "made"}
    assert "dies" in made["dies"].failures[0]
    assert sorted(told) == [3, 4, 5]


def test_a_run_that_loses_a_node_half_way_completes_and_nothing_is_lost_or_doubled(cluster, tmp_path):
    second = cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    doomed = second.node_id
    work = functools.partial(make, str(tmp_path), seconds=0.5)
    parts = {f"part-{n:05d}": 1 for n in range(12)}
    made = []
    for results in in_ray(work, parts, None):
        made += results
        if len(made) == 4:
            cluster.remove_node(second, allow_graceful=False)
    nodes = {path.read_text() for path in tmp_path.glob("part-*.*") if path.is_file()}
    assert doomed in nodes
    assert len(nodes) == 2
    assert sorted((result.part, result.status) for result in made) == [(part, "made") for part in parts]
    assert Store(tmp_path).parts("sentences") == list(parts)
    assert Store(tmp_path).read_all("sentences")["article_id"].to_pylist() == list(parts)
