"""Which team the nickname of an article means."""

from __future__ import annotations

import pytest

from pipeline.world import teams

GAMES = frozenset(("touchdown", "quarterback", "kickoff"))


@pytest.mark.parametrize(
    ("names", "words", "expected"),
    [
        (("Colts", "Indianapolis Colts"), set(), {"Colts": "Indianapolis Colts"}),
        (("Colts",), GAMES, {}),
        (("Colts",), {"NFL"}, {}),
        (("Colts",), GAMES | {"NFL"}, {"Colts": "Indianapolis Colts"}),
        (("Colts",), (GAMES - {"kickoff"}) | {"NFL"}, {}),
        (("Colts", "Indianapolis"), set(), {}),
        (("Colts", "Indianapolis"), GAMES, {"Colts": "Indianapolis Colts"}),
        (("Colts", "Texans"), set(), {}),
        (("Colts", "Texans"), GAMES, {"Colts": "Indianapolis Colts", "Texans": "Houston Texans"}),
        (("Colts",), GAMES | {"Texans"}, {"Colts": "Indianapolis Colts"}),
        (("Colts", "Houston Texans"), GAMES, {"Colts": "Indianapolis Colts"}),
        (("Colts", "Padres"), GAMES, {}),
        (("Giants", "Padres"), GAMES, {"Giants": "San Francisco Giants", "Padres": "San Diego Padres"}),
        (("Giants", "Colts"), GAMES, {"Giants": "New York Giants", "Colts": "Indianapolis Colts"}),
        (("Giants", "Jets"), GAMES, {"Giants": "New York Giants", "Jets": "New York Jets"}),
        (("Giants", "New York Giants"), {"MLB"}, {"Giants": "New York Giants"}),
        (("Giants",), GAMES, {}),
        (("Red Sox", "Boston"), GAMES, {"Red Sox": "Boston Red Sox"}),
        (("Sox", "Boston"), GAMES, {}),
        (("Boston Red Sox",), GAMES, {}),
        (("Houston", "Dallas"), GAMES, {}),
        (("Angels",), set(), {}),
        (("Red Sox", "Angels"), set(), {"Red Sox": "Boston Red Sox", "Angels": "Los Angeles Angels"}),
        (("Angels", "Houston Astros"), set(), {"Angels": "Los Angeles Angels"}),
        (("Angels", "Houston Rockets"), set(), {}),
        (("Giants", "Houston Astros"), set(), {"Giants": "San Francisco Giants"}),
        (("Sixers",), set(), {"Sixers": "Philadelphia 76ers"}),
        (("Pats",), set(), {}),
        (("Pats", "Patriots"), GAMES, {}),
        (("Pats", "NFL"), GAMES | {"NFL"}, {"Pats": "New England Patriots"}),
        (("Colts", "National Football League"), GAMES, {"Colts": "Indianapolis Colts"}),
    ],
)
def test_nicknames(names, words, expected):
    assert teams.meant(names, words) == expected


def test_teams_of_two_words():
    told = {name: (team.place, team.nickname, team.league) for name, team in teams.in_full().items()}
    assert told["Toronto Maple Leafs"] == ("Toronto", "Maple Leafs", "NHL")
    assert told["San Diego Padres"] == ("San Diego", "Padres", "MLB")
    assert [team.name for team in teams.by_last_word()["Sox"]] == ["Boston Red Sox", "Chicago White Sox"]
    assert sorted(teams.by_nickname()["Titans"], key=lambda team: team.name)[-1].name == "Tennessee Titans"


def test_every_weight_is_used_once():
    assert set(teams.WEIGHTS) == {"in full", "league", "rival", "rival in full", "place", "sport", "unmistakable"}
