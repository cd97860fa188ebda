"""Telling a space or a team of a session."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid
from cairn.pages.audience import viewers
from cairn.people.actors import Actor, user_of
from cairn.people.crowds import CROWD, AsksFirst
from cairn.people.models import Team, User
from cairn.questions.guard import run_session
from cairn.questions.models import Announcement, Session
from cairn.questions.stages import Stage


def announce_session(session: Session, *, by: Actor, team: Team | None = None, crowd: int = 0) -> Announcement:
    """Everybody of the team, or (None) of the space, who sees the page is told once. More than a few: asked first.

    Raises AsksFirst until she has agreed to tell so many (`crowd`).
    """
    with atomic():
        fresh = run_session(session, by=by)
        if fresh.page.published_id is None:
            raise Conflict(_("Publish the page first: nobody but its editors could see what you announce."))
        if fresh.stage == Stage.CLOSED:
            raise Conflict(_("The session is over. Nobody was told."))
        told = sorted(audience(fresh, team) - {by.pk or 0})
        if not told:
            raise Invalid(_("Nobody would hear of it: nobody there can see this page."))
        if len(told) > CROWD and len(told) > crowd:
            raise AsksFirst(len(told))
        made = Announcement.objects.create(session=fresh, team=team, told=len(told), by=user_of(by))
        where = {"space_id": fresh.page.space_id, "page_id": fresh.page_id, "target_id": fresh.pk}
        record("ama.announced", by=by, **where, people=told, team=team.pk if team else None)
    return made


def audience(session: Session, team: Team | None) -> set[int]:
    """Ids of those who would be told: of the team, or of the whole workspace, who see the page."""
    people = team.members.active() if team else User.objects.active()
    return set(viewers(session.page, list(people)))
