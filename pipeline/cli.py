"""The `quotidian` command."""

from __future__ import annotations

import atexit
import contextlib
import errno
import functools
import gc
import io
import os
import signal
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from pipeline.errors import OutOfMemoryError, QuotidianError, written_out
from pipeline.settings import GARBAGE_THRESHOLD

if TYPE_CHECKING:
    import pyarrow as pa

    from expectations.process import ValidationProcess
    from pipeline.articles.inputs import Inputs
    from pipeline.publishing.pace import Pace
    from pipeline.running.run import Outcome
    from pipeline.tables.store import Store

OUTPUT = click.option(
    "--output", default=None, metavar="DIR", help="Folder of the tables (QUOTIDIAN_OUTPUT, else output)."
)
GAZETTEER = click.option(
    "--gazetteer",
    default=None,
    metavar="FILE",
    help="Parquet or CSV of name, alternates, lat, lon, country, admin, kind, id: places of your own, which add to "
    "ours or stand in their place (QUOTIDIAN_GAZETTEER).",
)


class _TerminatedError(KeyboardInterrupt):
    """The process was asked to end, by `kill` or whatever runs it, and ends as if its user had pressed Ctrl-C."""


def _terminated(*_: object) -> None:
    raise _TerminatedError


class _Group(click.Group):
    """Shows the errors that are meant for the user as one sentence, and exits with 2."""

    def invoke(self, ctx: click.Context) -> Any:
        signal.signal(signal.SIGTERM, _terminated)
        gc.set_threshold(GARBAGE_THRESHOLD)
        try:
            return super().invoke(ctx)
        except QuotidianError as error:
            said, code = str(error), 2
        except (MemoryError, OSError) as error:
            told = _out_of(error)
            if told is None:
                raise
            said, code = told, 2
        except ModuleNotFoundError as error:
            lacking = (error.name or "").partition(".")[0]
            if lacking in ("", "pipeline", "assets", "expectations"):
                raise
            needs = f"`{ctx.invoked_subcommand}` needs what the extra `all` of quotidian brings"
            said, code = f"{lacking} is not installed; {needs}.", 2
        except KeyboardInterrupt as interruption:
            said = "interrupted; what was finished is kept, and the next run goes on from there."
            code = 143 if isinstance(interruption, _TerminatedError) else 130
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # libraries that get no memory say anything
            limit = _address_space()
            if limit is None:
                raise
            what = f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}"
            said, code = f"{_limited(limit)}, perhaps too little ({what}); raise the limit and run again.", 2
        _say(f"quotidian: {said}", err=True)
        _leave(code)


def command() -> None:
    """The `quotidian` command as a process of its own, which ends at once when what it says is said.

    What `atexit` was told to do is done; threads of pools are joined by those who made them. But to take apart all that
    a run has imported and loaded, as the interpreter does when it ends by itself, takes a third of a second, and
    nothing comes of it.
    """
    try:
        main(prog_name="quotidian")
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        atexit._run_exitfuncs()
        _leave(end.code)


def _say(text: object, *, err: bool = False) -> None:
    """Print text of which nothing steers a terminal, whoever wrote it."""
    click.echo(written_out(str(text)), err=err)


def _leave(code: int) -> NoReturn:
    """End the process at once: nothing is left to tidy up.

    What libraries do as the interpreter ends, with what an error has kept from being freed in its order, has ended
    in crashes. Where something else has called the command (its streams are not the process's own), it goes on.
    """
    if sys.stderr is sys.__stderr__:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(code)
    sys.exit(code)


LEAST_ADDRESS_SPACE = 4_000_000_000
"""Bytes that a process must be allowed to map for a run: libraries crash where they are refused a piece of them."""


