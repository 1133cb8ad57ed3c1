"""The report as an asset: pages for people, made when the tables are."""

from __future__ import annotations

import dagster as dg

from assets.resources import Corpus


@dg.asset(
    name="report",
    group_name="review",
    kinds={"python", "html"},
    deps=["quarantine", "checks"],  # which come after all other tables
    description="Web pages made from the tables, which open from disk: the quotes in their texts, entities, search.",
)
def report(context, corpus: Corpus) -> dg.MaterializeResult:
    """Make the report anew."""
    page, files = corpus.write_report()
    context.log.info(f"report: {page}")
    return dg.MaterializeResult(
        metadata={
            "open": corpus.address("report/index.html"),
            "files": dg.MetadataValue.int(files),
        }
    )
