"""Numbers of things in words: "1 article", "1,024 articles"."""

from __future__ import annotations


def counted(n: int, one: str) -> str:
    """So many of what one is called so."""
    return f"{n:,} {one}" if n == 1 else f"{n:,} {one}s"
