"""Which file holds which article, as far as the tables do not tell: what is needed to know which articles are gone.

A row of `articles` names the file it was read from. Beside the tables stands which articles such a file no longer
held when it was last read, and in which other files an article stands as well. An article is gone where the file it
was read from is, or holds it no more, and no other file holds it.
"""

from __future__ import annotations

import functools
import json
import posixpath
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.articles.article import article_id
from pipeline.articles.inputs import Inputs
from pipeline.articles.rejection import Rejection
from pipeline.settings import STATE_FOLDER
from pipeline.tables.store import Store

STAGE = "articles"
WHEREABOUTS = posixpath.join(STATE_FOLDER, "whereabouts.json")


@dataclass
class Whereabouts:
    """What is known beside the tables of where articles stand."""

    missing: dict[str, list[str]] = field(default_factory=dict)
    """By file, the ids of the articles that were read from it and that it held no more when it was last read."""
    elsewhere: dict[str, list[str]] = field(default_factory=dict)
    """By article, the files that hold it too."""

    @classmethod
    def of(cls, store: Store) -> Whereabouts:
        """What a store knows; nothing where that cannot be read."""
        try:
            return cls(**json.loads(store.read_bytes(WHEREABOUTS) or b"{}"))
        except (TypeError, ValueError):
            return cls()

    def save(self, store: Store) -> None:
        """Write down what is known, if it is new."""
        written = json.dumps({"missing": self.missing, "elsewhere": self.elsewhere}, indent=0, sort_keys=True).encode()
        before = store.read_bytes(WHEREABOUTS)
        if written != before and (self.missing or self.elsewhere or before):
            store.write_bytes(WHEREABOUTS, written)

    def after(self, seen: Seen, source_of: Mapping[str, str]) -> Whereabouts:
        """What is known after files were read; `source_of` names the file of each article that the tables had."""
        held: dict[str, list[str]] = defaultdict(list)
        for article, files in self.elsewhere.items():
            held[article] = [file for file in files if file not in seen.files]
        missing = {file: ids for file, ids in self.missing.items() if file not in seen.files}
        for article, where in seen.where.items():
            own = source_of.get(article, where[0])
            if others := [file for file in where if file != own and file not in held.get(article, ())]:
                held[article] += others
        read_to_the_end = seen.files - seen.unsure
        for article, source in source_of.items():
            if source in read_to_the_end and source not in seen.where.get(article, ()):
                missing.setdefault(source, []).append(article)
        return Whereabouts(missing, {article: files for article, files in held.items() if files})

    def without(self, articles: Collection[str]) -> Whereabouts:
        """What is known once these articles are not in the tables any more."""
        left = {file: [one for one in ids if one not in articles] for file, ids in self.missing.items()}
        elsewhere = {article: files for article, files in self.elsewhere.items() if article not in articles}
        return Whereabouts({file: ids for file, ids in left.items() if ids}, elsewhere)

    def gone(self, article: str, source: str, inputs: Inputs) -> bool:
        """Whether an article of the tables is in none of its files any more."""
        return self._lost(article, source, inputs) and all(
            self._lost(article, other, inputs) for other in self.elsewhere.get(article, ())
        )

    def may_lack(self, file: str, inputs: Inputs) -> bool:
        """Whether articles that were read from a file may be gone: all where it is, else some that it holds no more."""
        return inputs.lack(file) or file in self.missing

    def _lost(self, article: str, file: str, inputs: Inputs) -> bool:
        return inputs.lack(file) or article in self.missing.get(file, ())


@dataclass
class Seen:
    """What files held that were read: their articles, and which of them may hold more than could be read."""

    files: set[str]
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    _alone: dict[str, tuple[str]] = field(default_factory=dict)
    """Each file by itself: what most articles stand in, held once."""

    def article(self, article: str, file: str, *, begins: bool = False) -> None:
        """A file holds an article; `begins` where its text is the one that is kept."""
        files = self.where.get(article)
        if files is None:
            self.where[article] = self._alone.setdefault(file, (file,))
        elif file not in files:
            self.where[article] = (file, *files) if begins else (*files, file)

    def rejection(self, rejection: Rejection, file: str, name: str) -> None:
        """A file holds something that cannot be used: an article that it names, or nobody knows what."""
        if rejection.uri == name:
            self.unsure.add(file)
        self.article(article_id(rejection.uri), file)


@dataclass
class Standing:
    """How the articles of the tables stand to the sources: from how many each file comes, and which are gone."""

    of_file: Counter[str] = field(default_factory=Counter)
    gone: dict[str, str] = field(default_factory=dict)
    """The uris of those that are gone, by id."""


def standing(store: Store, inputs: Inputs, known: Whereabouts) -> Standing:
    """How the articles of the tables stand to what the sources are now."""
    found = Standing()
    parts = store.parts(STAGE)
    lacks = functools.cache(lambda file: known.may_lack(file, inputs))
    for part, sources in zip(parts, store.map(lambda part: store.read(STAGE, part, ["source"]), parts), strict=True):
        counts = Counter(sources["source"].to_pylist())
        found.of_file += counts
        if suspect := [file for file in counts if lacks(file)]:
            rows = store.read(STAGE, part, ["article_id", "uri", "source"])
            rows = rows.filter(pc.is_in(rows["source"], pa.array(suspect)))
            found.gone |= {
                row["article_id"]: row["uri"]
                for row in rows.to_pylist()
                if known.gone(row["article_id"], row["source"], inputs)
            }
    return found
