"""Which host answers a question: chosen by whoever runs the session, given back when the host leaves."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid
from cairn.people.actors import SYSTEM, Actor
from cairn.people.models import User
from cairn.questions.guard import lock_questions, require_standing, run_question
from cairn.questions.models import Host, Question, Session
from cairn.questions.operations.ask import page_of


def assign_question(question: Question, *, by: Actor, to: User | None) -> Question:
    """`to` answers it, a host with an account; None: nobody yet. The host is told, the one before no longer asked."""
    with atomic():
        fresh = run_question(question, by=by)
        require_standing(fresh)
        if fresh.session is None:
            raise Conflict(_("An everyday question has no hosts. Ask somebody by name instead."))
        if to is not None and not fresh.session.hosts.filter(user=to, user__is_active=True).exists():
            said = _("%(name)s is no host of this session. Introduce them as one first.") % {"name": to.name}
            raise Invalid(said, fields={"to": said})
        was = fresh.assigned_to_id
        if was == (to.pk if to else None):
            return fresh
        fresh.assigned_to = to
        fresh.save(update_fields=["assigned_to"])
        data: dict[str, Any] = {"to": fresh.assigned_to_id, "before": was, "title": fresh.title}
        where = {"space_id": fresh.space_id, "page_id": page_of(fresh), "target_id": fresh.pk}
        record("question.assigned", by=by, **where, **data)
    return fresh


def give_back(user_id: int | None, session: Session) -> list[int]:
    """The ids of what somebody was to answer and nobody has: another host takes them. The caller's transaction."""
    if user_id is None:
        return []
    hers = Question.objects.of(session).filter(assigned_to=user_id, answers=0).order_by("pk")
    ids = list(hers.values_list("pk", flat=True))
    lock_questions(ids)
    Question.objects.filter(pk__in=ids).update(assigned_to=None)
    return ids


def give_back_everywhere(user_id: int, *, by: Actor = SYSTEM) -> None:
    """Somebody has left the workspace: in each session that she hosts, others see what she was to answer."""
    for host in Host.objects.filter(user=user_id).select_related("session__page"):
        with atomic():
            given_back = give_back(user_id, host.session)
            if given_back:
                session = host.session
                where = {"space_id": session.page.space_id, "page_id": session.page_id, "target_id": session.pk}
                record("ama.hosts_changed", by=by, **where, host=None, left=user_id, given_back=given_back)
