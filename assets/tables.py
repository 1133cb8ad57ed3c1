"""One asset a table. Each calls the stage that makes it; what a stage does is in `pipeline`."""

from collections.abc import Sequence

import dagster as dg
from pydantic import Field

from assets.reporting import check_results, columns, data_version, description, table_metadata
from assets.resources import Corpus
from pipeline.publishing.counted import counted
from pipeline.publishing.terminal import gone, n_rows
from pipeline.running.intake import READERS_VERSION
from pipeline.running.result import PartResult
from pipeline.running.stages import STAGES, made_tables
from pipeline.settings import Settings
from pipeline.tables.store import Store
from pipeline.tables.traits import TRAITS

KINDS = {"python", "parquet"}

CHECKS = {"expectations": "Its rows and keys obey their rules.", "rates": "Its rates are those of a healthy corpus."}
WHEN_CHECKED = (
    "It is not run by itself: rows are looked at as they are made, before any is kept, and what was found stands in "
    "the table `checks`. To have it looked at, materialize the table."
)


def _definition(table: str, **more: object) -> dict:
    return {
        "name": table,
        "group_name": TRAITS[table].group,
        "kinds": KINDS,
        "description": description(table, Settings.from_environment().output),
        "metadata": {"columns": columns(table)},
        **more,
    }


def _checks(table: str) -> list[dg.AssetCheckSpec]:
    return [
        dg.AssetCheckSpec(
            "expectations",
            asset=table,
            blocking=True,
            description=f"Its rows and keys obey their rules. {WHEN_CHECKED}",
        ),
        dg.AssetCheckSpec("rates", asset=table, description=f"Its rates are those of a healthy corpus. {WHEN_CHECKED}"),
    ]


class Removing(dg.Config):
    """What goes out of the tables as articles are taken in; nothing, unless a run is told so."""

    prune: bool = Field(False, description="Remove the articles whose sources are gone, with all their rows.")
    forget: list[str] = Field([], description="Articles, by uri or id, to remove and to pass over from now on.")


@dg.asset(**_definition("articles", code_version=READERS_VERSION), check_specs=_checks("articles"))
def articles(context, config: Removing, corpus: Corpus) -> dg.MaterializeResult:
    """Take in the articles that are new or have changed."""
    if config.forget:
        corpus.forget(config.forget)
    outcome = corpus.take_in(config.prune, lambda told: context.log.info(f"articles: {told}"))
    taken = outcome.taken
    context.log.info(f"articles: {taken.new:,} new, {taken.changed:,} changed, {taken.unchanged:,} unchanged")
    for told in gone(taken.gone.values(), outcome.removed.values()):
        context.log.info(told)
    counts = {name: getattr(taken, name) for name in ("new", "changed", "unchanged", "rejected", "files")}
    results = [PartResult("articles", part, "made") for part in taken.parts]
    results.append(PartResult("articles", "", "failed", failures=taken.failures))
    return dg.MaterializeResult(
        metadata=table_metadata(corpus, "articles", results, outcome.mended)
        | {f"articles {k}": v for k, v in counts.items()},
        check_results=check_results(corpus.store, "articles", results),
        data_version=data_version(corpus.store, "articles"),
    )


def sentence(store: Store, table: str, results: Sequence[PartResult]) -> str:
    """What was made of a table, in a line."""
    made = [result for result in results if result.status == "made"]
    rejected = sum(result.rejected for result in results)
    told = [f"{table}: {counted(n_rows(store, table), 'row')}"]
    if made:
        told.append(f"{counted(len(made), 'part')} made in {sum(result.seconds for result in made):.1f} s")
    elif results:
        told.append("up to date")
    if rejected:
        told.append(f"{counted(rejected, 'row')} sent to quarantine")
    return ", ".join(told)


def _parents(asset: dg.AssetsDefinition) -> set[str]:
    return {key.to_user_string() for keys in asset.asset_deps.values() for key in keys}


def _table_asset(table: str, reads: tuple[str, ...], code_version: str) -> dg.AssetsDefinition:
    @dg.asset(**_definition(table, deps=list(reads), code_version=code_version), check_specs=_checks(table))
    def made(context, corpus: Corpus) -> dg.MaterializeResult:  # Dagster asks for its context without an annotation
        outcome = corpus.make(table, lambda told: context.log.info(f"{table}: {told}"))
        results = [result for result in outcome.results if result.table == table]
        context.log.info(sentence(corpus.store, table, results))
        return dg.MaterializeResult(
            metadata=table_metadata(corpus, table, results, outcome.mended),
            check_results=check_results(corpus.store, table, results),
            data_version=data_version(corpus.store, table),
        )

    return made


STAGE_ASSETS = [
    _table_asset(table, (*stage.reads, *stage.tables[:place]), stage.code_version)
    for stage in STAGES.values()
    for place, table in enumerate(stage.tables)
]
"""An asset for every table that a stage makes; of several tables of one stage, each comes after the one before."""

LAST = sorted({*made_tables()} - {name for asset in STAGE_ASSETS for name in _parents(asset)})
"""The tables that no other is made of: what comes after them comes after all."""


def _report_asset(table: str) -> dg.AssetsDefinition:
    """An asset for a table that the others write into as they are made."""

    @dg.asset(**_definition(table, deps=LAST))
    def reported(context, corpus: Corpus) -> dg.MaterializeResult:
        if table == "checks":
            corpus.publish()
        context.log.info(sentence(corpus.store, table, ()))
        return dg.MaterializeResult(
            metadata=table_metadata(corpus, table, []), data_version=data_version(corpus.store, table)
        )

    return reported


REPORT_ASSETS = [_report_asset("quarantine"), _report_asset("checks")]
