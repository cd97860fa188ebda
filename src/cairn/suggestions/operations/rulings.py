"""Accepting and rejecting: the live document and the row that says who and when change in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Missing
from cairn.core.ids import number
from cairn.documents import Stamp, Suggestion, read_tree, settle, suggestions_in
from cairn.livedocs.log import edit
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.suggestions.access import can_rule, can_suggest
from cairn.suggestions.models import Ruling
from cairn.suggestions.operations.discussions import note_ruling

Outcome = Ruling.Outcome


@dataclass(frozen=True, slots=True)
class Which:
    """One suggestion by its id, all of one person by hers, or (both empty) all there are."""

    suggestion: str = ""
    author: str = ""

    def has(self, found: Suggestion | Stamp) -> bool:
        if self.suggestion:
            return found.id == self.suggestion
        return not self.author or found.user == self.author


def accept_suggestions(page: Page, which: Which, *, by: User) -> list[Ruling]:
    """Carry out open suggestions. `Conflict` says who was faster; `Missing`: there is none such."""
    if not can_rule(by, page):
        raise Forbidden(_("Only people who may edit this page accept suggestions. Yours stays open for them."))
    return _rule(page, which, Outcome.ACCEPTED, by=by)


def reject_suggestions(page: Page, which: Which, *, by: User) -> list[Ruling]:
    """Take open suggestions out of the draft. Who may suggest takes back her own."""
    if not can_rule(by, page) and not (can_suggest(by, page) and _is_own(which, by)):
        raise Forbidden(_("Only people who may edit this page reject what others suggest. You can take back your own."))
    return _rule(page, which, Outcome.REJECTED, by=by)


def _is_own(which: Which, by: User) -> bool:
    return which.suggestion.startswith(f"{by.pk}-") if which.suggestion else which.author == str(by.pk)


def _rule(page: Page, which: Which, outcome: Ruling.Outcome, *, by: User) -> list[Ruling]:
    """Under the lock of the live document: of two who rule at once, the second finds nothing to rule on."""

    def change(doc: Any) -> list[Suggestion]:
        found = [each for each in suggestions_in(read_tree(doc)).values() if which.has(each)]
        if found:
            settle(doc, which.has, accept=outcome == Outcome.ACCEPTED)
        return found

    with atomic():
        found = edit(page.document_id, change, by=by)
        if not found:
            raise _nothing_left(page, which)
        authors = User.objects.in_bulk([pk for each in found if (pk := number(each.user)) is not None])
        rulings = [
            Ruling(
                page=page, suggestion=each.id, outcome=outcome, author=authors.get(number(each.user) or 0),
                added=each.added, removed=each.removed, by=by,
            )
            for each in found
        ]  # fmt: skip
        Ruling.objects.bulk_create(rulings)
        note_ruling(page, rulings, by=by)
        _tell(page, rulings, outcome, by=by)
    return rulings


def _tell(page: Page, rulings: list[Ruling], outcome: Ruling.Outcome, *, by: User) -> None:
    authors = sorted({ruling.author_id for ruling in rulings if ruling.author_id not in (None, by.pk)})
    first = rulings[0]
    facts: dict[str, Any] = {
        "space_id": page.space_id,
        "page_id": page.pk,
        "target_id": first.pk,
        "participants": authors,
        "count": len(rulings),
        "added": first.added,
        "removed": first.removed,
        "suggestions": [ruling.suggestion for ruling in rulings[:50]],
    }
    if outcome == Outcome.ACCEPTED:
        record("suggestion.accepted", by=by, **facts)
    else:
        record("suggestion.rejected", by=by, **facts)


def _nothing_left(page: Page, which: Which) -> Conflict | Missing:
    last = Ruling.objects.on(page).filter(suggestion=which.suggestion).select_related("by").first()
    if last is None:
        return Missing(_("There is no such suggestion any more. The text is as you see it."))
    words = {
        Outcome.ACCEPTED: _("{who} already accepted this at {time}. The text is as {who} left it."),
        Outcome.REJECTED: _("{who} already rejected this at {time}. The text is as {who} left it."),
    }[Outcome(last.outcome)]
    return Conflict(words.format(who=last.by.name, time=date_format(localtime(last.at), "H:i")))
