"""Comments beside the page: in the reading view and in the editor."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.comments.conversation import Conversation, conversation_on
from cairn.comments.models import Thread
from cairn.comments.reactions import SIGNS
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.ui.drawing import draw


def page_facts(user: User) -> dict[str, Exists]:
    """Whether anybody has spoken or reacted on a page: most pages have no thread, and need no query for them."""
    threads = Thread.objects.of(OuterRef("pk"))
    return {"has_threads": Exists(threads), "has_reactions": Exists(threads.reacted())}


def rail(request: HttpRequest, page: Page) -> SafeString:
    """Threads and composer in the reading view; at most two queries."""
    return _panel(request, page, is_editing=False)


def edit_rail(request: HttpRequest, page: Page) -> SafeString:
    return _panel(request, page, is_editing=True)


def _panel(request: HttpRequest, page: Page, *, is_editing: bool) -> SafeString:
    context = {"conversation": conversation_of(request, page), "page": page, "is_editing": is_editing, "signs": SIGNS}
    return draw(request, "comments/_panel.html", context)


def conversation_of(request: HttpRequest, page: Page) -> Conversation:
    """Read once for a request: the rail and the marks in the text show the same threads."""
    known: dict[int, Conversation] = request.__dict__.setdefault("_conversations", {})
    if page.pk not in known:
        known[page.pk] = conversation_on(page, signed_in(request))
    return known[page.pk]
