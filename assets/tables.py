"""One asset a table. Each calls the stage that makes it; what a stage does is in `pipeline`."""

from __future__ import annotations

import dagster as dg

from assets.reporting import check_results, column_schema, data_version, description, table_metadata
from assets.resources import Corpus
from pipeline.running.engine import ENTITIES, ENTITIES_READ, ENTITIES_VERSION
from pipeline.running.intake import READERS_VERSION
from pipeline.running.result import PartResult
from pipeline.running.stages import STAGES

KINDS = {"python", "parquet"}
GROUPS = {
    "articles": "text",
    "tokens": "text",
    "sentences": "text",
    "mentions": "extraction",
    "time_expressions": "extraction",
    "quotes": "extraction",
    "event_mentions": "extraction",
    "entities": "extraction",
    "quarantine": "review",
    "checks": "review",
}


def _definition(table: str, **more: object) -> dict:
    return {
        "name": table,
        "group_name": GROUPS[table],
        "kinds": KINDS,
        "description": description(table),
        "metadata": {"dagster/column_schema": column_schema(table)},
        **more,
    }


def _checks(table: str) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(
            "expectations", asset=table, blocking=True, description="Its rows and keys obey their rules."
        ),
        dg.AssetCheckSpec("rates", asset=table, description="Its rates are those of a healthy corpus."),
    ]


@dg.asset(**_definition("articles", code_version=READERS_VERSION), check_specs=_checks("articles"))
def articles(corpus: Corpus) -> dg.MaterializeResult:
    """Take in the articles that are new or have changed."""
    taken = corpus.take_in()
    counts = {name: getattr(taken, name) for name in ("new", "changed", "unchanged", "rejected", "files")}
    results = [PartResult("articles", part, "made") for part in taken.parts]
    results.append(PartResult("articles", "", "failed", failures=taken.failures))
    return dg.MaterializeResult(
        metadata=table_metadata(corpus, "articles", results) | {f"articles {k}": v for k, v in counts.items()},
        check_results=check_results(corpus.store, "articles", results),
        data_version=data_version(corpus.store, "articles"),
    )


def _table_asset(table: str, reads: tuple[str, ...], code_version: str) -> dg.AssetsDefinition:
    @dg.asset(**_definition(table, deps=list(reads), code_version=code_version), check_specs=_checks(table))
    def made(corpus: Corpus) -> dg.MaterializeResult:
        results = corpus.make(table)
        return dg.MaterializeResult(
            metadata=table_metadata(corpus, table, results),
            check_results=check_results(corpus.store, table, results),
            data_version=data_version(corpus.store, table),
        )

    return made


STAGE_ASSETS = [_table_asset(stage.table, stage.reads, stage.code_version) for stage in STAGES.values()]
ENTITIES_ASSET = _table_asset(ENTITIES, ENTITIES_READ, ENTITIES_VERSION)


LAST = sorted({*STAGES, ENTITIES} - {name for stage in STAGES.values() for name in stage.reads} - {*ENTITIES_READ})
"""The tables that no other is made of: what comes after them comes after all."""


def _report_asset(table: str) -> dg.AssetsDefinition:
    """An asset for a table that the others write into as they are made."""

    @dg.asset(**_definition(table, deps=LAST))
    def reported(corpus: Corpus) -> dg.MaterializeResult:
        if table == "checks":
            corpus.write_companions()
        return dg.MaterializeResult(
            metadata=table_metadata(corpus, table, []), data_version=data_version(corpus.store, table)
        )

    return reported


REPORT_ASSETS = [_report_asset("quarantine"), _report_asset("checks")]
