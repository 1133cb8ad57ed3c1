"""What pyproject.toml cannot say: the README as it reads where the repository is not, on the page of a package index.

A link such as `docs/options.md` leads nowhere there. Whoever publishes a wheel names in QUOTIDIAN_URL the address below
which the files of the repository are read, and links and pictures lead there; without one, a link becomes the name of
the file, and pictures are left out.
"""

import os
import pathlib
import re

from setuptools import setup

LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:)([^)\s]+)\)")
"""A link or picture within the repository: whether it is a picture, its words, and the file."""
LEFT_OUT = "The files named here stand in the repository that this package was built from."


def absolute(readme: str, address: str) -> str:
    """The text with its links to files leading below an address."""
    return LINK.sub(rf"\1[\2]({address.rstrip('/')}/\3)", readme)


def plain(readme: str) -> str:
    """The text without links to files and without pictures, which an index cannot show."""
    blocks = [block for block in readme.split("\n\n") if not any(found[1] for found in LINK.finditer(block))]
    return LINK.sub(_named, "\n\n".join([*blocks, f"{LEFT_OUT}\n"]))


def _named(link: re.Match[str]) -> str:
    """The words of a link and the file it leads to, once where they are the same."""
    _, words, file = link.groups()
    file = file.partition("#")[0]
    return words if words == file else f"{words} ({file})"


if __name__ == "__main__":
    text = pathlib.Path("README.md").read_text("utf-8")
    address = os.environ.get("QUOTIDIAN_URL", "")
    setup(
        long_description=absolute(text, address) if address else plain(text),
        long_description_content_type="text/markdown",
        project_urls={"Documentation": f"{address.rstrip('/')}/docs/README.md"} if address else {},
    )
