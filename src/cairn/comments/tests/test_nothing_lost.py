"""Whatever two people type, publish, comment, resolve and delete: every thread is in exactly one of the lists."""

from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pycrdt import Doc, XmlElement, XmlFragment, XmlText
from tests.cast import Cast
from tests.worker import drain

from cairn.comments.conversation import conversation_on
from cairn.comments.models import Thread
from cairn.comments.operations import reopen_thread, resolve_thread, start_thread
from cairn.core.errors import Conflict
from cairn.livedocs import log
from cairn.pages.loaders import page_for
from cairn.pages.operations import create_page, publish_page
from cairn.pages.tests.conftest import body

WORDS = ["stone", "river bed", "the bridge", "twenty years of rot", "ferry", "näher", "👣 steps"]
steps = st.one_of(
    st.tuples(st.just("insert"), st.integers(0, 1), st.integers(0, 200), st.sampled_from(WORDS)),
    st.tuples(st.just("delete"), st.integers(0, 1), st.integers(0, 200), st.integers(1, 30)),
    st.tuples(st.just("drop block"), st.integers(0, 1), st.integers(0, 5), st.just(None)),
    st.tuples(st.just("sync"), st.integers(0, 1), st.just(None), st.just(None)),
    st.tuples(st.just("comment"), st.just(None), st.integers(0, 200), st.integers(1, 25)),
    st.tuples(st.just("resolve"), st.just(None), st.integers(0, 5), st.booleans()),
    st.tuples(st.just("publish"), st.just(None), st.just(None), st.just(None)),
)


class Client:
    """A browser with the page open: edits its own copy, and exchanges updates with the log when it syncs."""

    def __init__(self, document_id: int, user: Any) -> None:
        self.document_id, self.user, self.doc = document_id, user, log.load(document_id)

    def blocks(self) -> list[XmlElement]:
        found = self.doc.get("body", type=XmlFragment).children
        return [block for block in found if isinstance(block, XmlElement)]

    def edit(self, what: str, at: int, how: Any) -> None:
        blocks = self.blocks()
        if not blocks:
            return
        if what == "drop block":
            del self.doc.get("body", type=XmlFragment).children[at % len(blocks)]
            return
        texts = [text for text in blocks[at % len(blocks)].children if isinstance(text, XmlText)]
        if not texts:
            return
        letters = "".join(str(piece) for piece, _ in texts[0].diff())
        start = len(letters[: at % (len(letters) + 1)].encode())
        if what == "insert":
            texts[0].insert(start, how)
        else:
            end = len(letters[: at % (len(letters) + 1) + how].encode())
            if end > start:
                del texts[0][start:end]

    def sync(self) -> None:
        kept: Doc[Any] = log.load(self.document_id)
        update = self.doc.get_update(kept.get_state())
        self.doc.apply_update(kept.get_update(self.doc.get_state()))
        log.append(self.document_id, update, by=self.user)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(steps, min_size=3, max_size=14))
def test_every_thread_is_in_exactly_one_list(cast: Cast, moves: list[tuple[str, Any, Any, Any]]) -> None:
    page = create_page(
        cast.stone, by=cast.ben, title="Bridge", body=body("The river bed is dry.", "We build of stone.")
    )
    publish_page(page, by=cast.ben)
    clients = [Client(page.document_id, cast.ben), Client(page.document_id, cast.ada)]
    threads: set[int] = set()
    for what, who, at, how in moves:
        if what in ("insert", "delete", "drop block"):
            clients[who].edit(what, at, how)
        elif what == "sync":
            clients[who].sync()
        elif what == "publish":
            _publish(page, cast)
        elif what == "comment":
            words = page_for(cast.cleo, page.pk).published.text  # type: ignore[union-attr]
            start = at % max(1, len(words))
            quote, prefix = words[start : start + how], words[max(0, start - 32) : start]
            threads.add(start_thread(page, by=cast.cleo, body="Hm", quote=quote, prefix=prefix).pk)
        elif threads:
            thread = Thread.objects.get(pk=sorted(threads)[at % len(threads)])
            (resolve_thread if how else reopen_thread)(thread, by=cast.cleo)
        _check(page, cast, threads)
    for client in clients:
        client.sync()
    _publish(page, cast)
    _check(page, cast, threads)


def _publish(page: Any, cast: Cast) -> None:
    with suppress(Conflict):  # nothing had changed
        publish_page(page, by=cast.ben)
    drain()


def _check(page: Any, cast: Cast, threads: set[int]) -> None:
    lists = [
        set(page.threads.in_state(state).values_list("pk", flat=True)) for state in ("open", "detached", "resolved")
    ]
    assert set().union(*lists) == threads and sum(map(len, lists)) == len(threads)
    conversation = conversation_on(page_for(cast.ravi, page.pk), cast.ravi)
    seen = {t.thread.pk for t in conversation.talks}
    assert seen == threads and sum(conversation.counts.values()) == len(threads)
