"""Rights are asked on every read, and building their queries costs more than running them: compile once, run often.

A right's SQL depends only on who asks; its rows are read anew each time. So the text is kept, never the answer.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

Build = Callable[[], QuerySet[Any, Any]]


class _Key:
    """Compares by `key` alone, so that the cache does not look at the builder."""

    def __init__(self, key: Hashable, build: Build) -> None:
        self.key, self.build = key, build

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.key == other.key


@lru_cache(maxsize=4096)
def _text(key: _Key) -> tuple[str, tuple[Any, ...]]:
    sql, parameters = key.build().query.sql_with_params()
    return sql, tuple(parameters)


def compiled(key: Hashable, build: Build) -> RawSQL:
    """A subquery for `field__in=…` with the SQL of `build()`, compiled once a `key` and process.

    `key` must hold everything that the text and its parameters depend on; `build` must select one column and not be
    empty by construction (`none()` has no SQL).
    """
    return RawSQL(*_text(_Key(key, build)))  # noqa: S611 (the text is the ORM's own, its values are parameters)
