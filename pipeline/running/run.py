"""One run over the tables of a store: the only way in which they are brought up to date.

The command line and Dagster both call it, and add nothing of their own. What lies above this room is handed in:
`validate` judges a part before it is written, `publish` writes what stands beside the tables for their readers, and
`beside` does some of the work in another process.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.articles.article import article_id
from pipeline.articles.inputs import Inputs
from pipeline.errors import OutputError
from pipeline.language.identity import identify
from pipeline.running import compaction, engine, removal, replacement, stages
from pipeline.running.checking import judge
from pipeline.running.currency import knowledge_digest
from pipeline.running.intake import Ingested, ingest, nothing_new
from pipeline.running.making import Beside, Validator
from pipeline.running.result import PartResult
from pipeline.running.wholeness import NOTHING_REJECTED, PUBLISHED, UNFINISHED, Findings, Known, clear_away, look_after
from pipeline.settings import Settings
from pipeline.tables.schema import TABLES
from pipeline.tables.store import Store
from pipeline.world import own_places


@dataclass(frozen=True)
class Progress:
    """What a run tells while it is at work."""

    reading: Callable[[], None] = lambda: None
    """Called when there is something to read."""
    article: Callable[[], None] = lambda: None
    """Called for each record that is read."""
    start: Callable[[int], None] = lambda words: None
    """Called with the number of words that are to be worked on."""
    words: Callable[[int], None] = lambda words: None
    """Called with a number of words each time that so many are parsed."""
    part: Callable[[list[PartResult]], None] = lambda results: None
    """Called with what became of a part, each time that one has been worked on."""


@dataclass
class Outcome:
    """What came of a run: the articles taken in (where there were sources), a result a part, and what was mended."""

    taken: Ingested = field(default_factory=Ingested)
    results: list[PartResult] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    removed: dict[str, str] = field(default_factory=dict)
    """The uris, by id, of the articles that were taken out of the tables since their sources are gone."""

    @property
    def failures(self) -> list[str]:
        """What failed, in a sentence each."""
        return [*self.taken.failures, *(failure for result in self.results for failure in result.failures)]


def nothing_to_do(store: Store, inputs: Inputs, done: Outcome) -> Outcome:
    """What will come of the next run over the same sources, if nothing changes after one that has done its work."""
    results = [PartResult(result.table, result.part, "current", result.rows) for result in done.results]
    return Outcome(nothing_new(store, inputs), results)


@dataclass(frozen=True)
class Run:
    """How the tables of a store are brought up to date; `do` does it."""

    store: Store
    settings: Settings
    validate: Validator | None = None
    publish: Callable[[Store], object] | None = None
    progress: Progress = Progress()
    beside: Beside | None = None

    def do(self, inputs: Inputs | None = None, tables: Sequence[str] | None = None, *, prune: bool = False) -> Outcome:
        """Take in what is new in `inputs`, then bring `tables`, or all, up to date; without inputs only the latter.

        With `prune`, the articles whose sources are gone are removed, with all that was made of them. Holds the store
        meanwhile. Finishes what an interrupted run had ready, mends what the store has lost, and publishes where what
        is published is not of the tables as they are now.

        Raises OutputLockedError where another process holds the store, OutputError where it cannot be written or
        vanishes meanwhile or all of it would be pruned, MissingInputError where a table is to be made of one that is
        not there.
        """
        if prune and inputs is not None and not inputs:
            raise OutputError(
                "The sources hold no article, as folders do that are not mounted; nothing is removed. "
                "`quotidian forget` removes articles by name."
            )
        identify(self.settings.model)
        own = own_places.use(self.settings.gazetteer)
        knowledge_digest(self.settings)  # if it cannot be read, that is told before the work
        self.store.create()
        outcome = Outcome(mended=list(own.bad))
        with self.store.lock(), engine.held(self.settings):
            self._finish()
            known = Known(self.store)
            found = look_after(self.store, known, judged=self.validate is not None)
            outcome.mended += found.told
            self.store.write_bytes(UNFINISHED, b"")
            if inputs is not None:
                outcome.taken = self._take_in(inputs, found)
                outcome.mended += clear_away(self.store, found.lost)
                if prune and outcome.taken.gone:
                    known.save()
                    self._prune(inputs, outcome, found)
                    known = Known(self.store)
            outcome.results = self._make(tables, found)
            self._expect(outcome)
            self._show_that_nothing_is_rejected()
            known.remember(_missed(found.again - _made(outcome)))
            self._publish(known)
            self.store.remove(UNFINISHED)
        return outcome

    def forget(self, articles: Collection[str], tables: Sequence[str] | None = None) -> Outcome:
        """Remove articles, by id, with all that was made of them, and pass them over when their sources are read again.

        Then brings `tables`, or those of the corpus that there are, up to date.
        """
        with self.store.lock():
            self._finish()
            removal.start(self.store, removal.Removal(sorted(articles), True, []))
        if tables is None:
            made = (stage.tables for stage in stages.corpus_stages() if self.store.parts(stage.table))
            tables = [table for one in made for table in one]
        return self.do(tables=tables)

    def take_back(self, names: Collection[str]) -> set[str]:
        """Pass articles, given by uri or id, over no more; the ids of those that were."""
        with self.store.lock():
            return removal.take_back(self.store, {*names, *map(article_id, names)})

    def compact(self) -> tuple[list[compaction.Gathered], list[str]]:
        """Merge the small parts that many small runs leave behind; the merges, and what was found broken or lost."""
        with self.store.lock():
            self._finish()
            known = Known(self.store)
            found = look_after(self.store, known, judged=False)
            known.remember(_missed(found.again))
            self.store.write_bytes(UNFINISHED, b"")
            merges = compaction.compact(self.store, self.settings)
            known = Known(self.store)
            known.remember(_missed(found.again))
            self._publish(known)
            self.store.remove(UNFINISHED)
        return merges, found.told

    def _finish(self) -> None:
        """Finish what an interrupted run had ready, or was about to remove."""
        replacement.finish(self.store)
        removal.go_on(self.store, self.settings)

    def _prune(self, inputs: Inputs, outcome: Outcome, found: Findings) -> None:
        """Remove the articles whose sources are gone; take in other texts of theirs, where there are any."""
        outcome.removed = outcome.taken.gone
        files = removal.files_gone(self.store, inputs)
        removal.start(self.store, removal.Removal(sorted(outcome.removed), False, files))
        changed = removal.go_on(self.store, self.settings)
        found.unjudged = sorted({*found.unjudged, *changed}) if self.validate is not None else []
        outcome.taken = outcome.taken.and_then(self._take_in(inputs, Findings()))

    def _take_in(self, inputs: Inputs, found: Findings) -> Ingested:
        progress = self.progress
        return ingest(
            self.store, inputs, self.settings, self.validate, progress.article, progress.reading, found.lost
        )  # fmt: skip

    def _make(self, tables: Sequence[str] | None, found: Findings) -> list[PartResult]:
        again = found.again | {one for one in found.unjudged if not judge(self.store, *one, self.validate)}
        return engine.run(
            self.store, self.settings, tables=tables, validate=self.validate, again=again, beside=self.beside,
            on_words=self.progress.words, on_start=self.progress.start, on_part=self.progress.part,
        )  # fmt: skip

    def _show_that_nothing_is_rejected(self) -> None:
        """Let the quarantine have a part without rows where it has no other: `*.parquet` of no file is an error."""
        parts = self.store.parts("quarantine")
        if not parts:
            empty = TABLES["quarantine"].from_rows([])
            self.store.write("quarantine", NOTHING_REJECTED, empty, fingerprint="", code_version="")
        elif NOTHING_REJECTED in parts and len(parts) > 1:
            self.store.delete("quarantine", NOTHING_REJECTED)

    def _publish(self, known: Known) -> None:
        """Write what stands beside the tables, where it was last written of others."""
        if self.publish is None or known.files.get(PUBLISHED) == [known.state, ""]:
            return
        self.publish(self.store)
        known.files[PUBLISHED] = [known.state, ""]
        known.save()

    def _expect(self, outcome: Outcome) -> None:
        """Raise OutputError where a part that was made or found is not there any more."""
        present = {table: set(self.store.parts(table)) for table, _ in _written(outcome)}
        missing = next((f"{table}/{part}" for table, part in _written(outcome) if part not in present[table]), None)
        if missing is not None:
            raise OutputError(
                f"The output folder {self.store.root} has lost {missing} while the run was at work; run again."
            )


def _written(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """The tables and parts that must be there after a run."""
    yield from (("articles", part) for part in outcome.taken.parts)
    for result in outcome.results:
        if result.status == "made" or (result.status == "current" and result.rows):
            yield result.table, result.part


def _made(outcome: Outcome) -> set[tuple[str, str]]:
    return {(result.table, result.part) for result in outcome.results if result.status == "made"}


def _missed(again: set[tuple[str, str]]) -> list[str]:
    """The files of the quarantine that are missing until these tables and parts are made again."""
    return [f"quarantine/{table}-{part}.parquet" for table, part in again]
