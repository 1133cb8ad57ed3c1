"""The wheel, installed apart from the sources, reads a file of each format.

The dependencies are those that are here already; where QUOTIDIAN_TEST_INDEX is set, pip downloads them all.
"""

import email
import gzip
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile

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
    for file in ("pyproject.toml", "README.md", "LICENSE", "quotidian.py", "setup.py"):
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
    install = (python, "-m", "pip", "install", "--no-index", "--disable-pip-version-check", f"{wheel}[all]")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    link_installed(site, "lxml_html_clean")
    lacking = subprocess.run(list(map(str, install)), capture_output=True, text=True, env=environment)
    assert lacking.returncode == 1
    assert "No matching distribution found for lxml-html-clean" in lacking.stderr
    link_installed(site)
    run(*install, env=environment)
    assert sorted(read_with(python, articles, tmp_path)) == ALL_READ
    own = tmp_path / "own"
    (own / "assets").mkdir(parents=True)
    for file in ("pipeline.py", "assets/__init__.py"):
        (own / file).write_text("raise SystemExit('not Quotidian')")
    shown = run(python.parent / "quotidian", "schema", "quotes", cwd=own, env=environment)
    assert "`speaker_name`" in shown, "a pipeline.py in the folder is none of the command's"


def test_what_the_wheel_tells_of_itself(wheel):
    with zipfile.ZipFile(wheel) as held:
        (file,) = (name for name in held.namelist() if name.endswith("dist-info/METADATA"))
        told = email.message_from_string(held.read(file).decode())
        assert "pipeline/py.typed" in held.namelist()
    assert told["Author"] == "Quotidian developers"
    assert told["License-Expression"] == "MIT"
    assert {"Typing :: Typed", "Programming Language :: Python :: 3.12"} <= set(told.get_all("Classifier"))
    assert "quotations" in told["Keywords"].split(",")
    assert told.get_all("Project-URL") is None, "no address is known, and none is invented"
    assert {"all", "ray"} <= set(told.get_all("Provides-Extra"))
    text = told.get_payload()
    assert text.startswith("# Quotidian")
    assert not re.search(r"\]\((?!https?:)", text)
    assert "![" not in text
    assert "Columns are explained in" in text


def test_links_of_the_readme_lead_to_an_address_or_name_their_file():
    spec = importlib.util.spec_from_file_location("quotidian_setup", ROOT / "setup.py")
    setup = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(setup)
    text = "See [options](docs/options.md), [docs/](docs/) and [uv](https://uv.example/).\n\n![A map](map.png)\n\nEnd."
    assert setup.absolute(text, "https://files.example/q/") == (
        "See [options](https://files.example/q/docs/options.md), [docs/](https://files.example/q/docs/) and "
        "[uv](https://uv.example/).\n\n![A map](https://files.example/q/map.png)\n\nEnd."
    )
    assert setup.plain(text) == (
        f"See options (docs/options.md), docs/ and [uv](https://uv.example/).\n\nEnd.\n\n{setup.LEFT_OUT}\n"
    )
    readme = (ROOT / "README.md").read_text("utf-8")
    for _, _, file in setup.LINK.findall(readme):
        assert (ROOT / file.partition("#")[0]).exists(), file


def test_what_the_readers_import_is_named_by_the_project_itself():
    named = re.findall(r'^    "([\w.-]+)[^"\n]*",$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert {"brotli", "lxml-html-clean", "py3langid", "pyarrow", "pyyaml", "trafilatura", "warcio"} <= set(named)


@pytest.mark.skipif("QUOTIDIAN_TEST_INDEX" not in os.environ, reason="downloads all dependencies")
def test_the_oldest_pip_installs_what_the_readers_need(wheel, articles, tmp_path):
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", "-q", f"pip=={OLDEST_PIP}")
    run(python, "-m", "pip", "install", "-q", f"{wheel}[all]")
    assert sorted(read_with(python, articles, tmp_path)) == ALL_READ
