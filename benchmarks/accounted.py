"""Where the CPU seconds of a run go.

    python benchmarks/accounted.py SOURCE [quotidian run's other arguments]

Does what `quotidian run` does, in this process alone, and prints the CPU seconds spent in each of its
parts, each without those it calls; they add up to the whole.
"""

from __future__ import annotations

import collections
import contextlib
import functools
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

spent: collections.defaultdict[str, float] = collections.defaultdict(float)
_open = ["start-up, the command line and the rest"]
_since = 0.0


@contextlib.contextmanager
def on(name: str) -> Iterator[None]:
    """Charges the time until the end of the block to `name`, but for what is charged to others meanwhile."""
    _charge()
    _open.append(name)
    try:
        yield
    finally:
        _charge()
        _open.pop()


def _charge() -> None:
    global _since
    now = time.process_time()
    spent[_open[-1]] += now - _since
    _since = now


def charged(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, its time charged to `name`."""

    @functools.wraps(function)
    def run(*arguments: Any, **options: Any) -> Any:
        with on(name):
            return function(*arguments, **options)

    return run


def main() -> None:
    """Run and print."""
    with on("importing Great Expectations"):
        from expectations.rules import gx

        gx()
    with on("importing spaCy"):
        from pipeline.language.importing import import_spacy

        import_spacy()
        import spacy.lang.en  # noqa: F401

    import expectations.companions
    import expectations.data_docs
    import expectations.validation
    import pipeline.corpus.entities
    import pipeline.running.run
    from pipeline import cli
    from pipeline.running import making, stages
    from pipeline.tables.store import Store

    for owner, name, title in (
        (pipeline.running.run, "ingest", "reading articles"),
        (expectations.validation, "validate", "validation"),
        (making, "load_model", "loading the model"),
        (Store, "write", "writing tables"),
        (Store, "read", "reading tables"),
        (stages.Part, "docs", "tokens read back"),
        (stages, "version_of", "code versions"),
        (pipeline.corpus.entities, "resolve_entities", "entities"),
        (expectations.companions, "write_descriptions_and_views", "data dictionary, descriptions, views"),
        (expectations.data_docs, "write_site", "Data Docs"),
    ):
        setattr(owner, name, charged(title, getattr(owner, name)))
    for stage in stages.STAGES.values():
        for name in ("function", "map", "reduce"):
            if function := getattr(stage, name, None):
                object.__setattr__(stage, name, charged(stage.table, function))
    with contextlib.suppress(SystemExit):
        cli.main(["run", *sys.argv[1:], "--workers", "1"])
    _charge()
    total = sum(spent.values())
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{name:40} {seconds:8.2f} s {seconds / total:7.1%}")


if __name__ == "__main__":
    main()
