"""Saved views of the log, and the key of her feeds."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.core.ids import secret
from cairn.decisions.access import can_change_log_view, can_share_log_view
from cairn.decisions.log.asked import Asked
from cairn.decisions.models import FeedKey, LogView
from cairn.decisions.models.log import NAME_LENGTH
from cairn.people.models import User
from cairn.spaces.models import Space

MOST_VIEWS = 50  # of one person in one log


def save_log_view(space: Space | None, *, by: User, name: str, query: str, shared: bool = False) -> LogView:
    """Keep what `query` asks the log of `space` (None: of the workspace) under a name; `shared` with its space.

    Raises Invalid for a name that is none, Forbidden when she may not share, Conflict past MOST_VIEWS.
    """
    name = _checked(name)
    if shared and not can_share_log_view(by, space):
        raise Forbidden(_("Only editors of a space share a view with it. Keep it for yourself."))
    with atomic():
        if LogView.objects.filter(owner=by, space=space).count() >= MOST_VIEWS:
            raise Conflict(_("You keep %(n)d views of this log. Remove one first.") % {"n": MOST_VIEWS})
        view = LogView.objects.create(
            owner=by,
            space=space,
            name=name,
            query=Asked.of_text(query).query().removeprefix("?"),
            shared_at=now() if shared else None,
            shared_by=by if shared else None,
        )
        record("log_view.saved", by=by, target_id=view.pk, shared=shared)
    return view


def change_log_view(view: LogView, *, by: User, name: str, shared: bool) -> LogView:
    """Rename it, share it, or keep it to its owner again. Raises as `save_log_view`."""
    name = _checked(name)
    if not can_change_log_view(by, view):
        raise Forbidden(_("Only whoever made this view and admins of its space change it. Save one of your own."))
    if shared and view.shared_at is None and not can_share_log_view(by, view.space):
        raise Forbidden(_("Only editors of a space share a view with it. Keep it for yourself."))
    with atomic():
        view.name = name
        if shared != (view.shared_at is not None):
            view.shared_at, view.shared_by = (now(), by) if shared else (None, None)
        view.save(update_fields=["name", "shared_at", "shared_by"])
        record("log_view.changed", by=by, target_id=view.pk, shared=shared)
    return view


def remove_log_view(view: LogView, *, by: User) -> None:
    if not can_change_log_view(by, view):
        raise Forbidden(_("Only whoever made this view and admins of its space remove it."))
    with atomic():
        record("log_view.removed", by=by, target_id=view.pk)
        view.delete()


def renew_feed_key(*, by: User) -> FeedKey:
    """A new secret for the addresses of her feeds: the ones given out before lead nowhere from now on."""
    with atomic():
        key, _made = FeedKey.objects.update_or_create(user=by, defaults={"secret": secret(), "made_at": now()})
        record("feed_key.renewed", by=by, target_id=by.pk)
    return key


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid(_("Give the view a name."), fields={"name": _("Give the view a name.")})
    if len(name) > NAME_LENGTH:
        short = _("A name has up to %(n)d characters.") % {"n": NAME_LENGTH}
        raise Invalid(short, fields={"name": short})
    return name
