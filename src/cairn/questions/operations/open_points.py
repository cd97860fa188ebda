"""Nothing is dropped: what a session leaves unanswered is somebody's until a day, or says why it stays open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cairn.action_items.operations import Wanted, ask_on_page, drop_from_page, settle_on_page
from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid
from cairn.people.actors import Actor, System, user_of
from cairn.people.models import User
from cairn.questions.access import can_see_session
from cairn.questions.guard import lock_questions, question_now, run_question, run_session
from cairn.questions.leaving import Defaults
from cairn.questions.models import OpenPoint, Question, Session, State
from cairn.questions.operations.ask import page_of

AT_ONCE = 100  # questions in one transaction
LONGEST_REASON = 500


@dataclass(frozen=True)
class Left:
    """An owner and a day, or a reason."""

    owner: User | None = None
    due: date | None = None
    reason: str = ""


def leave_question(question: Question, left: Left, *, by: Actor) -> OpenPoint:
    """A question of a session is left open on purpose: with who answers it by when, or with why nobody does."""
    with atomic():
        fresh = run_question(question, by=by)
        if fresh.session is None or not Question.objects.filter(pk=fresh.pk).unanswered().exists():
            raise Conflict(_("This question is not open any more. Nothing was changed."))
        _check(left, fresh.session)
        point = _put(fresh, left, by=by, is_told=False)
        _note(point, fresh, by=by)
    return point


def leave_all_questions(session: Session, *, by: Actor) -> int:
    """Whatever is unanswered and nobody's yet gets the owner and the day that it falls to. Returns how many.

    Some at a time, so that others can write in between; running it again, or twice at once, changes nothing.
    """
    count = 0
    while True:
        with atomic():
            fresh = run_session(session, by=by)
            if isinstance(by, System) and (fresh.ends_at is None or fresh.ends_at > now()):
                return count  # moved while it waited for its turn
            found = _unowned(fresh)
            defaults = Defaults(fresh)
            points = [
                _put(question, Left(defaults.owner_of(question), defaults.due), by=by, is_told=True)
                for question in found
            ]
            for point in points:
                _note(point, point.question, by=by, is_one_of_many=True)
            if points:
                _note_all(fresh, points, by=by)
        count += len(points)
        if len(found) < AT_ONCE:
            return count


def follow_question(question: Question, *, by: System) -> None:
    """An open point ends when its question is answered, declined, taken back or united, and is one again when that is
    undone. Read from the rows as they are, so it does not matter in which order things are told of."""
    with atomic():
        lock_questions([question.pk])
        point = OpenPoint.objects.select_related("question__session__page__space", "owner").filter(question=question)
        found = point.first()
        if found is None or (session := found.question.session) is None:
            return
        is_open = Question.objects.filter(pk=question.pk).unanswered().exists()
        if is_open and found.owner is not None:
            ask_on_page(session.page, _item(found, is_told=False), by=by)
        elif not is_open:
            settle_on_page(session.page, by=by, key=found.key)
        if is_open == (found.settled_at is None):
            return
        found.settled_at = None if is_open else now()
        found.save(update_fields=["settled_at"])
        where = {"space_id": found.question.space_id, "page_id": session.page_id, "target_id": question.pk}
        record("question.reopened" if is_open else "question.settled", by=by, **where)


def hand_on_questions(person: User, *, by: System) -> None:
    """She has no account any more: what she had to answer falls to the next in turn, by the same day."""
    hers = OpenPoint.objects.filter(owner=person, settled_at=None, question__session__page__trashing=None)
    for pk in hers.order_by("question").values_list("question", flat=True):
        with atomic():
            question = question_now(pk, by=by)
            point = hers.filter(question=pk).first()
            assert question.session is not None
            owner = Defaults(question.session).owner_of(question)
            if point is not None and owner is not None:
                _note(_put(question, Left(owner, point.due), by=by, is_told=False), question, by=by)


def _unowned(session: Session) -> list[Question]:
    """The next few that are nobody's, locked: an answer that comes at the same moment is before or after this."""
    waiting = Question.objects.of(session).unanswered().filter(open_point=None)
    pks = list(waiting.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    lock_questions(pks)
    still = Question.objects.of(session).unanswered().filter(open_point=None, pk__in=pks).order_by("pk")
    return list(still.select_related("session__page__space", "assigned_to"))


def _check(left: Left, session: Session) -> None:
    if left.owner is None:
        if not left.reason.strip() or len(left.reason) > LONGEST_REASON:
            said = _("Choose who answers it, or say in a line or two why it stays open.")
            raise Invalid(said, fields={"reason": said})
        return
    if not left.owner.is_active or not can_see_session(left.owner, session):
        said = _("%(name)s can’t see this page. Choose somebody else; nothing was changed.") % {"name": left.owner.name}
        raise Invalid(said, fields={"owner": said})
    if left.due is None or left.due < now().date():
        said = _("Choose a day that is still to come.")
        raise Invalid(said, fields={"due": said})


def _put(question: Question, left: Left, *, by: Actor, is_told: bool) -> OpenPoint:
    """Its row and its action item. The caller holds the question's lock."""
    owned = left.owner is not None
    values: dict[str, Any] = {
        "owner": left.owner,
        "due": left.due if owned else None,
        "reason": "" if owned else " ".join(left.reason.split()),
        "by": user_of(by),
        "at": now(),
        "settled_at": None,
    }
    point, _is_new = OpenPoint.objects.update_or_create(question=question, defaults=values)
    point.question = question
    assert question.session is not None
    if owned:
        ask_on_page(question.session.page, _item(point, is_told=is_told), by=by)
    else:
        drop_from_page(question.session.page, by=by, key=point.key)
    return point


def _item(point: OpenPoint, *, is_told: bool) -> Wanted:
    """What waits for a host is not for everybody who sees the page's action items."""
    question = point.question
    text = _("Decide about a question that waits") if question.state == State.QUEUED else question.title
    return Wanted(point.key, point.owner, text, point.due, is_told)


def _note(point: OpenPoint, question: Question, *, by: Actor, is_one_of_many: bool = False) -> None:
    due = point.due.isoformat() if point.due else None
    data: dict[str, Any] = {"owner": point.owner_id, "due": due, "reason": point.reason, "one_of_many": is_one_of_many}
    where = {"space_id": question.space_id, "page_id": page_of(question), "target_id": question.pk}
    record("question.left_open", by=by, **where, **data)


def _note_all(session: Session, points: list[OpenPoint], *, by: Actor) -> None:
    """One notice an owner, however many fall to her."""
    falls = Counter(point.owner_id for point in points if point.owner_id)
    due = points[0].due.isoformat() if points[0].due else None
    where = {"space_id": session.page.space_id, "page_id": session.page_id, "target_id": session.pk}
    people = [{"user_id": pk, "n": n} for pk, n in sorted(falls.items())]
    record("ama.left_open", by=by, **where, people=people, due=due, n=len(points))
