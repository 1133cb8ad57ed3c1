"""What `make docs` does besides reading this folder: the README becomes the first page, and links go on working.

Pages elsewhere in the repository that are linked to become pages of the site, other files are laid beside them.
"""

from __future__ import annotations

import pathlib
import posixpath
import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = {
    "README.md": "index.md",
    "docs/README.md": "index.md",
    "benchmarks/README.md": "benchmarks.md",
    "pipeline/publishing/dataset-card.md": "dataset-card.md",
}
"""The pages of the site that have another name in the repository."""
_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)#\s]+)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and files from elsewhere in the repository."""
    listed = files.get_file_from_path("README.md")
    if listed is not None:
        files.remove(listed)
    outside = {path: (ROOT / path).read_text("utf-8") for path in PAGES if path != "docs/README.md"}
    for path, text in outside.items():
        files.append(File.generated(config, PAGES[path], content=_moved(text, posixpath.dirname(path))))
    texts = {posixpath.dirname(path): text for path, text in outside.items()}
    texts["docs"] = "".join(path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md"))
    for folder, text in texts.items():
        for link in _LINK.findall(text):
            path = posixpath.normpath(posixpath.join(folder, link))
            place = _place(path)
            if place.startswith("files/") and (ROOT / path).is_file() and files.get_file_from_path(place) is None:
                files.append(File.generated(config, place, abs_src_path=str(ROOT / path)))
    return files


def on_page_markdown(markdown: str, *, page: Page, **_: object) -> str:
    """Let the links of a page of this folder lead to where things are in the site."""
    return markdown if page.file.src_uri in PAGES.values() else _moved(markdown, "docs")


def on_post_page(output: str, **_: object) -> str:
    """Fetch the script that lets the search work from disk from beside the page, and not from a network."""
    return output.replace("https://unpkg.com/iframe-worker/shim", "iframe-worker.js")


def _moved(text: str, folder: str) -> str:
    """A text of a folder of the repository, its links as the site has them."""
    return _LINK.sub(lambda link: _place(posixpath.normpath(posixpath.join(folder, link[0]))), text)


def _place(path: str) -> str:
    """Where a file of the repository is in the site."""
    if path in PAGES:
        return PAGES[path]
    if posixpath.dirname(path) == "docs":
        return posixpath.basename(path)
    return "index.md" if path == "docs" else f"files/{posixpath.basename(path)}"
