"""Runs the stages over the parts of a corpus: in this process, in a pool of worker processes, or on a Ray cluster.

A stage runs on a part where the part's stamp does not agree with what it would be made from now, and
is skipped where it does; so a run costs what has changed, and a killed run goes on where it was.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence, Set

from pipeline.errors import EngineError
from pipeline.running import stages as graph
from pipeline.running.corpus_stage import make_independent, stale_parts
from pipeline.running.currency import current_results
from pipeline.running.making import Beside, Validator, make_part, root_of
from pipeline.running.pool import in_pool, in_process, prepare_workers
from pipeline.running.result import PartResult
from pipeline.settings import Settings
from pipeline.tables.store import Store

ENGINES = ("local", "ray")
"""Where parts can be worked on: on this machine, or on a Ray cluster."""


def run(
    store: Store,
    settings: Settings,
    *,
    tables: Sequence[str] | None = None,
    validate: Validator | None = None,
    again: Set[tuple[str, str]] = frozenset(),
    beside: Beside | None = None,
    on_words: Callable[[int], None] = lambda words: None,
    on_start: Callable[[int], None] = lambda words: None,
    on_part: Callable[[list[PartResult]], None] = lambda results: None,
) -> list[PartResult]:
    """Bring the tables named, or all, up to date with the store's `articles`, and say what was done.

    `again` are tables and parts that are made even where they are current; stages of the corpus that do not need each
    other are made at the same time, where there is a process `beside` this one. `on_start` is told how many words the
    parts to be worked on hold, `on_words` each time some of them have been parsed, `on_part` what became of a part.
    """
    wanted = set(graph.made_tables() if tables is None else tables)
    chain = [stage for stage in graph.part_stages() if stage.table in wanted]
    corpus = [stage for stage in graph.corpus_stages() if wanted.intersection(stage.tables)]
    results: list[PartResult] = []
    stale: list[str] = []
    parts = store.parts("articles")
    look = functools.partial(_current, store, chain, settings, again)
    for part, current in zip(parts, store.map(look, parts), strict=True):
        if current is None:
            stale.append(part)
        else:
            results += current

    def work(on: Sequence[str], names: Sequence[str]) -> None:
        if not on:
            return
        words = dict(zip(on, store.map(lambda part: _n_words(store, part), on), strict=True))
        on_start(sum(words.values()))
        largest_first = sorted(on, key=lambda part: (-words[part], part))  # so that no worker idles at the end
        making = _map(
            store, {part: words[part] for part in largest_first}, names, settings, validate, again, on_words, beside
        )
        with contextlib.closing(making):  # an interruption ends the workers wherever it comes
            for made in making:
                results.extend(made)
                on_part(made)
        store.look_again()

    work(stale, [*(stage.table for stage in chain), *(stage.table for stage in corpus)])
    for group in graph.independent(corpus):
        for stage in group:
            work(stale_parts(store, stage, settings, again), [stage.table])
        results += make_independent(store, group, settings, validate, again, beside)
    order = graph.made_tables()
    return sorted(results, key=lambda result: (order.index(result.table), result.part))


_holders = 0
"""How many blocks of `held` are open in this process, one within the other."""


@contextlib.contextmanager
def held(settings: Settings) -> Iterator[None]:
    """The connection to a cluster, once some work has made it, is kept for other work until the outermost block ends.

    Ray's workers belong to a connection: with each new one they would start, and load the model, anew.
    """
    global _holders
    _holders += 1
    try:
        yield
    finally:
        _holders -= 1
        if settings.engine == "ray" and not _holders:
            from pipeline.running import ray_cluster

            ray_cluster.let_go()


def _current(
    store: Store, chain: Sequence[graph.Stage], settings: Settings, again: Set[tuple[str, str]], part: str
) -> list[PartResult] | None:
    return current_results(store, part, chain, settings, again)


def _map(
    store: Store,
    words: Mapping[str, int],
    chain: Sequence[str],
    settings: Settings,
    validate: Validator | None,
    again: Set[tuple[str, str]],
    on_words: Callable[[int], None],
    beside: Beside | None,
) -> Generator[list[PartResult]]:
    """Make the parts that `words` names, wherever the settings say."""
    work = functools.partial(make_part, root_of(store), chain=chain, settings=settings, validate=validate, again=again)
    if settings.engine not in ENGINES:
        raise EngineError(f"There is no engine {settings.engine!r}; there are {', '.join(ENGINES)}.")
    if settings.engine == "ray":
        from pipeline.running.ray_cluster import in_ray

        return in_ray(work, words, settings.ray_address, on_words)
    workers = min(settings.workers, len(words))
    if workers > 1:
        prepare_workers(settings)
        return in_pool(work, list(words), workers, on_words)
    if beside is not None and store.is_local and _parses(chain):
        return _in_two(work, list(words), chain, on_words, beside)
    return in_process(work, list(words), on_words)


def _parses(chain: Sequence[str]) -> bool:
    return any(isinstance(stage := graph.STAGES[name], graph.Stage) and stage.uses_model for name in chain)


def _in_two(
    work: Callable[..., list[PartResult]],
    parts: Sequence[str],
    chain: Sequence[str],
    on_words: Callable[[int], None],
    beside: Beside,
) -> Generator[list[PartResult]]:
    """Map over parts as an assembly line: this process parses a part, the one beside makes the rest of its tables.

    Meanwhile this one parses the next part.
    """
    parsing = [name for name in chain if _parses([name])]
    rest = [name for name in chain if name not in parsing]

    def parse(part: str | None, parsed: list[PartResult]) -> None:
        if part is not None:
            parsed += work(part, chain=parsing, on_words=on_words)

    made: list[PartResult] = []
    parse(parts[0], made)
    for part, following in itertools.zip_longest(parts, parts[1:]):
        failed = frozenset(result.table for result in made if result.status == "failed")
        ahead: list[PartResult] = []
        go_on = functools.partial(parse, following, ahead)
        yield [*made, *beside(functools.partial(work, part, chain=rest, failed=failed), meanwhile=go_on)]
        made = ahead


def _n_words(store: Store, part: str) -> int:
    return sum(store.read("articles", part, ["n_words"])["n_words"].to_pylist())
