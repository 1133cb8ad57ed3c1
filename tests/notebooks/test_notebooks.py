"""The notebooks run from top to bottom on the tables of the sample articles, and are kept with what they then show."""

import pathlib
import re

import nbclient
import nbformat
import pytest

FOLDER = pathlib.Path(__file__).parent.parent.parent / "notebooks"
SHOWN = {
    "checking-a-quote": ("<mark>", "quotes are the words of their article", "rule direct-", "confidence"),
    "what-is-planned-and-what-happened": ("planned", "XXXX-WXX-4", "2031-05-29", "reference_date"),
    "who-says-what-about-whom": ("Donald Trump", "Prime Minister", "quoted_articles", "Sunde claims victory"),
}
"""What the outputs of each notebook hold, whatever else they do."""
PLOTS = {"checking-a-quote": 1, "what-is-planned-and-what-happened": 2, "who-says-what-about-whom": 2}


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def words(notebook):
    """All that the outputs say in words."""
    data = [output.get("data", {}) for output in outputs(notebook)]
    streams = [output.text for output in outputs(notebook) if output.output_type == "stream"]
    return "\n".join([*streams, *(one.get(kind, "") for one in data for kind in ("text/plain", "text/html"))])


def assert_shows(name, notebook):
    for text in SHOWN[name]:
        assert text in words(notebook), text
    assert sum("image/png" in output.get("data", {}) for output in outputs(notebook)) == PLOTS[name]
    assert not [o for o in outputs(notebook) if o.output_type == "error" or o.get("name") == "stderr"]


def test_every_notebook_is_tested():
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == set(SHOWN)


@pytest.mark.parametrize("name", SHOWN)
def test_it_runs(name, samples, monkeypatch):
    monkeypatch.setenv("QUOTIDIAN_OUTPUT", str(samples))
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    kept = [cell.source for cell in notebook.cells]
    resources = {"metadata": {"path": str(FOLDER)}}
    run = nbclient.NotebookClient(notebook, timeout=120, startup_timeout=300, resources=resources).execute()
    assert [cell.source for cell in run.cells] == kept
    assert_shows(name, run)


@pytest.mark.parametrize("name", SHOWN)
def test_it_is_kept_with_what_it_shows(name):
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert_shows(name, notebook)
    assert not re.search(r"(?<!\w)/(home|root|tmp|Users|usr|opt|var|mnt)/", words(notebook)), "the path of a machine"
    assert (FOLDER / f"{name}.ipynb").stat().st_size < 250_000


def test_their_links_lead_somewhere():
    for path in FOLDER.glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for link in re.findall(r"\]\(([^)]+)\)", cell.source) if cell.cell_type == "markdown" else ():
                assert (FOLDER / link).exists(), link