def _address_space() -> int | None:
    """How much this process may map, where that is limited (`ulimit -v`)."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return None
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return None if limit == resource.RLIM_INFINITY else limit


def _limited(limit: int) -> str:
    return f"This process may use no more than {limit // 1_000_000:,} MB of memory (ulimit -v {limit // 1024})"


def _out_of(error: MemoryError | OSError) -> str | None:
    """What the machine has run out of, in a sentence; None where the error is none of that kind."""
    if isinstance(error, MemoryError) or error.errno == errno.ENOMEM:
        return "There is not enough memory; run again with more, with fewer workers or smaller --part-characters."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full ({error.filename or 'no file named'}); make room and run again."
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return "Too few files may be open at a time; raise the limit (`ulimit -n 1024`) and run again."
    return None


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quotidian", prog_name="quotidian")
def main() -> None:
    """Who said what, about whom, and when: news articles in, validated Parquet tables out."""


@main.command()
@click.argument("sources", nargs=-1)
@OUTPUT
@click.option(
    "--workers", type=click.IntRange(min=1), default=None, help="Worker processes (QUOTIDIAN_WORKERS, else 1)."
)
@click.option("--model", default=None, help="spaCy pipeline: a package or a folder (QUOTIDIAN_MODEL).")
@click.option("--format", "file_format", default=None, help="Read every source as this format, whatever its name.")
@click.option(
    "--knowledge-base",
    default=None,
    metavar="FILE",
    help="Parquet or CSV of id, name, aliases, label to link entities to.",
)
@GAZETTEER
@click.option(
    "--part-characters",
    type=click.IntRange(min=1),
    default=None,
    help="Size of a new part in characters of text (default 500,000).",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default=None,
    help="Work on this machine, or on a Ray cluster (QUOTIDIAN_ENGINE).",
)
@click.option(
    "--ray-address",
    default=None,
    metavar="ADDR",
    help="The Ray cluster: auto, HOST:PORT or ray://HOST:PORT (QUOTIDIAN_RAY_ADDRESS, else one on this machine).",
)
@click.option("--prune", is_flag=True, help="Remove the articles whose sources are gone, with all their rows.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything was quarantined.")
def run(
    sources: tuple[str, ...],
    output: str | None,
    workers: int | None,
    model: str | None,
    file_format: str | None,
    knowledge_base: str | None,
    gazetteer: str | None,
    part_characters: int | None,
    engine: str | None,
    ray_address: str | None,
    prune: bool,
    strict: bool,
) -> None:
    """Make the tables from SOURCES: files, folders, globs, or addresses that fsspec knows (default: articles)."""
    limit = _address_space()
    if limit is not None and limit < LEAST_ADDRESS_SPACE:
        raise OutOfMemoryError(f"{_limited(limit)}, and a run needs {LEAST_ADDRESS_SPACE // 1_000_000:,}; raise it.")
    from pipeline.running import unchanged
    from pipeline.settings import Settings, default_sources

    settings = Settings.from_environment(
        output=output,
        workers=workers,
        model=model,
        knowledge_base=knowledge_base,
        gazetteer=gazetteer,
        part_characters=part_characters,
        engine=engine,
        ray_address=ray_address,
    )
    sources = sources or default_sources()
    asked = unchanged.Asked.of(sources, file_format, settings)
    answer = None if prune or strict else asked.answer()
    if answer is not None:
        click.echo(answer, nl=False)
        return

    from expectations.process import ValidationProcess

    def load_ahead(table: str, part: pa.Table) -> None:
        """Load the model while validation starts, if this process is going to need it."""
        from pipeline.running.making import load_model

        few = table == "articles" and sum(part["n_characters"].to_pylist()) < settings.part_characters
        if settings.engine == "local" and (few or settings.workers == 1):
            load_model(settings.model)
            gc.freeze()  # it stays, and is not searched for garbage before the first part

    with _telling() as pace, ValidationProcess(load_ahead) as validate:
        if "://" not in settings.output and not os.path.exists(settings.output):
            validate.start()  # there is something to do, and it imports for longer than this process
        from pipeline.articles.reading import list_inputs
        from pipeline.running.run import Progress, Run, nothing_to_do
        from pipeline.tables.store import Store
        from pipeline.tables.without_pandas import leave_out_pandas

        leave_out_pandas()
        inputs = list_inputs(sources, file_format)
        store = Store(settings.output)

        def words(parsed: int) -> None:
            if not pace.done:
                gc.freeze()  # what is loaded by now stays: neither the work nor the exit searches it for garbage
            pace.words(parsed)

        progress = Progress(validate.start, pace.article, pace.start, words, pace.part)
        publish = functools.partial(_publish_in_two, validate)
        outcome = Run(store, settings, validate, publish, progress, validate.call).do(inputs, prune=prune)
    for told in outcome.mended:
        _say(f"quotidian: {told}", err=True)
    _tell(store, inputs, outcome)
    if outcome.failures:
        sys.exit(1)
    if not outcome.mended:
        with contextlib.redirect_stdout(_TakenDown(sys.stdout)) as prints:
            _tell(store, inputs, nothing_to_do(store, inputs, outcome))
        next_time = asked.written(prints.getvalue())
        if next_time is not None and next_time != store.read_bytes(unchanged.FILE):
            store.write_bytes(unchanged.FILE, next_time)
    from pipeline.publishing import terminal as display

    quarantined = display.n_rows(store, "quarantine")
    if strict and quarantined:
        command = f"quotidian show quarantine{display.option_of(store)}"
        _say(f"quotidian: {quarantined} quarantined (--strict); see `{command}`.", err=True)
        sys.exit(1)


class _TakenDown(io.StringIO):
    """Takes down what is printed, as it would be printed somewhere else."""

    def __init__(self, elsewhere: TextIO) -> None:
        super().__init__()
        self._elsewhere = elsewhere

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._elsewhere.encoding

    def isatty(self) -> bool:
        return self._elsewhere.isatty()


def _tell(store: Store, inputs: Inputs, outcome: Outcome) -> None:
    """Print what came of a run."""
    from pipeline.publishing import terminal as display

    display.run_summary(store, outcome)
    display.passed_over(inputs.passed_over)
    for told in display.gone(outcome.taken.gone.values(), outcome.removed.values()):
        _say(told)
    for failure in outcome.failures:
        _say(f"quotidian: {failure}", err=True)
    if not outcome.failures:
        display.next_steps(store)


@main.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@OUTPUT
@click.option("--undo", is_flag=True, help="Let articles that were forgotten come in again with the next run.")
def forget(articles: tuple[str, ...], output: str | None, undo: bool) -> None:
    """Remove each ARTICLE (its uri or article_id) with all its rows, and pass it over from now on."""
    from pipeline.publishing.named import article_named
    from pipeline.running.run import Run
    from pipeline.settings import Settings

    store = _open(output)
    forgetting = Run(store, Settings.from_environment(output=output), _validate, _publish)
    if undo:
        back = forgetting.take_back(articles)
        _say(f"{_articles(len(back))} no longer forgotten; `quotidian run` takes in what the sources hold.")
        return
    outcome = forgetting.forget({article_named(store, article) for article in articles})
    for failure in outcome.failures:
        _say(f"quotidian: {failure}", err=True)
    _say(f"{_articles(len(set(articles)))} forgotten, and passed over from now on; --undo takes that back.")
    if outcome.failures:
        sys.exit(1)


@main.command()
@click.argument("table", required=False)
@OUTPUT
@click.option("--article", default=None, metavar="ID", help="Only rows of this article (its article_id or uri).")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many rows.")
def show(table: str | None, output: str | None, article: str | None, limit: int) -> None:
    """Show rows of TABLE, with the columns that fit a terminal; without TABLE, what there is."""
    from pipeline.publishing import terminal as display
    from pipeline.publishing.named import article_named

    store = _open(output)
    if table is None:
        display.overview(store)
    else:
        display.show(store, table, article and article_named(store, article), limit)


@main.command()
@OUTPUT
def check(output: str | None) -> None:
    """Check every part of every table against its expectations, without writing any table."""
    from pipeline.publishing import terminal as display
    from pipeline.running.checking import WHOLE, check_all

    store = _open(output)
    checks = check_all(store, _validate)
    display.checks(checks)
    for row in checks.to_pylist():
        if row["rule"] == WHOLE and not row["success"]:
            _say(f"quotidian: {row['observed']}", err=True)
    broken = checks.filter(checks["success"].to_numpy(zero_copy_only=False) == False)  # noqa: E712
    if any(severity != "warning" for severity in broken["severity"].to_pylist()):
        sys.exit(1)


@main.command()
@click.argument("row_id")
@OUTPUT
def explain(row_id: str, output: str | None) -> None:
    """Tell why the row of ROW_ID is what the tables say: of an article, an entity, a quote, an event and so on."""
    from pipeline.publishing.explain import explain as explanation

    _say(explanation(_open(output), row_id))


@main.command()
@OUTPUT
@GAZETTEER
def compact(output: str | None, gazetteer: str | None) -> None:
    """Merge the small parts that many small runs leave behind."""
    from pipeline.running.run import Run
    from pipeline.settings import Settings

    settings = Settings.from_environment(output=output, gazetteer=gazetteer)
    merges, told = Run(_open(output), settings, publish=_publish).compact()
    for sentence in told:
        _say(f"quotidian: {sentence}", err=True)
    merged = sum(len(merge.parts) for merge in merges)
    _say(f"{merged} parts merged into {len(merges)}." if merges else "Nothing to merge.")


@main.command()
@OUTPUT
@click.option(
    "--html", default=None, metavar="FOLDER", help="Folder to write it into (default: report, beside the tables)."
)
def report(output: str | None, html: str | None) -> None:
    """Make web pages from the tables: quotes in their texts, entities, a timeline, search. They open from disk."""
    from pipeline.publishing.report.publish import publish_report
    from pipeline.publishing.views import write_views

    store = _open(output)
    page, _ = publish_report(store, html)
    if store.is_local:
        write_views(store)  # whose paths are those of a folder that may have moved
    _say(f"Open {page} in a browser.")


@main.command()
@click.argument("tables", nargs=-1, metavar="[TABLE]...")
@OUTPUT
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "plover", "webannotation"]),
    default="csv",
    show_default=True,
    help="What to write; plover holds events, webannotation the tables that mark a text.",
)
@click.option(
    "--to",
    default=None,
    metavar="PATH",
    help="A file for one TABLE, a folder for several (default: one TABLE to standard output).",
)
@click.option("--article", default=None, metavar="ID", help="Only rows of this article (its article_id or uri).")
@click.option(
    "--escape-formulas",
    is_flag=True,
    help="Write ' before text in CSV that a spreadsheet would take for a formula (=, +, -, @).",
)
def export(
    tables: tuple[str, ...], output: str | None, form: str, to: str | None, article: str | None, escape_formulas: bool
) -> None:
    """Write TABLEs, or all, for other tools: CSV, JSON Lines, PLOVER's events, W3C Web Annotations."""
    from pipeline.errors import OutputError
    from pipeline.publishing import export as exports
    from pipeline.publishing.named import article_named

    if to is not None and to.lower().endswith(exports.NOT_WRITTEN):
        raise OutputError(
            f"Workbooks are not written; {to} would be {form}. Name a .csv file, which spreadsheets open."
        )
    if escape_formulas and form != "csv":
        raise OutputError(f"Formulas are escaped in csv only, and {form} has none; leave --escape-formulas out.")
    store = _open(output)
    article = article and article_named(store, article)
    if to is not None:
        for path in exports.export_to(store, tables, form, to, article, escape_formulas):
            _say(path)
        return
    names = tables or exports.tables_of(form, article)
    if len(names) != 1:
        raise OutputError(f"{len(names)} tables do not fit into one file; name a folder for them with --to.")
    for piece in exports.export(store, names[0], form, article, escape_formulas):
        # A file gets the data as they are, a terminal what it can bear.
        click.echo(written_out(piece.decode(errors="replace")) if sys.stdout.isatty() else piece, nl=False)


