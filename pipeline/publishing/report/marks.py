"""Marks in a text: spans that may lie in each other and across each other, as a tree a page can show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

Node = list[Any]
"""A mark in the tree: its number, then its content: strings and further nodes."""


def tree(text: str, spans: Iterable[tuple[int, int, int]]) -> list[Any]:
    """The text with its spans (`start`, `end`, number of the mark) as strings and nodes.

    The strings in order are the text, and those below the nodes of a mark are exactly its span. Where
    two spans cross, the one that begins later is cut in two, so a mark may have several nodes.
    """
    opening: dict[int, list[tuple[int, int]]] = defaultdict(list)
    points = {0, len(text)}
    for start, end, number in spans:
        if start < end:
            opening[start].append((end, number))
            points |= {start, end}
    root: list[Any] = []
    stack: list[tuple[int, int, list[Any]]] = []
    ordered = sorted(points)
    for here, following in zip(ordered, [*ordered[1:], None], strict=True):
        again = []
        while any(end <= here for end, _, _ in stack):
            end, number, _ = stack.pop()
            if end > here:
                again.append((end, number))
        for end, number in sorted([*again, *opening[here]], key=lambda span: (-span[0], span[1])):
            node: Node = [number]
            (stack[-1][2] if stack else root).append(node)
            stack.append((end, number, node))
        if following is not None:
            (stack[-1][2] if stack else root).append(text[here:following])
    return root
