"""Data Docs: pages for people that say what each table's expectations are and how the tables met them."""

from __future__ import annotations

import datetime as dt
import os
import pathlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from expectations.rules import gx

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult, RunIdentifier
    from great_expectations.expectations.expectation import Expectation

SITE = "quotidian"


def write(checks: pa.Table, folder: str | os.PathLike[str]) -> None:
    """Write the site into `folder`, in place of the one that is there: one page a table for all its parts.

    Everything on the pages comes from `checks` and the suites, so they can be made at any time, whatever
    process validated a part. `folder/index.html` opens from disk.
    """
    gx()
    import great_expectations
    from great_expectations.core import RunIdentifier
    from great_expectations.data_context.types.base import ProgressBarsConfig
    from great_expectations.data_context.types.resource_identifiers import (
        ExpectationSuiteIdentifier,
        ValidationResultIdentifier,
    )

    from expectations.validation import suite

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
    run = RunIdentifier(run_name="latest", run_time=dt.datetime.now(dt.UTC))
    rows: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in checks.to_pylist():
        rows.setdefault(row["table"], {}).setdefault(row["rule"], []).append(row)
    for table, by_rule in rows.items():
        table_suite = context.suites.add(suite(table))
        parts = sorted({row["part"] for found in by_rule.values() for row in found})
        identifier = ValidationResultIdentifier(ExpectationSuiteIdentifier(table), run, table)
        context.validation_results_store.set(identifier, _result(table, parts, run, table_suite.expectations, by_rule))
    context.clean_data_docs(SITE)
    context.build_data_docs([SITE])
    _add_plain_links(pathlib.Path(folder))


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
    table: str,
    parts: Sequence[str],
    run: RunIdentifier,
    expectations: Sequence[Expectation],
    rows: Mapping[str, Sequence[dict[str, Any]]],
) -> ExpectationSuiteValidationResult:
    from great_expectations import __version__
    from great_expectations.core import ExpectationSuiteValidationResult

    results = [_outcome(e, rows[_rule(e)]) for e in expectations if _rule(e) in rows]
    met = sum(bool(result.success) for result in results)
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
            "batch_kwargs": {"data_asset_name": table, "parts": f"{parts[0]} to {parts[-1]}"},
        },
    )


def _outcome(expectation: Expectation, rows: Sequence[dict[str, Any]]) -> ExpectationValidationResult:
    """What all parts together say of an expectation."""
    from great_expectations.core import ExpectationValidationResult

    result: dict[str, Any] = {"element_count": sum(row["n_rows"] for row in rows)}
    if any(row["n_unexpected"] is not None for row in rows):
        unexpected = sum(row["n_unexpected"] or 0 for row in rows)
        percent = 100 * unexpected / result["element_count"] if result["element_count"] else 0.0
        result |= {"unexpected_count": unexpected, "unexpected_percent": percent, "unexpected_percent_total": percent}
        result |= {"missing_count": 0, "missing_percent": 0.0, "unexpected_percent_nonmissing": percent}
        result["partial_unexpected_list"] = []
    observed = [row["observed"] for row in rows if row["observed"] is not None]
    if observed and "unexpected_count" not in result:
        result["observed_value"] = observed[0] if len(observed) == 1 else f"{observed[0]} … ({len(observed)} parts)"
    config = expectation.configuration
    return ExpectationValidationResult(
        success=all(row["success"] for row in rows), expectation_config=config, result=result
    )


def _rule(expectation: Expectation) -> str:
    return (expectation.meta or {})["rule"]
