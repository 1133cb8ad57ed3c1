"""Sports teams that are called by the last words of their names alone: which one "the Sabres" of an article are."""

from __future__ import annotations

import collections
import functools
from collections.abc import Collection, Set
from dataclasses import dataclass

from pipeline.lexicon.loader import items, toml

WEIGHTS = {
    "in full": 3,  # the article has the whole name
    "league": 1,  # that of the league
    "rival": 1,  # another team of the league
    "rival in full": 1,  # by its whole name, or by what nobody else is called
    "place": 1,  # the place alone: "Buffalo"
    "sport": 1,  # it speaks of games
    "unmistakable": 2,  # nobody else is called so
}
"""What speaks for it that a nickname means a certain team."""
ENOUGH = 2
"""How much must speak for it: a place or a game alone say little, for schools and peoples are called so too."""
_MOST = 3
"""How many words of an article must tell that it is of sport."""
_MOST_TEAMS = 2
"""How many of these may be teams that it names in full."""


@dataclass(frozen=True)
class Team:
    """A team: its league, the place that it is called after, and what it is called alone."""

    league: str
    place: str
    nickname: str

    @property
    def name(self) -> str:
        """The name in full."""
        return f"{self.place} {self.nickname}"


@functools.cache
def by_nickname() -> dict[str, tuple[Team, ...]]:
    """The teams called so alone, by nickname."""
    lists, found = toml(__package__, "teams.toml"), collections.defaultdict(list)
    pairs = [pair.partition(": ") for pair in items(lists["short"])]
    two_words = frozenset(items(lists["two_words"]))
    for league, teams in lists["leagues"].items():
        for name in items(teams):
            place, _, nickname = name.rpartition(" ")
            first, _, last = place.rpartition(" ")
            is_long = f"{last} {nickname}" in two_words
            team = Team(league, first, f"{last} {nickname}") if is_long else Team(league, place, nickname)
            found[team.nickname].append(team)
            for short in [short for short, _, nickname in pairs if nickname == team.nickname]:
                found[short].append(team)
    return {nickname: tuple(teams) for nickname, teams in found.items()}


@functools.cache
def in_full() -> dict[str, Team]:
    """The teams by their names in full."""
    return {team.name: team for teams in by_nickname().values() for team in teams}


@functools.cache
def by_last_word() -> dict[str, list[Team]]:
    """The teams by the last word of their names."""
    found = collections.defaultdict(list)
    for team in in_full().values():
        found[team.name.rpartition(" ")[2]].append(team)
    return dict(found)


@functools.cache
def _unmistakable() -> frozenset[str]:
    return frozenset(items(toml(__package__, "teams.toml")["unmistakable"]))


@functools.cache
def _leagues() -> dict[str, str]:
    """What leagues are called in full."""
    called: dict[str, str] = toml(__package__, "teams.toml")["called"]
    return called


@functools.cache
def _of_sport() -> frozenset[str]:
    return frozenset(items(toml(__package__, "teams.toml")["sport"]))


@functools.cache
def of_places() -> frozenset[str]:
    """The places that teams are called after: "Boston", "Ohio" is none."""
    return frozenset(team.place for team in in_full().values())


@functools.cache
def _words_of_names() -> dict[str, list[frozenset[str]]]:
    """The words of the names of teams in full, by the last of them."""
    return {last: [frozenset(team.name.split()) for team in teams] for last, teams in by_last_word().items()}


def _count_in_full(vocabulary: Set[str]) -> int:
    """How many teams have all words of their names in full among these."""
    lasts = _words_of_names()
    return sum(name <= vocabulary for last in lasts.keys() & vocabulary for name in lasts[last])


def is_of_sport(vocabulary: Set[str]) -> bool:
    """Whether an article of these words tells of games: by words of sport, and by teams in full beside one of them."""
    told = len(_of_sport() & vocabulary)
    return told >= _MOST or (told > 0 and told + min(_count_in_full(vocabulary), _MOST_TEAMS) >= _MOST)


def meant(names: Collection[str], vocabulary: Set[str]) -> dict[str, str]:
    """The teams that an article means by their nicknames, in full, by nickname.

    `names` are the names in the article as they are written, `vocabulary` all its words.
    """
    alone = [name for name in names if name in by_nickname()]
    if not alone:
        return {}
    leagues: dict[str, set[str]] = collections.defaultdict(set)
    sure: dict[str, set[str]] = collections.defaultdict(set)
    for name in {*names, *(vocabulary & by_nickname().keys())}:
        is_sure = name in in_full() or name in _unmistakable()
        for team in (in_full()[name],) if name in in_full() else by_nickname().get(name, ()):
            leagues[team.league].add(team.nickname)
            sure[team.league].update((team.nickname,) if is_sure else ())
    of_sport, found = is_of_sport(vocabulary), {}
    for nickname in alone:
        weights: dict[str, int] = {}
        for team in by_nickname()[nickname]:
            evidence = {
                "in full": team.name in names,
                "league": team.league in vocabulary or _leagues()[team.league] in names,
                "rival": len(leagues[team.league]) > 1,
                "rival in full": not sure[team.league] <= {team.nickname},
                "place": team.place in names,
                "sport": of_sport,
                "unmistakable": nickname in _unmistakable(),
            }
            weights[team.name] = sum(WEIGHTS[kind] for kind, holds in evidence.items() if holds)
        best = max(weights.values())
        likely = [name for name, weight in weights.items() if weight == best]
        if best >= ENOUGH and len(likely) == 1:
            found[nickname] = likely[0]
    return found


def by_place(names: Collection[str], vocabulary: Set[str]) -> dict[str, str]:
    """The teams that an article names or means, in full, by the places that they are called after, one at each."""
    told = {*meant(names, vocabulary).values(), *(in_full().keys() & names)}
    places = collections.Counter(in_full()[name].place for name in told)
    return {in_full()[name].place: name for name in told if places[in_full()[name].place] == 1}