@main.command()
@click.argument("table", required=False)
def schema(table: str | None) -> None:
    """Print the data dictionary: every table (or TABLE) with its columns."""
    from pipeline.tables.dictionary import data_dictionary

    _say(data_dictionary(table))


def _open(output: str | None) -> Store:
    from pipeline.errors import OutputError
    from pipeline.settings import Settings
    from pipeline.tables.store import Store

    store = Store(Settings.from_environment(output=output).output)
    if not store.exists():
        raise OutputError(f"There are no tables in {store.root}; make some with `quotidian run --output {store.root}`.")
    return store


def _articles(n: int) -> str:
    from pipeline.publishing.counted import counted

    return f"{counted(n, 'article')} {'is' if n == 1 else 'are'}"


def _validate(table: str, part: Any, **context: Any) -> Any:
    """The expectations, imported when there is something to validate."""
    from expectations.validation import validate

    return validate(table, part, **context)


def _publish(store: Store) -> None:
    """Write what stands beside the tables; imported then, as few runs need it."""
    from expectations.companions import write_companions

    write_companions(store)


def _publish_in_two(validate: ValidationProcess, store: Store) -> None:
    """The same, in two processes: what Great Expectations write in theirs, the rest in this one."""
    from expectations.companions import write_descriptions_and_views

    validate.call(_publish_site, store, meanwhile=functools.partial(write_descriptions_and_views, store))


def _publish_site(store: Store) -> None:
    from expectations.data_docs import write_site

    write_site(store)


@contextlib.contextmanager
def _telling() -> Iterator[Pace]:
    """How far a run is, told meanwhile: by a bar on a terminal, elsewhere in a line a minute."""
    from pipeline.publishing.pace import Pace

    if not sys.stderr.isatty():
        yield Pace(lambda pace: _say(f"quotidian: {pace.told()}", err=True))
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"),
        console=Console(stderr=True), transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("Reading", total=None, told="")

        def show(pace: Pace) -> None:
            doing = "Extracting" if pace.total else "Reading"
            bar.update(task, total=pace.total or None, completed=pace.done, description=doing, told=pace.told())

        yield Pace(show, every=0.1)
