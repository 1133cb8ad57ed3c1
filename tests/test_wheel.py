"""The wheel, installed apart from the sources, reads a file of each format.

The dependencies are those that are here already; where QUOTIDIAN_TEST_INDEX is set, pip downloads them all.
"""

import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig
import venv

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ROOT = pathlib.Path(__file__).parent.parent
OLDEST_PIP = "23.2.1"
"""What came with Python 3.11.7 and 3.12.1, the oldest pip that the wheel has to install with."""
NEWS = "The council of Marlow met on Monday and voted for the new bridge, which will be built by the spring."
PAGE = f"<html><body><article><h1>T</h1><p>{NEWS}</p><p>{NEWS} {NEWS}</p></article></body></html>"
READS = """
import json, sys
import pipeline, quotidian
from pipeline.articles.reading import Article, list_inputs, read

assert sys.prefix in pipeline.__file__, pipeline.__file__
assert quotidian.extract is pipeline.extract
items = [(file.format, item) for file in list_inputs(sys.argv[1:]) for item in read(file)]
print(json.dumps([[kind, isinstance(item, Article) or item.detail] for kind, item in items]))
"""


def run(*command, **more):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel built of a copy of the sources, which stay as they are."""
    sources, wheels = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheels")
    for folder in ("pipeline", "assets", "expectations"):
        shutil.copytree(ROOT / folder, sources / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE", "quotidian.py"):
        shutil.copy(ROOT / file, sources / file)
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w", wheels, sources)
    (made,) = wheels.glob("quotidian-*.whl")
    return made


@pytest.fixture
def articles(tmp_path):
    """A file of each format."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(NEWS)
    (folder / "a.html").write_text(PAGE)
    (folder / "a.jsonl").write_text(json.dumps({"text": NEWS}))
    (folder / "a.csv").write_text(f'uri,text\nu,"{NEWS}"\n')
    pq.write_table(pa.table({"text": [NEWS]}), folder / "a.parquet")
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://n.example/\r\nContent-Length: {len(block)}\r\n"
    (folder / "a.warc.gz").write_bytes(gzip.compress(f"{head}\r\n{block}\r\n\r\n".encode()))
    return folder


def read_with(python, articles, tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return json.loads(run(python, "-c", READS, articles, cwd=tmp_path, env=environment))


ALL_READ = [["csv", True], ["html", True], ["jsonl", True], ["parquet", True], ["text", True], ["warc", True]]


def link_installed(into, *without):
    """Lay the libraries of this environment into another, but for Quotidian, pip and those named."""
    left_out = ("quotidian", "__editable__", "pip", "__pycache__", *without)
    for path in pathlib.Path(sysconfig.get_path("purelib")).iterdir():
        if not path.name.startswith(left_out) and not (into / path.name).exists():
            (into / path.name).symlink_to(path)


def test_pip_asks_for_what_the_readers_need_and_the_wheel_reads_each_format(wheel, articles, tmp_path):
    """The pip is the one that came with this Python: of 3.11.7 and 3.12.1 the oldest that is supported."""
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    (site,) = (tmp_path / "venv").glob("lib/python*/site-packages")
    install = (python, "-m", "pip", "install", "--no-index", "--disable-pip-version-check", wheel)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    link_installed(site, "lxml_html_clean")
    lacking = subprocess.run(list(map(str, install)), capture_output=True, text=True, env=environment)
    assert lacking.returncode == 1
    assert "No matching distribution found for lxml-html-clean" in lacking.stderr
    link_installed(site)
    run(*install, env=environment)
    assert sorted(read_with(python, articles, tmp_path)) == ALL_READ


def test_what_the_readers_import_is_named_by_the_project_itself():
    named = re.findall(r'^    "([\w.-]+)[^"\n]*",$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert {"brotli", "lxml-html-clean", "py3langid", "pyarrow", "pyyaml", "trafilatura", "warcio"} <= set(named)


@pytest.mark.skipif("QUOTIDIAN_TEST_INDEX" not in os.environ, reason="downloads all dependencies")
def test_the_oldest_pip_installs_what_the_readers_need(wheel, articles, tmp_path):
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", "-q", f"pip=={OLDEST_PIP}")
    run(python, "-m", "pip", "install", "-q", wheel)
    assert sorted(read_with(python, articles, tmp_path)) == ALL_READ
