"""Talking about a suggestion: an ordinary thread that knows which suggestion it is about."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cairn.comments.models import Thread
from cairn.comments.operations import reply_to_thread, resolve_thread, start_thread
from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Missing
from cairn.documents import read_tree, suggestions_in
from cairn.livedocs.log import load
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.suggestions.access import can_suggest
from cairn.suggestions.models import Discussion, Ruling


def discuss_suggestion(page: Page, suggestion: str, *, by: User, body: str) -> Thread:
    """Start the suggestion's thread, or say the next thing in it.

    It stands on the words that would go, where there are some; on the page otherwise: words that were only suggested
    are in no version, so readers of the page can't be led to them.
    """
    if not can_suggest(by, page):
        raise Forbidden(_("Only people who may suggest changes to this page talk about suggestions."))
    found = suggestions_in(read_tree(load(page.document_id))).get(suggestion)
    if found is None:
        raise Missing(_("This suggestion is no longer open. Your text is kept; comment on the page instead."))
    with atomic():
        known = Discussion.objects.on(page).filter(suggestion=suggestion).select_related("thread__page__space").first()
        if known is not None:
            reply_to_thread(known.thread, by=by, body=body)
            return known.thread
        thread = start_thread(page, by=by, body=body, quote=_quote(page, found.removed))
        Discussion.objects.create(page=page, suggestion=suggestion, thread=thread)
    return thread


def note_ruling(page: Page, rulings: Sequence[Ruling], *, by: User) -> None:
    """Say in the threads of the suggestions what became of them. An accepted one is settled; a rejected one stays open."""
    outcomes = {ruling.suggestion: ruling.outcome for ruling in rulings}
    talks = Discussion.objects.on(page).filter(suggestion__in=outcomes).select_related("thread__page__space")
    for talk in talks:
        is_accepted = outcomes[talk.suggestion] == Ruling.Outcome.ACCEPTED
        reply_to_thread(talk.thread, by=by, body=_("Accepted.") if is_accepted else _("Rejected."))
        if is_accepted:
            resolve_thread(talk.thread, by=by)


def _quote(page: Page, removed: str) -> str:
    """The words that would go, where every reader sees them."""
    shown = " ".join(page.published.text.split()) if page.published else ""
    wanted = " ".join(removed.split())
    return wanted if wanted and wanted in shown else ""
