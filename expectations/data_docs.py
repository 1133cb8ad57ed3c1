"""Data Docs: pages for people that say what each table's expectations are and how the tables met them."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import importlib.resources
import itertools
import operator
import os
import pathlib
import posixpath
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from expectations.rules import changed, gx
from pipeline.errors import OutputError
from pipeline.settings import cache_folder
from pipeline.tables.store import Store, digest

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult, RunIdentifier
    from great_expectations.data_context import EphemeralDataContext
    from great_expectations.expectations.expectation import Expectation

SITE = "quotidian"
MADE_FROM = ".made-from"
"""The file beside the pages of the expectations that tells what they were made from."""
STYLES = "data_docs.css"
"""The styles of all pages, beside this file."""

_OUTCOMES = """
SELECT "table"::VARCHAR, rule::VARCHAR, bool_and(success), sum(n_rows)::BIGINT, sum(n_unexpected)::BIGINT,
       first(observed ORDER BY part) FILTER (observed IS NOT NULL), count(observed)::INT, min(part), max(part)
FROM checks GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True)
class Outcome:
    """What all parts of a table together say of a rule."""

    success: bool
    n_rows: int
    n_unexpected: int | None
    observed: str | None
    n_observed: int
    first_part: str
    last_part: str


def write_site(store: Store) -> None:
    """Write the site of a store that is a local folder. Raises OutputError where it cannot be written."""
    if store.is_local and (checks := store.paths("checks")):
        with told_as_ours(store), duckdb.connect() as database:
            write(database.read_parquet(checks), posixpath.join(store.path, "validation"))


@contextlib.contextmanager
def told_as_ours(store: Store) -> Iterator[None]:
    """An error of DuckDB's inside is one of writing the store."""
    try:
        yield
    except duckdb.Error as error:
        raise OutputError(f"{store.path} cannot be written to ({str(error).splitlines()[0].rstrip('.')}).") from None


def write(checks: duckdb.DuckDBPyRelation, folder: str | os.PathLike[str]) -> None:
    """Write the site into `folder`, in place of the one that is there: one page a table for all its parts.

    The pages of the expectations themselves are written where there are other ones, or none; they are kept in the
    user's cache folder, for other sites. Everything on the pages comes from `checks` and the suites, so they can be
    made at any time, whatever process validated a part. `folder/index.html` opens from disk.
    """
    gx()
    from great_expectations.core import RunIdentifier
    from great_expectations.data_context.types.resource_identifiers import (
        ExpectationSuiteIdentifier,
        ValidationResultIdentifier,
    )

    from expectations.validation import suite

    context = _context(folder)
    run = RunIdentifier(run_name="latest", run_time=dt.datetime.now(dt.UTC))
    results, named = context.validation_results_store, context.expectations_store
    outcomes = dict(_by_table(checks))
    suites = [suite(table) for table in outcomes]
    site = pathlib.Path(folder)
    made_from, pages = _digest(suites), site / "expectations"
    kept = cache_folder() / f"expectations-{made_from}"
    if not _is_made_from(made_from, pages) and _is_made_from(made_from, kept):
        shutil.rmtree(pages, ignore_errors=True)
        shutil.copytree(kept, pages)
    is_new = not _is_made_from(made_from, pages)
    with changed(results, serialize=_as_it_is, deserialize=_as_it_is), _templates_kept():
        identifiers = []
        for table_suite in suites:
            table = table_suite.name
            identifiers.append(ValidationResultIdentifier(ExpectationSuiteIdentifier(table), run, table))
            results.set(identifiers[-1], _result(table, run, table_suite.expectations, outcomes[table]))
        if is_new:
            for table_suite in suites:
                context.suites.add(table_suite)
            context.clean_data_docs(SITE)
            context.build_data_docs([SITE])
            (pages / MADE_FROM).write_text(made_from)
        else:
            with changed(named, serialize=_as_it_is):  # the pages of all that it names are linked; they are there
                for table_suite in suites:
                    named.add(named.get_key(name=table_suite.name, id=None), table_suite)
            shutil.rmtree(site / "validations", ignore_errors=True)
            context.build_data_docs([SITE], resource_identifiers=identifiers)
    _add_plain_links(site)
    _stay_offline(site)
    if is_new:
        _keep(pages, kept)


def _context(folder: str | os.PathLike[str]) -> EphemeralDataContext:
    """What Great Expectations make the site in `folder` with."""
    import great_expectations
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": os.fspath(folder)}
    context.add_data_docs_site(
        SITE,
        {
            "class_name": "SiteBuilder",
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
            "store_backend": backend,
        },
    )
    return context


def _as_it_is(value: Any) -> Any:
    """Stands for what makes JSON of what is kept in memory, and that of JSON: neither is needed there."""
    return value


def _is_made_from(made_from: str, pages: pathlib.Path) -> bool:
    state = pages / MADE_FROM
    return state.is_file() and state.read_text() == made_from


