"""Remarks under a question and its answers, and the signs under all of them, as one reader sees them. Two queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from cairn.comments.reactions import SIGNS, Sign
from cairn.people.models import User
from cairn.questions.models import Answer, Question, Reacted, Remark


@dataclass(slots=True)
class Noted:
    """A remark with what the reader may do about it."""

    remark: Remark
    is_hers: bool
    may_delete: bool
    may_promote: bool
    signs: list[Sign] = field(default_factory=list)


@dataclass(slots=True)
class Notes:
    """By what they stand under: "question", "answer-12"."""

    remarks: dict[str, list[Noted]]
    signs: dict[str, list[Sign]]


def notes_on(question: Question, answers: Sequence[Answer], user: User, *, runs: bool) -> Notes:
    ids = [answer.pk for answer in answers]
    mine = Q(question=question) | Q(answer__in=ids)
    remarks = list(Remark.objects.filter(mine, deleted_at=None).select_related("by", "became").order_by("pk"))
    reacted = Reacted.objects.filter(mine | Q(remark__in=[remark.pk for remark in remarks])).select_related("by")
    signs = _signs(reacted.order_by("pk"), user)
    found: dict[str, list[Noted]] = {}
    for remark in remarks:
        is_hers = remark.by_id == user.pk
        noted = Noted(remark, is_hers, is_hers or runs, (is_hers or runs) and remark.became is None)
        noted.signs = signs.get(f"remark-{remark.pk}", [])
        found.setdefault(f"answer-{remark.answer_id}" if remark.answer_id else "question", []).append(noted)
    return Notes(found, signs)


def _signs(reacted: Iterable[Reacted], user: User) -> dict[str, list[Sign]]:
    found: dict[str, dict[str, Sign]] = {}
    for row in reacted:
        if row.sign not in SIGNS:
            continue
        under = (
            f"answer-{row.answer_id}" if row.answer_id else f"remark-{row.remark_id}" if row.remark_id else "question"
        )
        sign = found.setdefault(under, {}).setdefault(row.sign, Sign(row.sign))
        sign.names.append(row.by.name)
        sign.mine |= row.by_id == user.pk
    order = list(SIGNS)
    return {under: sorted(signs.values(), key=lambda sign: order.index(sign.name)) for under, signs in found.items()}
