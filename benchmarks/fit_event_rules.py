"""How often the rows of each rule of events are right: what `confidence` in `pipeline/events/rules.py` is fitted on.

    python benchmarks/fit_event_rules.py GOLD TABLES

GOLD is a folder with `articles.jsonl` (uri, text) and `gold.jsonl` (uri, timexes, events and the `dated` pairs of
the two); TABLES the output of a run over those articles. A row is right where its trigger overlaps a gold event
and, where it has a time, a gold time of that event overlaps one of its times. Gold ties few events to times: a dated
row whose event has no time in gold is left out. Prints a row for each rule, smoothed towards the mean, one for each
`date_basis`, and how many of the rows above 0.8 are right.
"""

from __future__ import annotations

import argparse
import collections
import pathlib

from reliability import judged_events

WEIGHT = 10
"""Rows at the mean that are added to those of a rule."""


def main() -> None:
    """Read, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=pathlib.Path)
    parser.add_argument("tables", type=pathlib.Path)
    arguments = parser.parse_args()
    rows = list(judged_events(arguments.gold, arguments.tables))
    mean = sum(ok for _, ok in rows) / len(rows)
    for column in ("rule", "date_basis"):
        groups: dict[str, list[bool]] = collections.defaultdict(list)
        for row, ok in rows:
            groups[row[column] or "without a date"].append(ok)
        print(f"\n{column:28}{'rows':>6}{'right':>8}{'fitted':>8}")
        for name, found in sorted(groups.items(), key=lambda item: -len(item[1])):
            fitted = (sum(found) + WEIGHT * mean) / (len(found) + WEIGHT)
            print(f"{name:28}{len(found):6}{sum(found) / len(found):8.3f}{fitted:8.2f}")
    sure = [ok for row, ok in rows if row["confidence"] > 0.8]
    print(f"\nabove 0.8: {sum(sure)} of {len(sure)} right, {sum(sure) / max(1, len(sure)):.3f}; all: {mean:.3f}")


if __name__ == "__main__":
    main()
