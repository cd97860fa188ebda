"""Nothing is lost or seen out of order, whoever appends, compacts and reads at the same time, in real threads."""

import threading
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Text, get_state

from cairn.livedocs import log
from cairn.livedocs.models import LiveDocument, Snapshot, Update
from cairn.livedocs.shape import clocks
from cairn.people.actors import SYSTEM


def writer_updates(name: str, count: int) -> list[bytes]:
    doc, made = Doc[Any](), []
    doc.observe(lambda event: made.append(event.update))
    text = doc.get(name, type=Text)
    for n in range(count):
        text += f"{n} "
        if n % 4 == 3:
            del text[0:1]
    return made


def in_threads(*jobs: Any) -> None:
    failed: list[BaseException] = []

    def run(job: Any) -> None:
        try:
            job()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if failed:
        raise failed[0]


class Reader:
    """Tails the log as a room does, and knows what it has seen."""

    def __init__(self, document_id: int) -> None:
        self.document_id, self.cursor, self.doc = document_id, 0, Doc[Any]()

    def read(self) -> None:
        tail = log.updates_since(self.document_id, self.cursor)
        assert tail.cursor >= self.cursor
        for update in tail.updates:
            self.doc.apply_update(update)
        self.cursor = tail.cursor


@pytest.mark.django_db(transaction=True)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sizes=st.lists(st.integers(3, 12), min_size=2, max_size=3), compactions=st.integers(1, 6), reads=st.integers(1, 8)
)
def test_threads_that_append_compact_and_read_lose_nothing(sizes: list[int], compactions: int, reads: int) -> None:
    document = log.create_document(by=SYSTEM)
    whole, reader = Doc[Any](), Reader(document.pk)
    parts = [writer_updates(f"w{n}", size) for n, size in enumerate(sizes)]
    for update in [update for part in parts for update in part]:
        whole.apply_update(update)

    def write(part: list[bytes]) -> Any:
        return lambda: [log.append(document.pk, update, by=SYSTEM) for update in part]

    def compact() -> None:
        for _ in range(compactions):
            log.compact(document.pk)

    def read() -> None:
        for _ in range(reads):
            reader.read()

    in_threads(*map(write, parts), compact, compact, read)
    reader.read()
    assert LiveDocument.objects.get(pk=document.pk).head == sum(map(len, parts)) == reader.cursor
    fresh = log.load(document.pk)
    for doc in (fresh, reader.doc):
        assert clocks(doc.get_state()) == clocks(whole.get_state())
        for n in range(len(sizes)):
            assert str(doc.get(f"w{n}", type=Text)) == str(whole.get(f"w{n}", type=Text))


@pytest.mark.django_db
def test_compaction_keeps_the_words_and_shrinks_the_log() -> None:
    document = log.create_document(by=SYSTEM)
    made = writer_updates("t", 40)[:40]
    for update in made[:30]:
        log.append(document.pk, update, by=SYSTEM)
    before = log.load(document.pk).get_update()
    log.compact(document.pk)
    log.compact(document.pk)
    assert not Update.objects.exists() and Snapshot.objects.get().upto == 30
    assert log.load(document.pk).get_update() == before
    tail = log.updates_since(document.pk)
    assert tail.vector == get_state(tail.updates[0]) == log.load(document.pk).get_state()
    for update in made[30:]:
        log.append(document.pk, update, by=SYSTEM)
    assert [len(log.updates_since(document.pk, cursor).updates) for cursor in (0, 10, 30, 38, 40)] == [11, 11, 10, 2, 0]


@pytest.mark.django_db
def test_a_log_with_a_hole_is_never_compacted() -> None:
    document = log.create_document(by=SYSTEM)
    first, second, third = writer_updates("t", 3)
    log.append_entries({document.pk: [log.Entry(first, None), log.Entry(third, None)]})
    log.compact(document.pk)
    assert Update.objects.count() == 2
    log.append_entries({document.pk: [log.Entry(second, None)]})
    log.compact(document.pk)
    assert str(log.load(document.pk).get("t", type=Text)) == "0 1 2 "
