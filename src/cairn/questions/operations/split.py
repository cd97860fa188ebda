"""A question that asks two things becomes two, and one again as long as nobody has answered the second."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cairn import documents
from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid
from cairn.people.actors import Actor, user_of
from cairn.questions.anonymity import part_hash
from cairn.questions.guard import require_standing, run_question
from cairn.questions.models import Acceptance, Answer, Question, QuestionLabel, Revision, State, Vote
from cairn.questions.operations.ask import page_of
from cairn.questions.operations.vote import recount, recount_above, votes_on
from cairn.questions.union import lock_unions
from cairn.questions.writing import Asked, clean_title, write


@dataclass(frozen=True, slots=True)
class Parts:
    """What each of both asks, and the ids of the answers that go with the second."""

    first: Asked
    second: Asked
    moved: tuple[int, ...] = ()


def split_question(question: Question, parts: Parts, *, by: Actor) -> Question:
    """The second, new one. Everybody who voted has a vote on both; whoever asked it has asked both, and stays
    anonymous if she was: her key fits the second too (`anonymity.part_hash`)."""
    with atomic():
        lock_unions(question.pk)
        fresh = run_question(question, by=by)
        require_standing(fresh)
        if fresh.state not in (State.OPEN, State.QUEUED):
            raise Conflict(_("Only a question that waits or stands in the list can be split."))
        if clean_title(parts.first.title) == clean_title(parts.second.title):
            said = _("Both say the same. Say what each of them asks.")
            raise Invalid(said, fields={"title": said})
        before = Revision.objects.create(question=fresh, title=fresh.title, body=fresh.body, by=user_of(by))
        second = _split_off(fresh, parts, before, by)
        _say(fresh, parts.first, by)
        _move(fresh, second, parts.moved)
        data = {
            "into": second.pk,
            "title": before.title,
            "titles": [fresh.title, second.title],
            "asker": fresh.asker_id,
        }
        _record("question.split", fresh, by, **data)
        _record("question.split_off", second, by, **{"from": fresh.pk})
    return second


def unsplit_question(second: Question, *, by: Actor) -> Question:
    """The first one, as it was before, with the answers that went along. Conflict once somebody has answered or
    remarked on the second, or hosts draft an answer to it: that is not theirs to throw away."""
    with atomic():
        lock_unions(second.pk, second.split_from_id or second.pk)
        fresh = run_question(second, by=by)
        if fresh.split_from_id is None:
            raise Conflict(_("This question was not split off from another one. Nothing was changed."))
        if has_grown(fresh):
            raise Conflict(_("Somebody has answered it meanwhile, so both stay. You can unite them."))
        first = run_question(Question(pk=fresh.split_from_id), by=by)
        _as_before(first, fresh.split_before, by)
        _move_back(fresh, first)
        known = set(votes_on(first).values_list("user", flat=True))
        late = set(fresh.cast.values_list("user", flat=True)) - known
        Vote.objects.bulk_create(Vote(question=first, user_id=user) for user in late)
        _record("question.split_undone", first, by, gone=fresh.pk, title=first.title)
        fresh.delete()
        recount_above([first.pk])
    return first


def has_grown(second: Question) -> bool:
    """Whether there is something below it that came after the split."""
    since = second.split_before.at if second.split_before else None
    given = second.given.standing()
    answers = given.filter(at__gt=since) if since else given
    drafts = second.drafts.filter(given_at=None)
    return any(rows.exists() for rows in (answers, drafts, second.remarks, second.merged, second.split_off))


def _split_off(first: Question, parts: Parts, before: Revision, by: Actor) -> Question:
    voters = set(votes_on(first).values_list("user", flat=True))
    second = Question(space_id=first.space_id, session=first.session, at=first.at, state=first.state)
    second.asker_id, second.asker_name, second.assigned_to_id = first.asker_id, first.asker_name, first.assigned_to_id
    second.split_from, second.split_before, second.split_part = first, before, _next_part(first)
    if first.is_anonymous:
        second.key_hash = part_hash(_whole(first).key_hash, second.split_part)
    second.carried_votes = first.votes - len(voters)
    _put(second, parts.second, by)
    second.save()
    labels = first.labels.values_list("name", flat=True)
    QuestionLabel.objects.bulk_create(QuestionLabel(question=second, name=name) for name in labels)
    Vote.objects.bulk_create(Vote(question=second, user_id=user) for user in voters)
    recount(second)
    return second


def _say(question: Question, asked: Asked, by: Actor) -> None:
    _put(question, asked, by)
    question.save(update_fields=["title", "body", "html", "text"])


def _put(question: Question, asked: Asked, by: Actor) -> None:
    written = write(asked.body, question.session or question.space, by=by, crowd=asked.crowd, may_be_empty=True)
    question.title = clean_title(asked.title)
    question.body, question.html, question.text = written.body if written.text else None, written.html, written.text


def _move(first: Question, second: Question, ids: tuple[int, ...]) -> None:
    moved = list(first.given.standing().filter(pk__in=ids).values_list("pk", flat=True))
    if not moved:
        return
    Answer.objects.filter(pk__in=moved).update(question=second)
    Acceptance.objects.filter(answer__in=moved).update(question=second)
    for question in (first, second):
        question.answers = question.given.standing().count()
        question.save(update_fields=["answers"])
    second.answered_at = first.answered_at
    second.save(update_fields=["answered_at"])


def _move_back(second: Question, first: Question) -> None:
    """Answers that went along, and when it was on the screen. What settled the first one meanwhile holds."""
    second.given.update(question=first)
    second.turns.update(question=first)
    if not Acceptance.objects.filter(question=first).exists():
        Acceptance.objects.filter(question=second).update(question=first)
    first.answers = first.given.standing().count()
    first.save(update_fields=["answers"])


def _as_before(first: Question, before: Revision | None, by: Actor) -> None:
    if before is None:
        return
    Revision.objects.create(question=first, title=first.title, body=first.body, by=user_of(by))
    first.title, first.body = before.title, before.body
    html, text = _drawn(before.body)
    first.html, first.text = html, text
    first.save(update_fields=["title", "body", "html", "text"])


def _drawn(body: dict[str, Any] | None) -> tuple[str, str]:
    return (documents.to_html(body), documents.to_text(body)) if body else ("", "")


def _whole(question: Question) -> Question:
    """The one that was asked: what is split again was split off from it."""
    found = question
    while found.split_from is not None:
        found = found.split_from
    return found


def _next_part(question: Question) -> int:
    """The first number that no part of the same question has."""
    family, grown = {_whole(question).pk}, True
    while grown:
        off = set(Question.objects.filter(split_from__in=family).values_list("pk", flat=True)) - family
        family, grown = family | off, bool(off)
    parts = Question.objects.filter(pk__in=family).values_list("split_part", flat=True)
    return max(parts) + 1


def _record(name: str, question: Question, by: Actor, **data: Any) -> None:
    where = {"space_id": question.space_id, "page_id": page_of(question), "target_id": question.pk}
    record(name, by=by, **where, **data)