def _keep(pages: pathlib.Path, kept: pathlib.Path) -> None:
    """Copy pages into a folder that is there as a whole or not at all; where that cannot be, they are not kept."""
    partial = kept.with_name(f"{kept.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        shutil.copytree(pages, partial)
        partial.rename(kept)
    shutil.rmtree(partial, ignore_errors=True)


@contextlib.contextmanager
def _templates_kept() -> Iterator[None]:
    """While it lasts, the templates of pages are compiled once for all sites: that takes a third of making a site."""
    import jinja2
    from great_expectations.render.view import view

    class Compiled(jinja2.FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
            with contextlib.suppress(OSError):
                super().dump_bytecode(bucket)

    folder = cache_folder() / "templates"
    with contextlib.ExitStack() as meanwhile:
        with contextlib.suppress(OSError):  # where that cannot be, they are not kept
            folder.mkdir(parents=True, exist_ok=True)
            compiled = functools.partial(jinja2.Environment, bytecode_cache=Compiled(str(folder)), auto_reload=False)
            meanwhile.enter_context(changed(view, Environment=compiled))
        yield


def _stay_offline(folder: pathlib.Path) -> None:
    """Take from the pages all that they would load from the network, and give them styles that lie beside them.

    What is left could still ask for more from a script; a policy in each page forbids it.
    """
    styles = folder / "static" / STYLES
    styles.parent.mkdir(parents=True, exist_ok=True)
    styles.write_text(importlib.resources.files(__package__).joinpath(STYLES).read_text("utf-8"), encoding="utf-8")
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if STYLES in text or "</head>" not in text:
            continue
        address = os.path.relpath(styles, page.parent).replace(os.sep, "/")
        head, end, rest = _ELSEWHERE.sub("", text).partition("</head>")
        page.write_text(f'{head}{_POLICY}<link rel="stylesheet" href="{address}">{end}{rest}', encoding="utf-8")


_ELSEWHERE = re.compile(
    r"""<script[^>]*\ssrc=["']https?:[^>]*>\s*</script>|<(?:link|img)[^>]*\s(?:href|src)=["']https?:[^>]*>"""
)
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:\">"
)


def _digest(suites: Sequence[ExpectationSuite]) -> str:
    """A digest of all that the pages of the expectations are made from."""
    from great_expectations import __version__

    rules = [
        [suite.name, type(e).__name__, repr(e.dict(exclude={"id"}))] for suite in suites for e in suite.expectations
    ]
    return digest(__version__, pathlib.Path(__file__).read_text("utf-8"), rules)


def _by_table(checks: duckdb.DuckDBPyRelation) -> Iterator[tuple[str, dict[str, Outcome]]]:
    """Of each table that was checked the outcomes by rule."""
    rows = checks.query("checks", _OUTCOMES)
    for table, of_table in itertools.groupby(rows.fetchall() if rows else (), key=operator.itemgetter(0)):
        yield table, {rule: Outcome(*found) for _, rule, *found in of_table}


def _add_plain_links(folder: pathlib.Path) -> None:
    """Add links to all pages at the foot of the index, whose own table is drawn by scripts from the network.

    And a page for each table that leads to the one of this run: `quotes.html` stays where it is, for links.
    """
    index = folder / "index.html"
    pages = sorted((folder / "validations").rglob("*.html"), key=lambda page: page.stem)
    links = "".join(
        f'<li><a href="{page.relative_to(folder).as_posix()}">{page.stem}</a>'
        f' (<a href="expectations/{page.stem}.html">its expectations</a>)</li>'
        for page in pages
    )
    for page in pages:
        address = page.relative_to(folder).as_posix()
        leading = (
            f'<!doctype html><meta http-equiv="refresh" content="0; url={address}"><a href="{address}">{page.stem}</a>'
        )
        (folder / page.name).write_text(leading, encoding="utf-8")
    body, end, rest = index.read_text(encoding="utf-8").rpartition("</body>")
    index.write_text(f"{body}<h4>Tables</h4><ul>{links}</ul>{end}{rest}", encoding="utf-8")


def _result(
    table: str, run: RunIdentifier, expectations: Sequence[Expectation], outcomes: Mapping[str, Outcome]
) -> ExpectationSuiteValidationResult:
    from great_expectations import __version__
    from great_expectations.core import ExpectationSuiteValidationResult

    results = [_validation_result(e, outcomes[_rule(e)]) for e in expectations if _rule(e) in outcomes]
    met = sum(bool(result.success) for result in results)
    first, last = min(o.first_part for o in outcomes.values()), max(o.last_part for o in outcomes.values())
    return ExpectationSuiteValidationResult(
        success=met == len(results),
        results=results,
        suite_name=table,
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": met,
            "unsuccessful_expectations": len(results) - met,
            "success_percent": 100 * met / len(results) if results else None,
        },
        meta={
            "great_expectations_version": __version__,
            "run_id": run,
            "batch_kwargs": {"data_asset_name": table, "parts": f"{first} to {last}"},
        },
    )


def _validation_result(expectation: Expectation, outcome: Outcome) -> ExpectationValidationResult:
    from great_expectations.core import ExpectationValidationResult

    result: dict[str, Any] = {"element_count": outcome.n_rows}
    if outcome.n_unexpected is not None:
        percent = 100 * outcome.n_unexpected / outcome.n_rows if outcome.n_rows else 0.0
        result |= {"unexpected_count": outcome.n_unexpected, "missing_count": 0, "missing_percent": 0.0}
        result |= dict.fromkeys(("unexpected_percent", "unexpected_percent_total"), percent)
        result |= {"unexpected_percent_nonmissing": percent, "partial_unexpected_list": []}
    elif outcome.observed is not None:
        several = outcome.n_observed > 1
        result["observed_value"] = f"{outcome.observed} … ({outcome.n_observed} parts)" if several else outcome.observed
    return ExpectationValidationResult(
        success=outcome.success, expectation_config=expectation.configuration, result=result
    )


def _rule(expectation: Expectation) -> str:
    return (expectation.meta or {})["rule"]
