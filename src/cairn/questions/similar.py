"""Questions like the one that is being typed: of this session (add your vote), and answered ones of the whole workspace
that the reader may see (already answered)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cairn.people.models import User
from cairn.questions.models import Answer, Question, Session
from cairn.questions.screen import best_answer, voted_by
from cairn.questions.telling import STEM, ranked_questions, telling_words
from cairn.spaces.models import Space

SHORTEST = 8  # letters, before anything is looked for
MOST = 5
LOOKED_AT = 12
ALIKE = 0.4  # of the telling words, that the other question has as well


@dataclass(frozen=True, slots=True)
class Similar:
    """`is_here`: it stands in the same session (or space), so a vote for it is what she wants."""

    question: Question
    is_here: bool
    voted: bool
    answer: Answer | None


def similar_to(typed: str, user: User, place: Session | Space) -> list[Similar]:
    """At most five, the most alike first; those here before answered ones elsewhere. Three queries."""
    words = telling_words(typed)
    if not words or len(typed.strip()) < SHORTEST:
        return []
    seen = Question.objects.shown_to(user)
    here = seen.filter(_at(place))
    elsewhere = seen.filter(answers__gt=0).exclude(_at(place))
    ranked = ranked_questions
    found_here = ranked(words, here, limit=LOOKED_AT)
    found = [*found_here, *ranked(words, elsewhere, limit=LOOKED_AT)]
    near: QuerySet[Question] = seen.filter(pk__in=found).select_related("session__page", "space")
    rows = near.annotate(voted=voted_by(user), best=best_answer())
    by_id = {row.pk: row for row in rows if is_alike(words, f"{row.title} {row.text[:2000]}")}
    found = [pk for pk in found if pk in by_id][:MOST]
    answers = Answer.objects.select_related("by").in_bulk([row.best for row in by_id.values() if row.best])
    return [Similar(by_id[pk], pk in found_here, by_id[pk].voted, answers.get(by_id[pk].best)) for pk in found]


def _at(place: Session | Space) -> Q:
    return Q(session__isnull=False, session=place) if isinstance(place, Session) else Q(session=None, space=place)


def is_alike(words: list[str], other: str) -> bool:
    """Whether enough of the words are in the other text: by their beginnings, which is near enough to stems."""
    theirs = {word[:STEM] for word in re.findall(r"[^\W_]+", other.casefold())}
    shared = sum(word[:STEM] in theirs or any(each.startswith(word) for each in theirs) for word in words)
    return shared >= max(1, round(len(words) * ALIKE))
