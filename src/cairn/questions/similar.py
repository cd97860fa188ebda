"""Questions like the one that is being typed: of this session (add your vote), and answered ones of the whole workspace
that the reader may see (already answered)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from cairn.people.models import User
from cairn.questions.models import Answer, Question, Session
from cairn.questions.screen import best_answer, voted_by
from cairn.spaces.models import Space

RANKED = "cairn.config.full_text.QUESTIONS"  # by name: search lies above
SHORTEST = 8  # letters, before anything is looked for
MOST = 5
STEM = 5  # letters
LOOKED_AT = 12
ALIKE = 0.4  # of the telling words, that the other question has as well
# Words that nearly every question has say nothing about which one it is like.
EVERYDAY_WORDS = frozenset(
    [
        "a",
        "about",
        "all",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "done",
        "for",
        "from",
        "get",
        "got",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "like",
        "me",
        "more",
        "much",
        "my",
        "no",
        "not",
        "of",
        "on",
        "one",
        "only",
        "or",
        "our",
        "out",
        "she",
        "should",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)


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
    ranked = _ranked()
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


def telling_words(typed: str) -> list[str]:
    """What is left of a question when the words are gone that every question has: at most 12."""
    words = re.findall(r"[^\W_]+", typed.casefold())
    return [word for word in dict.fromkeys(words) if word not in EVERYDAY_WORDS and len(word) > 1][:12]


def is_alike(words: list[str], other: str) -> bool:
    """Whether enough of the words are in the other text: by their beginnings, which is near enough to stems."""
    theirs = {word[:STEM] for word in re.findall(r"[^\W_]+", other.casefold())}
    shared = sum(word[:STEM] in theirs or any(each.startswith(word) for each in theirs) for word in words)
    return shared >= max(1, round(len(words) * ALIKE))


def ranked_questions(words: list[str], questions: QuerySet[Question], limit: int) -> list[int]:
    """Ids of those that have any of the words, the most alike first."""
    found: list[int] = _ranked()(words, questions, limit=limit)
    return found


@cache
def _ranked() -> Any:
    return import_string(import_string(RANKED))
