"""Questions, answers and comments of another site, a batch at a time: each batch is whole or not there.

What was brought in is known by its `source` ("bicycles-meta/412"), so the same batch twice is there once. Votes of
another site come as numbers without people: they are `carried_votes` (of an answer `carried_helped`) beside the votes
that people here cast, and an import again brings them up to date. Words are written once: people may have changed them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Forbidden
from cairn.documents import Adf
from cairn.people.actors import Actor
from cairn.questions.models import Acceptance, Answer, Question, QuestionLabel, Remark
from cairn.questions.operations.vote import recount
from cairn.questions.ranking import heat
from cairn.spaces.access import can_edit_in_space
from cairn.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Carried:
    """A question, answer or comment as it comes in. `on`: the source of what it stands under, nothing for a question."""

    source: str
    on: str
    title: str
    body: Adf
    html: str
    text: str
    votes: int
    who: str
    at: datetime
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """How many are new, have other votes now, were there; `homeless`: sources of what stands under nothing here."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    homeless: tuple[str, ...] = ()


def import_questions(space: Space, batch: list[Carried], *, by: Actor) -> Kept:
    with atomic():
        _begin(space, by)
        there = _sources(Question.objects.filter(space=space), batch)
        new = [each for each in batch if each.source not in there]
        made = Question.objects.bulk_create(
            Question(
                space=space, source=each.source, title=each.title, body=each.body, html=each.html, text=each.text,
                asker_name=each.who, at=each.at, votes=each.votes, carried_votes=each.votes,
                heat=heat(each.votes, each.at, None),
            )
            for each in new
        )  # fmt: skip
        QuestionLabel.objects.bulk_create(
            QuestionLabel(question=question, name=name)
            for question, each in zip(made, new, strict=True)
            for name in each.labels
        )
        return _done("questions", space, Kept(len(new), 0, len(there)), by=by)


def import_answers(space: Space, batch: list[Carried], *, by: Actor) -> Kept:
    """Under their questions, which came before."""
    with atomic():
        _begin(space, by)
        under = _under(Question.objects.filter(space=space), batch)
        there = _sources(Answer.objects.filter(question__space=space), batch)
        changed = [_carry(there[each.source], each.votes) for each in batch if each.source in there]
        new = [each for each in batch if each.source not in there and each.on in under]
        Answer.objects.bulk_create(
            Answer(
                question_id=under[each.on], source=each.source, body=each.body, html=each.html, text=each.text,
                by_name=each.who, at=each.at, helped=each.votes, carried_helped=each.votes,
            )
            for each in new
        )  # fmt: skip
        _count_answers({under[each.on] for each in new})
        kept = Kept(len(new), sum(changed), len(there) - sum(changed), _homeless(batch, under))
        return _done("answers", space, kept, by=by)


def import_remarks(space: Space, batch: list[Carried], *, by: Actor) -> Kept:
    """Under questions or answers, which came before."""
    with atomic():
        _begin(space, by)
        questions = _under(Question.objects.filter(space=space), batch)
        answers = _under(Answer.objects.filter(question__space=space), batch)
        mine = Q(question__space=space) | Q(answer__question__space=space)
        there = _sources(Remark.objects.filter(mine), batch)
        under = {**questions, **answers}
        new = [each for each in batch if each.source not in there and each.on in under]
        Remark.objects.bulk_create(
            Remark(
                question_id=questions.get(each.on), answer_id=answers.get(each.on), source=each.source, body=each.body,
                html=each.html, text=each.text, by_name=each.who, at=each.at,
            )
            for each in new
        )  # fmt: skip
        return _done("remarks", space, Kept(len(new), 0, len(there), _homeless(batch, under)), by=by)


