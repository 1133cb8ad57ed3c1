"""All of Quotidian that Dagster loads: `dagster dev`, `dagster asset materialize -m assets.definitions`."""

from __future__ import annotations

import dagster as dg

from assets.automation import every_day, everything, sources_changed
from assets.console import console
from assets.report import report
from assets.resources import Corpus
from assets.tables import REPORT_ASSETS, STAGE_ASSETS, articles

defs = dg.Definitions(
    assets=[articles, *STAGE_ASSETS, *REPORT_ASSETS, report],
    jobs=[everything],
    sensors=[sources_changed],
    schedules=[every_day],
    resources={"corpus": Corpus.from_environment()},
    loggers={"console": console},
    executor=dg.in_process_executor,  # the model is loaded once for all assets of a run
)
