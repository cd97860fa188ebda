"""Arguments: added, put right, taken back and put there again, as long as the debate is open."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid
from cairn.debates.access import can_change_argument, can_withdraw_argument
from cairn.debates.guard import lock_argument, lock_to_argue
from cairn.debates.models import MOST_ARGUMENTS, Argument, Debate, Side, Source, Withdrawal
from cairn.debates.text import clean_argument, read_sources
from cairn.people.actors import Actor, user_of
from cairn.people.models import User

NOT_HERS = "Only whoever wrote an argument can change it. Nothing was changed."
NOT_HERS_TO_TAKE = "Only whoever wrote an argument, or edits the page, can take it back. Nothing was changed."


def add_argument(debate: Debate, *, by: User, side: str, text: str, sources: str = "", sending: str = "") -> Argument:
    """`sources`: a link a line. `sending` names this very act of sending: the second of the same is the first one's argument."""
    with atomic():
        debate = lock_to_argue(debate, by=by)
        sent = Argument.objects.filter(by=by, sending=sending[:36]).first() if sending else None
        if sent is not None:
            return sent
        if side not in Side.values:
            raise Invalid(_("An argument speaks for or against. Choose one; your text is kept."))
        words, links = clean_argument(text), read_sources(sources)
        if debate.arguments.filter(withdrawal=None).count() >= MOST_ARGUMENTS:
            raise Invalid(
                _("A debate holds %(most)d arguments. Your text is kept; put it in the page's comments.")
                % {"most": MOST_ARGUMENTS}
            )
        argument = Argument.objects.create(debate=debate, side=side, text=words, by=by, sending=sending[:36])
        _put_sources(argument, links)
        _record("argument.added", argument, by=by, side=side)
    return argument


def change_argument(argument: Argument, *, by: Actor, text: str, sources: str = "", side: str = "") -> Argument:
    """Other words, other sources, or the other column. Votes stay: who is no longer convinced takes hers back."""
    with atomic():
        argument = lock_argument(argument, can_change_argument, _(NOT_HERS), by=by)
        if Withdrawal.objects.filter(argument=argument).exists():
            raise Conflict(_("This argument has been taken back meanwhile. Your text is kept; put it back first."))
        words, links = clean_argument(text), read_sources(sources)
        before = (argument.text, argument.side, [(each.url, each.title) for each in argument.sources.all()])
        argument.text = words
        argument.side = side if side in Side.values else argument.side
        if before != (argument.text, argument.side, links):
            argument.changed_at = now()
            argument.save(update_fields=["text", "side", "changed_at"])
            argument.sources.all().delete()
            _put_sources(argument, links)
            _record("argument.changed", argument, by=by, before=before[0][:200])
    return argument


def withdraw_argument(argument: Argument, *, by: Actor) -> Argument:
    """Off the debate; `restore_argument` puts it back with its votes. Twice changes nothing."""
    with atomic():
        argument = lock_argument(argument, can_withdraw_argument, _(NOT_HERS_TO_TAKE), by=by)
        _row, is_new = Withdrawal.objects.get_or_create(argument=argument, defaults={"by": user_of(by)})
        if is_new:
            _record("argument.withdrawn", argument, by=by, author=argument.by_id)
    return argument


def restore_argument(argument: Argument, *, by: Actor) -> Argument:
    with atomic():
        argument = lock_argument(argument, can_withdraw_argument, _(NOT_HERS_TO_TAKE), by=by)
        gone, _rows = Withdrawal.objects.filter(argument=argument).delete()
        if gone:
            _record("argument.restored", argument, by=by)
    return argument


def _put_sources(argument: Argument, links: list[tuple[str, str]]) -> None:
    Source.objects.bulk_create(Source(argument=argument, url=url, title=title) for url, title in links)


def _record(event: str, argument: Argument, *, by: Actor, **data: Any) -> None:
    debate = argument.debate
    about = {
        "debate": debate.pk,
        "local_id": debate.local_id,
        "statement": debate.statement,
        "excerpt": argument.text[:200],
        **data,
    }
    record(event, by=by, space_id=debate.page.space_id, page_id=debate.page_id, target_id=argument.pk, **about)
