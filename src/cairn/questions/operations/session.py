"""A session: made with its page, planned, its stages ended by hand."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict
from cairn.documents.types import Adf
from cairn.pages.models import Page
from cairn.pages.operations import create_page
from cairn.people.actors import Actor, user_of
from cairn.questions.guard import run_session
from cairn.questions.models import Host, Question, Session
from cairn.questions.planning.plan import Plan, check_order
from cairn.questions.ranking import half_time, heat
from cairn.questions.stages import Stage
from cairn.spaces.models import Space

PLANNED = ("opens_at", "closes_at", "answers_until", "allows", "approve_first", "anonymous_allowed", "zone")


def create_session(place: Space | Page, *, by: Actor, title: str, body: Adf | None = None) -> Session:
    """A draft in a space or under a page, without instants yet; its maker is its first host. Forbidden where she may
    not add pages."""
    space, parent = (place.space, place) if isinstance(place, Page) else (place, None)
    with atomic():
        page = create_page(space, by=by, title=title, parent=parent, kind="ama", body=body)
        session = Session.objects.create(page=page)
        if (first := user_of(by)) is not None:
            Host.objects.create(session=session, user=first)
        record("ama.created", by=by, space_id=space.pk, page_id=page.pk, target_id=session.pk)
    return session


def plan_session(session: Session, plan: Plan, *, by: Actor) -> Session:
    """Instants, what each stage allows, whether hosts look first and names may stay away. Votes that are there stay."""
    with atomic():
        fresh = run_session(session, by=by)
        check_order(plan)
        before, stage = half_time(fresh), fresh.stage
        is_moved = any(getattr(fresh, name) != getattr(plan, name) for name in PLANNED[:3])
        for name in PLANNED:
            setattr(fresh, name, getattr(plan, name))
        fresh.revision += is_moved
        fresh.save(update_fields=[*PLANNED, "revision"])
        if half_time(fresh) != before:
            _warm(fresh)
        _tell(fresh, by, stage, is_moved)
    return fresh


def advance_session(session: Session, to: str, *, by: Actor) -> Session:
    """Begin, end or take up again by hand: the instants become now, so that everybody sees when it was."""
    with atomic():
        fresh = run_session(session, by=by)
        stage, moment = fresh.stage, now()
        if stage == to:
            return fresh
        _move(fresh, Stage(to), moment)
        fresh.revision += 1
        fresh.save(update_fields=["opens_at", "closes_at", "answers_until", "revision"])
        _tell(fresh, by, stage, True)
    return fresh


def _move(session: Session, to: Stage, moment: datetime) -> None:
    opened = session.opens_at is not None and session.stage != Stage.PLANNED
    if to == Stage.OPEN:
        session.opens_at = session.opens_at if opened else moment
        if session.closes_at is not None and (opened or session.closes_at <= moment):
            session.closes_at = None  # taken up again, or its day is over: until somebody says when
        session.answers_until = None if session.closes_at is None else session.answers_until
        return
    if not opened:
        raise Conflict(_("The session has not begun. Open it first."))
    if to == Stage.ANSWERING:
        if session.stage == Stage.OPEN:
            session.closes_at = moment
        session.answers_until = None
    elif to == Stage.CLOSED:
        if session.stage == Stage.OPEN:
            session.closes_at = moment
        session.answers_until = moment
    else:
        raise Conflict(_("What has begun can’t be planned again. Close it instead."))


def _warm(session: Session) -> None:
    """Another length, another half time: every question's heat is counted anew."""
    changed = list(Question.objects.of(session).only("votes", "at", "heat"))
    for question in changed:
        question.heat = heat(question.votes, question.at, session)
    Question.objects.bulk_update(changed, ["heat"], batch_size=500)


def _tell(session: Session, by: Actor, before: str, is_moved: bool) -> None:
    where = {"space_id": session.page.space_id, "page_id": session.page_id, "target_id": session.pk}
    record("ama.changed", by=by, **where, moved=is_moved, before=str(before), after=session.stage.value)
