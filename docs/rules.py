"""Writes `rules.md`: every rule of every extractor, with what it is for and the texts that show it.

    python docs/rules.py [--check]

With `--check`, nothing is written; the exit code is 1 where the page is not that of the rules as they are.
"""

from __future__ import annotations

import importlib
import pathlib
import sys
from collections.abc import Iterator

from pipeline.language.rule import Rule

PAGE = pathlib.Path(__file__).with_name("rules.md")
EXTRACTORS = {
    "entities": "Names, what they name, and who is meant",
    "times": "Time expressions",
    "quotes": "Quotes",
    "events": "Happenings and their dates",
}


def page() -> str:
    """The page as it should be."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The rules"
    yield ""
    yield "Every rule, in the order in which its extractor tries them. In the example it decides, and *gives* are the"
    yield "words of the rows that come of it; the counterexample looks alike and is none of its business. A test runs"
    yield "each of them, with the rule and without it. Written by `python docs/rules.py`."
    for name, title in EXTRACTORS.items():
        rules = importlib.import_module(f"pipeline.{name}.rules").RULES
        yield ""
        yield f"## {title} ({len(rules)})"
        yield ""
        yield "| rule | what it is for | example | gives | counterexample |"
        yield "|---|---|---|---|---|"
        for rule in rules:
            yield _row(rule)


def _row(rule: Rule) -> str:
    dated = f" ({rule.published_at})" if rule.published_at else ""
    cells = (f"`{rule.name}`", rule.description, rule.example + dated, "; ".join(rule.gives), rule.counterexample)
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;").split())


def main() -> None:
    """Write the page, or compare it."""
    if "--check" in sys.argv[1:]:
        sys.exit(PAGE.read_text("utf-8") != page())
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