def settle_imported(space: Space, accepted: Mapping[str, str], *, by: Actor) -> Kept:
    """Question → the answer that settled it. One that was settled here stays as it is."""
    with atomic():
        _begin(space, by)
        open_ones = Question.objects.filter(space=space, source__in=accepted, acceptance=None)
        questions = dict(open_ones.values_list("source", "pk"))
        answers = Answer.objects.filter(question__in=questions.values(), source__in=accepted.values(), acceptance=None)
        found = {source: (pk, on, at) for source, pk, on, at in answers.values_list("source", "pk", "question", "at")}
        rows = []
        for source, question in questions.items():
            pk, on, at = found.get(accepted[source], (0, 0, None))
            if at is not None and on == question:
                rows.append(Acceptance(question_id=question, answer_id=pk, at=at))
        Acceptance.objects.bulk_create(rows)
        record("question.imported", by=by, space_id=space.pk, what="acceptances", created=len(rows))
        return Kept(len(rows), 0, len(accepted) - len(rows))


def unite_imported(space: Space, votes: Mapping[str, int], into: Mapping[str, str], *, by: Actor) -> Kept:
    """`votes`: what each question carries by itself; `into`: duplicate → where it ends up, whose count has both then.

    What people here have united or parted themselves stays; so do the votes that they cast.
    """
    with atomic():
        _begin(space, by)
        named = set(votes) | set(into.values())
        found = {each.source: each for each in Question.objects.filter(space=space, source__in=named).order_by("pk")}
        changed = sum(_carry_question(found[source], carried) for source, carried in votes.items() if source in found)
        united = 0
        for source, target in into.items():
            here, there = found.get(source), found.get(target)
            if here is not None and there is not None and here.merged_into_id is None:
                here.merged_into, united = there, united + 1
                here.save(update_fields=["merged_into"])
        for pk in sorted({each.merged_into_id for each in found.values() if each.merged_into_id}):
            recount(Question.objects.get(pk=pk))
        record("question.imported", by=by, space_id=space.pk, what="duplicates", created=united)
        return Kept(united, changed, len(into) - united)


def _begin(space: Space, by: Actor) -> None:
    """Nobody else imports into the space until the caller's transaction ends."""
    if not can_edit_in_space(by, space):
        raise Forbidden(f"You may not write in the space {space.key}. Ask one of its admins. Nothing was imported.")
    Space.objects.select_for_update().filter(pk=space.pk).values_list("pk", flat=True).first()


def _sources(rows: object, batch: Iterable[Carried]) -> dict:  # type: ignore[type-arg]
    found = rows.filter(source__in=[each.source for each in batch])  # type: ignore[attr-defined]
    return {each.source: each for each in found.order_by("pk")}


def _under(rows: object, batch: Iterable[Carried]) -> dict[str, int]:
    found = rows.filter(source__in={each.on for each in batch})  # type: ignore[attr-defined]
    return dict(found.values_list("source", "pk"))


def _carry(answer: Answer, votes: int) -> int:
    if answer.carried_helped == votes:
        return 0
    answer.helped += votes - answer.carried_helped
    answer.carried_helped = votes
    answer.save(update_fields=["helped", "carried_helped"])
    return 1


def _carry_question(question: Question, votes: int) -> int:
    if question.carried_votes == votes:
        return 0
    question.votes += votes - question.carried_votes
    question.carried_votes = votes
    question.heat = heat(question.votes, question.at, question.session)
    question.save(update_fields=["votes", "carried_votes", "heat"])
    return 1


def _count_answers(questions: set[int]) -> None:
    standing = Count("given", filter=Q(given__deleted_at=None))
    for pk, n in Question.objects.filter(pk__in=questions).order_by("pk").annotate(n=standing).values_list("pk", "n"):
        Question.objects.filter(pk=pk).update(answers=n)


def _homeless(batch: Iterable[Carried], under: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(each.source for each in batch if each.on not in under)


def _done(what: str, space: Space, kept: Kept, *, by: Actor) -> Kept:
    record("question.imported", by=by, space_id=space.pk, what=what, created=kept.created, changed=kept.changed)
    return kept
