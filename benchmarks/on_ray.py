"""The tables that a Ray cluster makes, whatever of it dies.

    python benchmarks/on_ray.py [--articles N] [--nodes N ...] [--taking-in]

Runs `quotidian run` over N articles (default 400) in one process, then on clusters of 2 and 4 nodes in this machine:
undisturbed, with a node killed while sources are read, while parts are made and while the maps of the corpus stages
work alone, and with the run itself killed and started again. Prints of each the seconds, how far it was when something
was killed, and whether its tables are, byte for byte, those of the one process. With `--taking-in`, only takes in N
articles of a `.jsonl.gz` on a cluster in this machine, and prints how many a second that is, and a CPU second of the
one process that decides what is new.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from ray.cluster_utils import Cluster
from scale import write_corpus

from expectations.validation import validate
from pipeline.articles.inputs import list_inputs
from pipeline.running import intake, ray_cluster, reading_ahead
from pipeline.running.stages import corpus_stages
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store, kept_folder

PART_CHARACTERS = "40000"
IN_SMALL = (
    "from pipeline.running import reading_ahead as reading; reading.FEW, reading.BATCH_RECORDS = 0, 4;"
    "from pipeline.cli import main; main()"
)
"""The command, which here asks the cluster to read however little there is."""
MAPPED = [stage for stage in corpus_stages() if stage.map is not None]

KILLED = {
    "nothing": "",
    "a node, reading": "articles",
    "a node, making parts": "event_mentions",
    "a node, mapping": "kept",
    "the run": "event_mentions",
}
"""What is killed, and the table of which there are parts by then."""


def command(source: pathlib.Path, output: pathlib.Path, address: str | None) -> list[str]:
    """The run over `source`, on the cluster at `address` or in one process."""
    where = ["--engine", "ray", "--ray-address", address] if address else []
    run = ["run", str(source), "--output", str(output), "--part-characters", PART_CHARACTERS]
    return [sys.executable, "-c", IN_SMALL, *run, *where]


def contents(output: pathlib.Path) -> dict[str, bytes]:
    """The bytes of every part of every table."""
    paths = [path for table in TABLES for path in (output / table).glob("*.parquet")]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in paths}


def reached(output: pathlib.Path, table: str) -> int:
    """How many parts of a table there are, or of what a corpus stage keeps where `table` is called `kept`."""
    folder = kept_folder(MAPPED[0].table) if table == "kept" else table
    return len(list((output / folder).glob("*.parquet")))


def disturbed(run: list[str], output: pathlib.Path, table: str, kill: Callable[[subprocess.Popen], None]) -> int:
    """A run in which something is killed once it has come to a table; how far it was. Ends this program if it fails."""
    process = subprocess.Popen(run, stdout=subprocess.DEVNULL)
    while process.poll() is None and reached(output, table) < 2:
        time.sleep(0.01)
    far = reached(output, table)
    kill(process)
    if process.wait() not in (0, -signal.SIGKILL):
        sys.exit(f"The run failed with {process.returncode}.")
    return far


def forget_maps(output: pathlib.Path) -> None:
    """Take away what the corpus stages have made and kept, so that their maps have to work alone."""
    for stage in MAPPED:
        shutil.rmtree(output / kept_folder(stage.table))
        for table in stage.tables:
            for path in (output / table).glob("*.parquet"):
                path.unlink()


def tried(folder: pathlib.Path, cluster: Cluster, nodes: int, killed: str, table: str) -> str:
    """What came of a run in which something was killed, nothing where `table` is empty: in a line."""
    while len(cluster.worker_nodes) < nodes - 1:
        cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    node = next(iter(cluster.worker_nodes))
    alone, output = folder / "alone", folder / f"{nodes} {killed}"
    run = command(folder / "corpus.jsonl", output, cluster.address)
    if table == "kept":
        shutil.copytree(alone, output)
        forget_maps(output)
    started, far = time.perf_counter(), ""
    if table:
        kill = (
            subprocess.Popen.kill if killed == "the run" else lambda _: cluster.remove_node(node, allow_graceful=False)
        )
        far = f"{disturbed(run, output, table, kill)} of {reached(alone, table)} parts of {table}"
    if not table or killed == "the run":
        subprocess.run(run, stdout=subprocess.DEVNULL, check=True)
    seconds = time.perf_counter() - started
    like = "the same" if contents(output) == contents(alone) else "NOT THE SAME"
    return f"{nodes} nodes, killed: {killed:22} {seconds:6.1f} s  {far:36} {like}"


def taken_in(count: int) -> str:
    """How fast so many articles are taken in, all of them by the cluster, in a line."""
    reading_ahead.FEW = intake.FEW = 0
    with tempfile.TemporaryDirectory() as scratch:
        write_corpus(pathlib.Path(scratch, "corpus.jsonl.gz"), range(count))
        store = Store(pathlib.Path(scratch, "output"))
        store.create()
        ray_cluster.connect(None)
        wall, cpu = time.perf_counter(), time.process_time()
        intake.ingest(store, list_inputs([scratch]), Settings(engine="ray"), validate)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        ray_cluster.let_go()
    return (
        f"{count:,} articles: {count / wall:,.0f} a second, {count / cpu:,.0f} a CPU second of the process that decides"
    )


def main() -> None:
    """Run, kill, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--nodes", type=int, nargs="+", default=[2, 4])
    parser.add_argument("--taking-in", action="store_true")
    given = parser.parse_args()
    if given.taking_in:
        print(taken_in(given.articles))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        write_corpus(folder / "corpus.jsonl", range(given.articles))
        alone = command(folder / "corpus.jsonl", folder / "alone", None)
        subprocess.run(alone, stdout=subprocess.DEVNULL, check=True)
        for nodes in given.nodes:
            cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
            for killed, table in KILLED.items():
                print(tried(folder, cluster, nodes, killed, table), flush=True)
            cluster.shutdown()


if __name__ == "__main__":
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    main()
