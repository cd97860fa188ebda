"""All answers of a round, section by section. Read at its end and after it, never before."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.drafting.joining import Joined, Said, Voice
from cairn.drafting.models import Answer, Invitation, Round
from cairn.drafting.sheet import questions_in
from cairn.drafting.text import joined, said
from cairn.people.models import User


@dataclass(frozen=True, slots=True)
class GatheredSection:
    key: str
    heading: str
    joined: Joined


@dataclass(frozen=True, slots=True)
class Gathered:
    """`people`: the invitations of those who said anything; `users` by id."""

    sections: list[GatheredSection]
    people: list[Invitation]
    users: dict[int, User]


def gathered(round_: Round) -> Gathered:
    """For the end of a round alone. What was written counts, whether or not she said that she was done; a round in
    which everybody has nothing to say has no answer."""
    rows = Answer.objects.filter(invitation__round=round_).select_related("invitation__user").order_by("pk")
    spoken = [row for row in rows if row.text.strip() or row.is_nothing]
    if not any(row.text.strip() for row in spoken):
        return Gathered([], [], {})
    sections = []
    for question in questions_in(round_.body):
        answers = [_said(row) for row in spoken if row.section == question.key]
        if any(each.blocks for each in answers):
            sections.append(GatheredSection(question.key, question.heading, joined(answers)))
    people = {row.invitation_id: row.invitation for row in spoken}
    return Gathered(sections, list(people.values()), {row.invitation.user_id: row.invitation.user for row in spoken})


def late_by(round_: Round, invitation: Invitation) -> list[tuple[str, str, Said]]:
    """(key, heading, what she said) of each section that she answered."""
    rows = {row.section: row for row in Answer.objects.filter(invitation=invitation).select_related("invitation__user")}
    asked = questions_in(round_.body)
    return [(each.key, each.heading, _said(rows[each.key])) for each in asked if each.key in rows]


def _said(row: Answer) -> Said:
    user = row.invitation.user
    return said(Voice(user.pk, user.name), row.text, is_nothing=row.is_nothing)
