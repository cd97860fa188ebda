"""What a thread hangs on beside words: a thing on its page that an app above keeps, known here by its name alone.

A subject is "noun:key" ("cell:12-5"). The app that keeps such things says where on the page they are and what they are
called, through a function wired in `config/subjects.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.module_loading import import_string

from cairn.pages.models import Page

SUBJECTS = "cairn.config.subjects.SUBJECTS"  # by name: the list wires apps that lie above this one


@dataclass(frozen=True, slots=True)
class Place:
    """`label` is what readers call it, `address` where it is on the page ("#cell-12-5")."""

    label: str
    address: str


Finder = Callable[[Page, Iterable[str]], Mapping[str, Place]]


def places(page: Page, subjects: Iterable[str]) -> dict[str, Place]:
    """Subject → its place, for those that are on the page now. The queries are the finders'; none without subjects."""
    wanted: dict[str, set[str]] = {}
    for subject in subjects:
        wanted.setdefault(subject.partition(":")[0], set()).add(subject)
    found: dict[str, Place] = {}
    for noun, named in wanted.items():
        finder = _finders().get(noun)
        if finder is not None:
            found |= finder(page, named)
    return found


@cache
def _finders() -> Mapping[str, Finder]:
    return {noun: import_string(name) for noun, name in import_string(SUBJECTS).items()}
