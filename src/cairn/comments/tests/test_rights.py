"""Each right exists twice; this table holds the two together."""

from collections.abc import Callable

import pytest
from tests.cast import Cast

from cairn import documents
from cairn.comments import access
from cairn.comments.models import Comment, Thread
from cairn.comments.operations import assign_thread, reply_to_thread, start_thread
from cairn.comments.tests.conftest import MakeThread
from cairn.livedocs import log
from cairn.pages.models import Page
from cairn.pages.operations import restrict_page
from cairn.pages.tests.conftest import MakePage, body
from cairn.people.actors import SYSTEM
from cairn.spaces.models import Space

THREAD_RIGHTS: dict[str, Callable[..., bool]] = {
    "visible_to": access.can_view_thread,
    "commentable_by": access.can_reply,
    "resolvable_by": access.can_resolve,
}
COMMENT_RIGHTS: dict[str, Callable[..., bool]] = {
    "editable_by": access.can_edit_comment,
    "deletable_by": access.can_delete_comment,
    "reactable_by": access.can_react,
}


@pytest.fixture
def many(cast: Cast, page: Page, page_of: MakePage, thread_on: MakeThread) -> None:
    """Threads on a page, on a passage, on words of the draft, on a restricted page, in an open space."""
    for quote in ("", "bridge of stone"):
        reply_to_thread(thread_on(quote), by=cast.ben, body="Yes.")
    log.edit(page.document_id, lambda doc: documents.fill_doc(doc, body("Only drafted words.")), by=cast.ben)
    start_thread(page, by=cast.ben, body="Hm", quote="Only drafted")
    hidden = page_of("Hidden")
    start_thread(hidden, by=cast.cleo, body="Before it was hidden")
    restrict_page(hidden, by=cast.ben, action="view", users=[cast.ben], teams=[])
    assign_thread(start_thread(page, by=cast.cleo, body="For a reader"), by=cast.cleo, person=cast.ravi)
    start_thread(page_of("Open", space=cast.moss, by=cast.sam), by=cast.sam, body="Of the stranger")
    removed = start_thread(page, by=cast.cleo, body="x")
    Comment.objects.filter(thread=removed).update(deleted_at=removed.at)


@pytest.mark.parametrize("readers_comment", [False, True])
@pytest.mark.parametrize("right", [*THREAD_RIGHTS, *COMMENT_RIGHTS])
def test_sentence_and_query_agree(cast: Cast, many: None, right: str, readers_comment: bool) -> None:
    Space.objects.filter(pk=cast.stone.pk).update(readers_comment=readers_comment)
    model = Thread if right in THREAD_RIGHTS else Comment
    may = {**THREAD_RIGHTS, **COMMENT_RIGHTS}[right]
    for user in [*cast.all(), SYSTEM]:
        listed = set(getattr(model.objects.all(), right)(user))
        assert listed == {thing for thing in model.objects.all() if may(user, thing)}, (user, right)


def test_the_table_tells_people_apart(cast: Cast, many: None) -> None:
    counts = {u.name: Comment.objects.all().deletable_by(u).count() for u in cast.all()}
    assert len(set(counts.values())) > 3, counts


def test_every_thread_is_in_exactly_one_list(many: None) -> None:
    lists = [set(Thread.objects.in_state(state)) for state in ("open", "detached", "resolved")]
    assert set().union(*lists) == set(Thread.objects.all()) and sum(map(len, lists)) == Thread.objects.count()
    assert all(thread.state in ("open", "detached", "resolved") for thread in Thread.objects.all())
