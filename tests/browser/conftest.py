"""A report of the sample articles and of one that tries to be more than text, and a browser to open it in."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).parent.parent.parent
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""What keeps Chromium from asking its maker for anything while it is tested."""

HOSTILE = {
    "uri": "javascript:document.title='owned'",
    "title": "<script>document.title = 'owned'</script></title><img src=x onerror=\"document.title='owned'\">",
    "published_at": "2031-05-07",
    "publisher": "</style><script>document.title = 'owned'</script>",
    "text": (
        "“<script>document.title = 'owned'</script> is no threat,” said Bo Quill on 4 May 2031. "
        "</style><img src=x onerror=\"document.title='owned'\"> Quill said that “javascript:alert(2)” "
        "was \u202eyako\u202c. <a href=\"javascript:document.title='owned'\">Quill</a> will leave on 9 May 2031."
    ),
}


@pytest.fixture(scope="session")
def report(tmp_path_factory):
    """The folder of the report, as the command line makes it."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "hostile.jsonl").write_text(json.dumps(HOSTILE))
    for command in (["run", "articles", folder / "hostile.jsonl"], ["report"]):
        subprocess.run(
            [sys.executable, "-m", "pipeline", *map(str, command), "--output", folder / "out"], check=True, cwd=ROOT
        )
    return folder / "out" / "report"


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "Chromium is not installed; install it, or name it in the environment variable CHROMIUM."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def drawn(page):
    """Waits until a page has drawn what was asked of it."""
    page.wait_for_selector("main:not([aria-busy=true])")


@pytest.fixture
def visit(browser, report):
    """Opens a page of the report; in the end asserts that nothing failed and nothing left the folder."""
    wrong, contexts = [], []

    def seen(request):
        if not request.url.startswith((report.as_uri(), "data:")):
            wrong.append(f"request to {request.url}")

    def visit(address, **options):
        context = browser.new_context(**{"color_scheme": "light", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on("request", seen)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(f"{report.as_uri()}/{address}")
        drawn(page)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not wrong
