"""When runs start by themselves: when the sources change, and once a day."""

from __future__ import annotations

import time

import dagster as dg

from assets.resources import Corpus
from pipeline.errors import redacted
from pipeline.tables.store import digest

SENSOR_SECONDS = 60

everything = dg.define_asset_job(
    "everything", selection=dg.AssetSelection.all(), description="Bring all tables up to date."
)


@dg.sensor(
    job=everything,
    minimum_interval_seconds=SENSOR_SECONDS,
    description="Asks for a run when articles appear in the sources or change.",
)
def sources_changed(context: dg.SensorEvaluationContext, corpus: Corpus) -> dg.SensorResult | dg.SkipReason:
    """Compare the list of input files with the one of the last run asked for.

    Requests are numbered, since Dagster runs no key twice: sources that are changed and changed back ask twice.
    """
    inputs = corpus.inputs()
    seen = digest(*([file.path, file.size, file.modified] for file in inputs))
    number, _, before = (context.cursor or "").rpartition(" ")
    if not inputs or seen == before:
        named = redacted(", ".join(corpus.addresses))
        return dg.SkipReason(f"Nothing has changed in {named} ({len(inputs)} files).")
    # Without a cursor, after a reset too, numbers begin with the time, lest they come twice.
    cursor = f"{int(number) + 1 if number.isdigit() else time.time_ns()} {seen}"
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=cursor)], cursor=cursor)


every_day = dg.ScheduleDefinition(
    name="every_day",
    job=everything,
    cron_schedule="0 5 * * *",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description="Brings all tables up to date at five in the morning (UTC).",
)
