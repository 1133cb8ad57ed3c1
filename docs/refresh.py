"""Makes anew, from the sample articles, what readers see before they run anything.

That is the outputs of the notebooks, and the pictures of the report and of Dagster in this folder:

    python docs/refresh.py [notebooks | pictures]

Pictures need Chromium (or a browser that the environment variable CHROMIUM names).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator

import nbclient
import nbformat
from playwright.sync_api import Browser, Page, sync_playwright

import pipeline
from assets.ui import SITE_PORT, free_port, serve

DOCS = pathlib.Path(__file__).resolve().parent
ROOT = DOCS.parent
REPORT_SIZE = {"width": 1200, "height": 850}
DAGSTER_SIZE = {"width": 1500, "height": 830}
GRAPH_SIZE = {"width": 1500, "height": 1640}
"""Dagster fits the graph to the width; so much of its height shows all tables."""
DARK = "report-reader-dark"


def make_tables(folder: pathlib.Path) -> dict[str, str]:
    """Make all tables of the sample articles through Dagster; return the environment that knows them."""
    home = folder / "dagster"
    home.mkdir()
    (home / "dagster.yaml").write_text("telemetry:\n  enabled: false\nnux:\n  enabled: false\n")
    environment = os.environ | {
        "QUOTIDIAN_SOURCES": "articles",
        "QUOTIDIAN_OUTPUT": str(folder / "output"),
        "QUOTIDIAN_SITE": serve(str(folder / "output"), free_port(SITE_PORT)),
        "DAGSTER_HOME": str(home),
        "DAGSTER_DISABLE_TELEMETRY": "yes",
    }
    command = ["asset", "materialize", "--select", "*", "-m", "assets.definitions"]
    subprocess.run([sys.executable, "-m", "dagster", *command], check=True, cwd=ROOT, env=environment)
    return environment


def run_notebooks(environment: dict[str, str]) -> None:
    """Run each notebook and keep it with its outputs."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        place = {"metadata": {"path": str(path.parent)}}
        client = nbclient.NotebookClient(notebook, record_timing=False, coalesce_streams=True, resources=place)
        client.execute(env=environment)
        nbformat.write(notebook, path)


def picture(page: Page, name: str) -> None:
    """Keep what a page shows."""
    page.screenshot(path=DOCS / f"{name}.png")


def report_pictures(browser: Browser, output: pathlib.Path) -> None:
    """The pages of the report, opened from disk."""
    quotes = pipeline.open(output).quotes
    quote = quotes[quotes["text"].str.startswith('"We agreed')].iloc[0]
    reader = f"reader.html#quote-{quote['quote_id']}"
    stories = pipeline.open(output).stories.sort_values("n_articles", ascending=False)
    story = f"stories.html#story-{stories.iloc[0]['story_id']}"
    pages = {
        "report-overview": ("index.html", ".figures"),
        "report-story": (story, "#story h1"),
        "report-reader": (reader, "#text mark.chosen"),
        DARK: (reader, "#text mark.chosen"),
        "report-entity": (f"entities.html#entity-{quote['speaker_entity_id']}", "#entity h1"),
        "report-timeline": ("timeline.html", "time"),
    }
    for name, (address, shown) in pages.items():
        page = browser.new_page(viewport=REPORT_SIZE, color_scheme="dark" if name == DARK else "light")
        page.goto(f"{(output / 'report').as_uri()}/{address}")
        page.wait_for_selector(shown)
        if name == "report-timeline":
            page.fill("#from", dt.date(2030, 3, 4).isoformat())
            page.locator("#from").blur()
            page.wait_for_timeout(500)
        picture(page, name)
        page.close()


@contextlib.contextmanager
def dagster(environment: dict[str, str]) -> Iterator[str]:
    """Dagster's web interface; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "dagster_webserver", "-m", "assets.definitions", "-p", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        for _ in range(120):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/server_info"):
                break
            time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait()


def dagster_pictures(browser: Browser, address: str) -> None:
    """The asset graph; the asset page of the quotes, where it shows their text; the check of their rates."""
    page = browser.new_page(viewport=GRAPH_SIZE)
    page.goto(f"{address}/asset-groups")
    page.get_by_text("extraction", exact=True).first.wait_for()
    page.keyboard.press("Alt+e")  # expands all groups
    page.get_by_text("event_members", exact=True).first.wait_for()
    page.get_by_text("Hide navigation").click()
    page.reload()  # fits the graph into the window
    page.get_by_text("event_members", exact=True).first.wait_for()
    page.wait_for_timeout(9000)
    picture(page, "dagster-graph")
    page.set_viewport_size(DAGSTER_SIZE)
    page.goto(f"{address}/assets/quotes?view=overview")
    page.get_by_role("img", name="Quotes by speaker").wait_for()
    page.get_by_text("Metadata", exact=True).first.evaluate("element => element.scrollIntoView()")
    page.wait_for_timeout(1000)
    picture(page, "dagster-quotes")
    page.goto(f"{address}/assets/quotes?view=checks&checkDetail=rates")
    page.get_by_text("speaker_resolved").first.wait_for()
    page.wait_for_timeout(1500)
    picture(page, "dagster-checks")
    page.close()


def main(wanted: list[str]) -> None:
    """Make what is wanted, or all."""
    with tempfile.TemporaryDirectory() as name:
        environment = make_tables(pathlib.Path(name))
        if "notebooks" in wanted or not wanted:
            run_notebooks(environment)
        if "pictures" in wanted or not wanted:
            path = os.environ.get("CHROMIUM") or shutil.which("chromium")
            with sync_playwright() as playwright, dagster(environment) as address:
                browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
                report_pictures(browser, pathlib.Path(environment["QUOTIDIAN_OUTPUT"]))
                dagster_pictures(browser, address)
                browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
