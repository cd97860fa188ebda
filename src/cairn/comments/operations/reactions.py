"""A sign under a comment, and taking it back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.comments.access import can_react
from cairn.comments.models import Comment, Reaction
from cairn.comments.reactions import SIGNS
from cairn.core.db import atomic
from cairn.core.errors import Forbidden, Invalid
from cairn.people.models import User


def react_to_comment(comment: Comment, *, by: User, sign: str) -> None:
    """Put a sign under it; a second time changes nothing."""
    _check(comment, by, sign)
    with atomic():
        _reaction, is_new = Reaction.objects.get_or_create(comment=comment, sign=sign, by=by)
        if is_new:
            _record("comment.reacted", comment, by, sign)


def withdraw_reaction(comment: Comment, *, by: User, sign: str) -> None:
    _check(comment, by, sign)
    with atomic():
        deleted, _rows = Reaction.objects.filter(comment=comment, sign=sign, by=by).delete()
        if deleted:
            _record("comment.unreacted", comment, by, sign)


def _check(comment: Comment, by: User, sign: str) -> None:
    if not can_react(by, comment):
        raise Forbidden(_("Only people who may comment on this page can react, and only to a comment that is there."))
    if sign not in SIGNS:
        raise Invalid(_("There is no such sign. Nothing was changed."))


def _record(event: str, comment: Comment, by: User, sign: str) -> None:
    thread = comment.thread
    record(
        event, by=by, space_id=thread.page.space_id, page_id=thread.page_id, target_id=comment.pk,
        thread=thread.pk, sign=sign, author=comment.by_id, on_draft=thread.is_on_draft,
    )  # fmt: skip
