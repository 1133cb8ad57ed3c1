"""Articles by what people call them: an id, a uri, or what comes near."""

from __future__ import annotations

import difflib

from pipeline.errors import UnknownNameError
from pipeline.tables.store import Store

NEAREST = 3


def article_named(store: Store, name: str) -> str:
    """The id of the article with that id or uri.

    Raises UnknownNameError, with the articles whose uri, title or file comes nearest, where there is none.
    """
    called: dict[str, str] = {}
    for part in store.parts("articles"):
        for row in store.read("articles", part, ["article_id", "uri", "title", "source"]).to_pylist():
            if name in (row["article_id"], row["uri"]):
                return str(row["article_id"])
            called |= {known.lower(): row["uri"] for known in (row["uri"], row["title"], row["source"]) if known}
    wanted = name.lower()
    holding = [uri for known, uri in called.items() if wanted in known]
    like = [called[known] for known in difflib.get_close_matches(wanted, called, 2 * NEAREST, 0.8)]
    nearest = list(dict.fromkeys(holding + like))[:NEAREST]
    hint = f"did you mean {' or '.join(nearest)}?" if nearest else "`quotidian show articles` lists what there is."
    raise UnknownNameError(f"There is no article {name!r} in {store.root}; {hint}")
