"""Votes: one of each person for each argument. The database holds that; twice is once."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict
from cairn.debates.guard import lock_to_argue
from cairn.debates.models import Argument, ArgumentVote, Withdrawal
from cairn.people.models import User


def vote_for_argument(argument: Argument, *, by: User) -> Argument:
    with atomic():
        _lock(argument, by)
        _vote, is_new = ArgumentVote.objects.get_or_create(argument=argument, user=by)
        if is_new:
            _record("argument.voted", argument, by=by)
    return argument


def unvote_argument(argument: Argument, *, by: User) -> Argument:
    with atomic():
        _lock(argument, by)
        gone, _rows = ArgumentVote.objects.filter(argument=argument, user=by).delete()
        if gone:
            _record("argument.unvoted", argument, by=by)
    return argument


def _lock(argument: Argument, by: User) -> None:
    argument.debate = lock_to_argue(argument.debate, by=by)
    if Withdrawal.objects.filter(argument=argument).exists():
        raise Conflict(_("This argument has been taken back meanwhile. Nothing was changed."))


def _record(event: str, argument: Argument, *, by: User) -> None:
    debate = argument.debate
    about = {"debate": debate.pk, "local_id": debate.local_id}
    record(event, by=by, space_id=debate.page.space_id, page_id=debate.page_id, target_id=argument.pk, **about)
