"""The reads of every page view: built and compiled once, run often. Each run asks the database anew.

Django builds and compiles a query each time it is asked, which costs ten times what SQLite needs to answer it. The
queries of a page view differ only in a few ids, so `prepared` keeps the compiled text with stand-ins for the ids and
puts the real ones in. Rows become instances in Django's own way (`ModelIterable`), with converters, `select_related`,
deferred columns and annotations.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import local
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import ModelIterable

M = TypeVar("M", bound=Model)
LARGEST = 2**63 - 1
STAND_INS = tuple(-(2**62) - index for index in range(32))  # no row has such an id
KEPT = 512  # texts a thread keeps


def prepared(key: Hashable, build: Callable[..., QuerySet[M]], *ids: int) -> list[M]:
    """What `list(build(*ids))` gives, from text compiled once for `key` and each count of ids.

    `key` must hold everything else that the text depends on. `ids` are values of 64-bit columns; `build` may hand them
    to lookups, and must not look at what they are.
    """
    fits = len(ids) <= len(STAND_INS) and all(abs(each) <= LARGEST for each in ids)
    read = _thread.read_for((key, len(ids)), build) if fits else None
    return list(build(*ids)) if read is None else read.rows(ids)


class _Read:
    """A compiled query. It stands in for the queryset and its query where `ModelIterable` looks for them.

    Django's compiler belongs to one thread's connection, so each thread compiles its own and nothing is shared.
    """

    _known_related_objects: dict[Any, Any] = {}  # never written

    def __init__(self, queryset: QuerySet[Any], compiler: Any, sql: str, parameters: tuple[Any, ...]) -> None:
        self.model, self.db, self.query = queryset.model, queryset.db, self
        self._compiler, self._sql, self._parameters = compiler, sql, parameters
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        compiler.get_converters = lambda _: converters

    def rows(self, ids: tuple[int, ...]) -> list[Any]:
        values = dict(zip(STAND_INS, ids, strict=False))
        parameters = tuple(values.get(each, each) if isinstance(each, int) else each for each in self._parameters)
        self._compiler.as_sql = lambda: (self._sql, parameters)
        iterable: Any = ModelIterable(self)  # type: ignore[arg-type]
        return list(iterable)

    def get_compiler(self, using: str) -> Any:
        return self._compiler

    def is_current(self) -> bool:
        return self._compiler.connection is connections[self.db]


class _Reads(local):
    def __init__(self) -> None:
        self._known: dict[Hashable, _Read | None] = {}

    def read_for(self, key: tuple[Hashable, int], build: Callable[..., QuerySet[Any]]) -> _Read | None:
        known = self._known.get(key)
        if known is not None and known.is_current():
            return known
        if len(self._known) >= KEPT:
            self._known.clear()
        known = self._known[key] = _compiled(key[1], build)
        return known


_thread = _Reads()


def _compiled(count: int, build: Callable[..., QuerySet[Any]]) -> _Read | None:
    """None where the text does not take ids: it finds nothing whatever they are, or the ids became something else."""
    stand_ins = STAND_INS[:count]
    queryset = build(*stand_ins)
    compiler: Any = queryset.query.get_compiler(queryset.db)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    if not set(stand_ins) <= {each for each in parameters if isinstance(each, int)}:
        return None
    return _Read(queryset, compiler, sql, tuple(parameters))
