"""What is asked about a decision: threads on its options and cells, and open questions wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cairn.comments.models import Thread
from cairn.comments.subjects import Place
from cairn.core.ids import number
from cairn.decisions.models import Criterion, Decision, Option
from cairn.pages.models import Page


@dataclass(frozen=True, slots=True)
class Mark:
    """Open threads on one option or cell: how many, the first of them, and whether one is a question."""

    threads: int
    first: int
    asks: bool


def open_questions(decision: Decision) -> int:
    """Questions without an answer that every reader may know of: on the text, on the page, on options and cells."""
    return len(open_question_ids(decision))


def open_question_ids(decision: Decision) -> list[int]:
    threads = Thread.objects.of(decision.page).known_to_readers().unresolved("question")
    return list(threads.order_by("pk").values_list("pk", flat=True))


def marks_on(page: Page) -> dict[str, Mark]:
    """Subject → its open threads. One query."""
    marks: dict[str, Mark] = {}
    rows = Thread.objects.of(page).hanging().in_state("open").order_by("pk").values_list("subject", "pk", "kind")
    for subject, pk, kind in rows:
        before = marks.get(subject, Mark(0, pk, asks=False))
        marks[subject] = Mark(before.threads + 1, before.first, before.asks or kind == "question")
    return marks


def options(page: Page, subjects: Iterable[str]) -> dict[str, Place]:
    """Places of "option:12". One query."""
    wanted = {pk: subject for subject, (pk,) in _keys(subjects, 1)}
    found = Option.objects.filter(decision__page=page, pk__in=wanted)
    return {wanted[option.pk]: Place(option.title, f"#option-{option.pk}") for option in found}


def cells(page: Page, subjects: Iterable[str]) -> dict[str, Place]:
    """Places of "cell:12-5", the option's id and the criterion's. Two queries."""
    wanted = dict(_keys(subjects, 2))
    ids = {pk for pair in wanted.values() for pk in pair}
    titles = dict(Option.objects.filter(decision__page=page, pk__in=ids).values_list("pk", "title"))
    names = dict(Criterion.objects.filter(decision__page=page, pk__in=ids).values_list("pk", "name"))
    return {
        subject: Place(f"{titles[option]} · {names[criterion]}", f"#cell-{option}-{criterion}")
        for subject, (option, criterion) in wanted.items()
        if option in titles and criterion in names
    }


def _keys(subjects: Iterable[str], count: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    for subject in subjects:
        ids = [number(part) for part in subject.partition(":")[2].split("-")]
        known = tuple(pk for pk in ids if pk is not None)
        if len(known) == len(ids) == count:
            yield subject, known
