"""One person, one canonical id: entities known in some articles by a part of their name only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

Row = dict[str, Any]

DOMINANT = 0.9
"""Of several people of a surname, the one with this share of their mentions is meant where nothing else tells."""


def merge(rows: Mapping[str, Row], articles: Mapping[str, set[str]]) -> None:
    """Give people known by a surname alone the `canonical_id` of the one person whom it clearly fits.

    A person fits whose name ends in that surname. Of several, the one who shares a role or company (other
    entities of the same articles) with the surname's articles, or who outweighs the others, is taken;
    where none does, the surname stays on its own. `merged_because` says why.
    """
    by_surname: dict[str, list[str]] = defaultdict(list)
    for entity_id, row in rows.items():
        words = row["name"].split()
        if row["label"] == "PERSON" and len(words) > 1:
            by_surname[words[-1].casefold()].append(entity_id)
    company = _company(articles)
    for entity_id, row in rows.items():
        if row["label"] != "PERSON" or len(row["name"].split()) != 1:
            continue
        candidates = sorted(by_surname.get(row["name"].casefold(), ()))
        chosen = _choose(row, candidates, rows, {c: _shared(entity_id, c, articles, company) for c in candidates})
        if chosen is not None:
            row["canonical_id"], row["merged_because"] = chosen


def _company(articles: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The entities of each article."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity_id, ids in articles.items():
        for article in ids:
            found[article].add(entity_id)
    return found


def _shared(one: str, other: str, articles: Mapping[str, set[str]], company: Mapping[str, set[str]]) -> list[str]:
    """The entities that stand in articles with either, the rarest first."""
    beside = [{e for article in articles.get(x, ()) for e in company[article]} for x in (one, other)]
    both = (beside[0] & beside[1]) - {one, other}
    return sorted(both, key=lambda e: (len(articles[e]), e))


def _choose(
    row: Row, candidates: list[str], rows: Mapping[str, Row], shared: Mapping[str, list[str]]
) -> tuple[str, str] | None:
    if not candidates:
        return None
    surname = row["name"]
    roles = {role["role"].casefold() for role in row["roles"]}
    for candidate in candidates:
        common = roles & {role["role"].casefold() for role in rows[candidate]["roles"]}
        if common:
            return candidate, f"{rows[candidate]['name']} has the same role, {min(common)}."
    if len(candidates) == 1:
        if shared[candidates[0]]:
            named = ", ".join(rows[e]["name"] for e in shared[candidates[0]][:3] if e in rows)
            return candidates[0], f"The only {surname} of the corpus, in articles that also mention {named}."
        return None
    total = sum(rows[c]["n_mentions"] for c in candidates)
    best = max(candidates, key=lambda c: (rows[c]["n_mentions"], c))
    if shared[best] and rows[best]["n_mentions"] >= DOMINANT * total:
        return best, f"{rows[best]['n_mentions']} of the {total} mentions of people called {surname} are of this one."
    return None
