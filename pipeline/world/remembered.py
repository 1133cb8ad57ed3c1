"""Answers about places that are remembered until another gazetteer is used."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
_remembering: list[functools._lru_cache_wrapper[Any]] = []


def remembered(size: int) -> Callable[[Callable[..., T]], functools._lru_cache_wrapper[T]]:
    """Remember the last `size` answers of a function that the places of a user's own gazetteer may change."""

    def decorate(function: Callable[..., T]) -> functools._lru_cache_wrapper[T]:
        wrapper = functools.lru_cache(maxsize=size)(function)
        _remembering.append(wrapper)
        return wrapper

    return decorate


def forget() -> None:
    """Forget all that is remembered so."""
    for wrapper in _remembering:
        wrapper.cache_clear()
