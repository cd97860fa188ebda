"""Whom one may name in a question, an answer or a remark: those who can see it."""

from __future__ import annotations

from cairn.pages.audience import viewers
from cairn.people.directory import people_named
from cairn.people.models import User
from cairn.questions.models import Session
from cairn.spaces.audience import roles_in
from cairn.spaces.models import Space

MOST, LOOKED_AT = 8, 40


def namable(place: Session | Space, words: str, user: User) -> list[User]:
    found = list(people_named(user, words.strip()[:80])[:LOOKED_AT])
    seeing = viewers(place.page, found) if isinstance(place, Session) else set(roles_in(place, found))
    return [person for person in found if person.pk in seeing][:MOST]
