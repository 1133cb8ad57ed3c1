"""The corpus that the assets work on: where its articles and tables are, and how it is worked on.

What a run does is in `pipeline.running.run`, the same for the command line; nothing is computed here.
"""

from __future__ import annotations

import base64
import contextlib
import os
import pathlib
import posixpath
from collections.abc import Callable, Iterator, Sequence

import dagster as dg
from pydantic import Field

from expectations.companions import write_companions
from expectations.validation import validate
from pipeline.articles.reading import InputFile, list_inputs
from pipeline.publishing.named import article_named
from pipeline.publishing.pace import Pace
from pipeline.publishing.report.publish import publish_report
from pipeline.running import engine
from pipeline.running.run import Outcome, Progress, Run
from pipeline.settings import Settings, default_sources
from pipeline.tables.store import Store

PICTURES = "charts"
"""The folder beside the tables for the pictures that Dagster shows."""


class Corpus(dg.ConfigurableResource):
    """A corpus of articles and the tables made from it."""

    output: str
    """The folder of the tables."""
    sources: list[str] = Field(default_factory=list)
    """Files, folders, globs or addresses that hold the articles; none named: those that QUOTIDIAN_SOURCES names when
    they are read, else the folder `articles`. What stands here Dagster keeps and shows as it is: an address with a
    password or a signature belongs into the variable."""
    model: str | None = None
    """The spaCy pipeline that parses, a package or a folder; None for the one that came along."""
    workers: int = 1
    """Worker processes; with one, everything runs in Dagster's own process."""
    engine: str = "local"
    """Where the parts are worked on: `local` for this machine, `ray` for a Ray cluster."""
    ray_address: str | None = None
    """The address of the Ray cluster; None for one on this machine that lives as long as the work."""
    gazetteer: str | None = None
    """A CSV or Parquet file of places of your own; None for ours alone."""
    site: str | None = None
    """The web address at which the output folder is served, for links to its pages; None where it is not."""

    @contextlib.contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Corpus]:
        """The corpus for the assets of one process, which share one connection to a Ray cluster."""
        with engine.held(self.settings):
            yield self

    @classmethod
    def from_environment(cls) -> Corpus:
        """The corpus that the variables QUOTIDIAN_SOURCES, _OUTPUT and so on name, or the defaults (see the README)."""
        settings = Settings.from_environment()
        return cls(
            output=settings.output,
            model=settings.model,
            workers=settings.workers,
            engine=settings.engine,
            ray_address=settings.ray_address,
            gazetteer=settings.gazetteer,
            site=os.environ.get("QUOTIDIAN_SITE") or None,
        )

    @property
    def addresses(self) -> list[str]:
        """The sources that are read."""
        return self.sources or list(default_sources())

    @property
    def store(self) -> Store:
        """Where the tables lie."""
        return Store(self.output)

    @property
    def settings(self) -> Settings:
        """The settings of a run."""
        return Settings(
            output=self.output,
            model=self.model,
            workers=self.workers,
            engine=self.engine,
            ray_address=self.ray_address,
            gazetteer=self.gazetteer,
        )

    def inputs(self) -> list[InputFile]:
        """The input files that the sources name now."""
        return list_inputs(self.addresses)

    def take_in(self, prune: bool = False, say: Callable[[str], None] = lambda told: None) -> Outcome:
        """Read what is new in the sources into the table of articles; with `prune`, remove what is gone from them.

        `say` is told now and then how far that is, here and below.
        """
        return self._run(say=say).do(self.inputs(), tables=(), prune=prune)

    def forget(self, names: Sequence[str]) -> Outcome:
        """Remove articles, by uri or id, with all their rows, and pass them over from now on."""
        return self._run().forget({article_named(self.store, name) for name in names}, tables=())

    def make(self, table: str, say: Callable[[str], None] = lambda told: None) -> Outcome:
        """Bring one table up to date with the tables that it is made from."""
        return self._run(say=say).do(tables=[table])

    def publish(self) -> Outcome:
        """Write what stands beside the tables for their readers, where it is not of the tables as they are now."""
        return self._run(write_companions).do(tables=())

    def _run(
        self, publish: Callable[[Store], None] | None = None, say: Callable[[str], None] = lambda told: None
    ) -> Run:
        pace = Pace(lambda pace: say(pace.told()))
        progress = Progress(article=pace.article, start=pace.start, words=pace.words, part=pace.part)
        return Run(self.store, self.settings, validate, publish, progress)

    def write_report(self) -> tuple[str, int]:
        """Write the report beside the tables; return where its first page is, and how many files it has."""
        return publish_report(self.store)

    def picture(self, name: str, png: bytes) -> str:
        """The address of a picture, written beside the tables where the output folder is served.

        Dagster shows short Markdown in its place and long behind a click, so a picture within the Markdown itself is
        only for where nothing is served.
        """
        store = self.store
        if not (self.site and store.is_local):
            return f"data:image/png;base64,{base64.b64encode(png).decode()}"
        path = pathlib.Path(store.path) / PICTURES / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png)
        return f"{self.site.rstrip('/')}/{PICTURES}/{name}.png"

    def address(self, page: str) -> dg.MetadataValue:
        """Where a page below the output folder is opened: a link where the folder is served, else its path.

        Browsers do not follow a link from a served page to a file on disk.
        """
        if self.site:
            return dg.MetadataValue.url(f"{self.site.rstrip('/')}/{page}")
        return dg.MetadataValue.path(posixpath.join(self.store.path, page))
