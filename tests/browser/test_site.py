"""The site of the documentation, opened from disk: nothing is asked of a network, and the search finds."""

import os
import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    return folder


def test_every_page_opens_from_disk_with_all_that_it_shows(site, browser):
    page = browser.new_page()
    asked, failed = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    pages = sorted(site.glob("*.html"))
    assert {"index.html", "reading.html", "rules.html", "benchmarks.html"} <= {path.name for path in pages}
    for path in pages:
        if path.name != "404.html":
            page.goto(path.as_uri())
            assert page.evaluate("[...document.images].every(image => image.complete && image.naturalWidth)"), path.name
            links = page.eval_on_selector_all("a[href^='file:']", "all => all.map(one => one.href.split('#')[0])")
            assert not [link for link in links if not os.path.exists(link.removeprefix("file://"))], path.name
    assert not [url for url in asked if not url.startswith(("file:", "data:"))]
    assert not failed
    page.close()


def test_its_search_finds(site, browser):
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.fill("input[name=query]", "gazetteer")
    page.wait_for_selector(".md-search-result__link")
    assert page.locator(".md-search-result__link").first.get_attribute("href")
    page.close()
