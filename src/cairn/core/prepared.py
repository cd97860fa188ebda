"""The reads of every page view: built and compiled once, run often. Each run asks the database anew.

Django builds and compiles a query each time it is asked, which costs ten times what SQLite needs to answer it. The
queries of a page view differ only in a few ids, so `prepared` keeps the compiled text with stand-ins for the ids and
puts the real ones in. Rows become instances in Django's own way (`ModelIterable`), with converters, `select_related`,
deferred columns and annotations.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

M = TypeVar("M", bound=Model)
LARGEST = 2**63 - 1
STAND_INS = tuple(-(2**62) - index for index in range(32))  # no row has such an id


def prepared(key: Hashable, build: Callable[..., QuerySet[M]], *ids: int) -> list[M]:
    """What `list(build(*ids))` gives, from text compiled once for `key` and each count of ids.

    `key` must hold everything else that the text depends on. `ids` are values of 64-bit columns; `build` may hand them
    to lookups, and must not look at what they are.
    """
    fits = len(ids) <= len(STAND_INS) and all(abs(each) <= LARGEST for each in ids)
    kept = _kept(_Shape((key, len(ids)), build)) if fits else None
    if kept is None:
        return list(build(*ids))
    values = dict(zip(STAND_INS, ids, strict=False))
    parameters = tuple(values.get(each, each) if isinstance(each, int) else each for each in kept.parameters)
    bound: Any = _Bound(kept, parameters)
    return list(ModelIterable(bound))


class Compiler(Protocol):
    """What is used here of Django's SQLCompiler, which its stubs leave untyped."""

    as_sql: Callable[..., tuple[str, tuple[Any, ...]]]
    connection: Any


@dataclass(frozen=True, slots=True)
class _Kept:
    """A compiled query: never run itself, so that threads may share it."""

    model: type[Model]
    using: str
    compiler: Compiler
    sql: str
    parameters: tuple[Any, ...]


class _Shape:
    """Compares by `key` alone, so that the cache does not look at the builder."""

    def __init__(self, key: tuple[Hashable, int], build: Callable[..., QuerySet[Any]]) -> None:
        self.key, self.build = key, build

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shape) and self.key == other.key


@lru_cache(maxsize=512)
def _kept(shape: _Shape) -> _Kept | None:
    """None where the text does not take ids: it finds nothing whatever they are, or the ids became something else."""
    stand_ins = STAND_INS[: shape.key[1]]
    queryset = shape.build(*stand_ins)
    compiler: Any = queryset.query.get_compiler(queryset.db)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    if not set(stand_ins) <= {each for each in parameters if isinstance(each, int)}:
        return None
    return _Kept(queryset.model, queryset.db, compiler, sql, tuple(parameters))


class _Bound:
    """What `ModelIterable` needs of a queryset and of its query, with a compiler that knows its text already."""

    _known_related_objects: dict[Any, Any] = {}  # never written

    def __init__(self, kept: _Kept, parameters: tuple[Any, ...]) -> None:
        self.model, self.db, self.query = kept.model, kept.using, self
        self._compiler = copy(kept.compiler)
        self._compiler.connection = connections[kept.using]  # this thread's
        self._compiler.as_sql = lambda *_, **__: (kept.sql, parameters)

    def get_compiler(self, using: str) -> Compiler:
        return self._compiler
