"""Whatever people type, cut, undo, publish, bring back, comment and resolve: every thread is in exactly one list, and
is attached exactly while the published text has its passage.

`CAIRN_EXAMPLES=500` searches longer; the seeds of what failed are printed by Hypothesis (`--hypothesis-seed`).
"""

import os
from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.worker import drain

from cairn import documents
from cairn.comments.conversation import conversation_on
from cairn.comments.models import Thread
from cairn.comments.operations import reopen_thread, resolve_thread, start_thread
from cairn.comments.passages import Place
from cairn.comments.tests.clients import Client
from cairn.core.errors import Conflict
from cairn.livedocs import log
from cairn.pages.loaders import page_for
from cairn.pages.models import DraftSnapshot, Page, Version
from cairn.pages.operations import copy_page, create_page, publish_page, restore_draft, revert_page
from cairn.pages.tests.conftest import body

EXAMPLES = int(os.environ.get("CAIRN_EXAMPLES", 8))
WORDS = ["stone", "river bed", "the bridge", "twenty years of rot", "ferry", "näher", "👣 steps"]
who, where = st.integers(0, 2), st.integers(0, 200)
edits = st.one_of(
    st.tuples(st.just("type"), who, where, st.sampled_from(WORDS)),
    st.tuples(st.sampled_from(["delete", "split", "join", "move"]), who, where, st.integers(1, 30)),
    st.tuples(st.sampled_from(["drop", "undo", "redo", "sync", "sync"]), who, where, st.just(0)),
)
acts = st.tuples(
    st.sampled_from(["comment", "comment", "publish", "publish", "revert", "restore", "resolve", "reopen", "copy"]),
    who,
    where,
    st.integers(1, 25),
)


@settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True
)
@given(moves=st.lists(st.one_of(edits, edits, acts), min_size=4, max_size=30 if EXAMPLES > 50 else 14))
def test_every_thread_is_in_exactly_one_list(cast: Cast, moves: list[tuple[str, int, int, Any]]) -> None:
    first = body("The river bed is dry.", "We build of stone.", "A ferry would do as well.")
    first["content"].append({"type": "codeBlock", "content": [{"type": "text", "text": "stones = 3\nbuild(stones)"}]})
    page = create_page(cast.stone, by=cast.ben, title="Bridge", body=first)
    publish_page(page, by=cast.ben)
    clients = [Client(page.document_id, person) for person in (cast.ben, cast.ada, cast.ben)]
    threads: set[int] = set()
    for what, person, at, how in moves:
        if what == "comment":
            threads.add(_comment(page, cast, at, how))
        elif what in ACTS:
            with suppress(Conflict):  # nothing had changed
                ACTS[what](page, cast, at)
            drain()
        else:
            clients[person].do(what, at, how)
    for client in clients:
        client.sync()
    with suppress(Conflict):
        publish_page(page, by=cast.ben)
    drain()
    _check(page, cast, threads)


def _comment(page: Page, cast: Cast, at: int, how: int) -> int:
    words = page_for(cast.cleo, page.pk).published.text  # type: ignore[union-attr]
    start = at % max(1, len(words))
    quote, prefix = words[start : start + how], words[max(0, start - 32) : start]
    return start_thread(page_for(cast.cleo, page.pk), by=cast.cleo, body="Hm", quote=quote, prefix=prefix).pk


def _revert(page: Page, cast: Cast, at: int) -> None:
    versions = list(Version.objects.filter(page=page).order_by("number"))
    revert_page(page, by=cast.ben, version=versions[at % len(versions)])


def _restore(page: Page, cast: Cast, at: int) -> None:
    snapshots = list(DraftSnapshot.objects.filter(page=page).order_by("pk"))
    if snapshots:
        restore_draft(page, by=cast.ben, snapshot=snapshots[at % len(snapshots)])


def _copy(page: Page, cast: Cast, at: int) -> None:
    copy = copy_page(page_for(cast.ben, page.pk), by=cast.ben)
    assert documents.annotations(documents.adf_from_doc(log.load(copy.document_id))) == {}
    assert not Thread.objects.filter(page=copy).exists()


def _decide(resolves: bool) -> Any:
    def decide(page: Page, cast: Cast, at: int) -> None:
        threads = list(Thread.objects.filter(page=page).select_related("page"))
        if threads:
            (resolve_thread if resolves else reopen_thread)(threads[at % len(threads)], by=cast.cleo)

    return decide


ACTS = {
    "publish": lambda page, cast, at: publish_page(page, by=cast.ben),
    "revert": _revert,
    "restore": _restore,
    "copy": _copy,
    "resolve": _decide(True),
    "reopen": _decide(False),
}


def _check(page: Page, cast: Cast, threads: set[int]) -> None:
    lists = [
        set(page.threads.in_state(state).values_list("pk", flat=True)) for state in ("open", "detached", "resolved")
    ]
    assert set().union(*lists) == threads and sum(map(len, lists)) == len(threads)
    shown = page_for(cast.ravi, page.pk)
    conversation = conversation_on(shown, cast.ravi)
    assert {talk.thread.pk for talk in conversation.talks} == threads
    assert sum(conversation.counts[state] for state in ("open", "detached", "resolved")) == len(threads)
    assert shown.published is not None
    place = Place(Version.objects.get(pk=shown.published.pk).body)
    for thread in Thread.objects.filter(page=page).exclude(quote=""):
        assert (thread.detached_at is None) == place.has(thread), (thread.pk, thread.quote)
        assert thread.detached_at is None or thread.version_id is not None  # a version that had it
