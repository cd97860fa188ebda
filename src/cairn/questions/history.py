"""What a question or an answer said before, who changed it, and which other words wait to be decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from cairn.documents import Shown
from cairn.people.models import User
from cairn.questions.access import can_rule_on_edit
from cairn.questions.models import Answer, Question, Revision, SuggestedEdit
from cairn.questions.wording import Wording, changes

MOST = 100


@dataclass(frozen=True, slots=True)
class Step:
    """One change. `by` is None for whoever asked without a name."""

    by: User | None
    suggested_by: User | None
    at: datetime
    blocks: list[Shown]


def history_of(thing: Question | Answer) -> list[Step]:
    """The newest change first; one query."""
    found = list(thing.revisions.select_related("by", "suggested_by").order_by("pk")[:MOST])
    return [_step(revision, after) for revision, after in zip(found, [*found, thing][1:], strict=True)][::-1]


def _step(revision: Revision, after: Revision | Question | Answer) -> Step:
    blocks = changes(Wording.of(revision), Wording.of(after))
    return Step(revision.by, revision.suggested_by, revision.at, blocks)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Other words beside those that stand now. `is_stale`: those that it was made from do not stand any more."""

    edit: SuggestedEdit
    blocks: list[Shown]
    mark: str
    may_rule: bool
    is_hers: bool

    @property
    def is_stale(self) -> bool:
        return self.edit.on != self.mark


def waiting_on(question: Question, answers: Sequence[Answer], user: User) -> dict[Question | Answer, list[Waiting]]:
    """By what they are about: those that she decides on, and her own. One query where none waits."""
    mine = Q(question=question) | Q(answer__in=[answer.pk for answer in answers])
    found = SuggestedEdit.objects.filter(mine, state=SuggestedEdit.State.WAITING).select_related("by")
    by_id = {answer.pk: answer for answer in answers}
    waiting: dict[Question | Answer, list[Waiting]] = {}
    for edit in found:
        thing = question if edit.question_id else by_id[edit.answer_id or 0]
        may_rule, is_hers = can_rule_on_edit(user, thing), edit.by_id == user.pk
        if may_rule or is_hers:
            stands = Wording.of(thing)
            blocks = changes(stands, Wording.of(edit))
            waiting.setdefault(thing, []).append(Waiting(edit, blocks, stands.mark, may_rule, is_hers))
    return waiting
