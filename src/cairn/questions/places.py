"""Where a question could be said to be answered: what the dialog's combobox offers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import import_string

from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.models import Question
from cairn.questions.queries import QuestionQuerySet
from cairn.questions.similar import LOOKED_AT, similar_to
from cairn.questions.telling import ranked_questions, telling_words
from cairn.questions.union import below

RANKED_PAGES = "cairn.config.full_text.RANKED"  # by name: search lies above
MOST = 6  # of each
SHORTEST = 2  # letters


@dataclass(frozen=True, slots=True)
class Place:
    """One that may be chosen: `value` is "question:12" or "page:3"."""

    value: str
    label: str
    note: str


def places_for(question: Question, words: str, user: User) -> list[Place]:
    """Answered questions and pages that she may read; unasked, those most like the question."""
    typed = words.strip()
    questions = _questions(question, typed, user)
    pages = _pages(question, typed, user)
    return [
        *(Place(f"question:{each.pk}", each.title, _home_of(each)) for each in questions),
        *(Place(f"page:{each.pk}", each.title, each.space.name) for each in pages),
    ]


def _questions(question: Question, typed: str, user: User) -> list[Question]:
    if not typed:
        alike = similar_to(question.title, user, question.session or question.space)
        order = [each.question.pk for each in alike]
    else:
        order = ranked_questions(telling_words(typed) or typed.split()[:4], _answered(user), LOOKED_AT)
    closed = below([question.pk])
    found = _answered(user).select_related("session__page", "space").in_bulk(order)
    return [found[pk] for pk in order if pk in found and pk not in closed][:MOST]


def _answered(user: User) -> QuestionQuerySet:
    return Question.objects.shown_to(user).answered()


def _pages(question: Question, typed: str, user: User) -> list[Page]:
    text = typed or " ".join(telling_words(question.title))
    if len(text) < SHORTEST:
        return []
    own = question.session.page_id if question.session else 0
    seen = Page.objects.visible_to(user).exclude(pk=own).exclude(published=None)
    order = _ranked_pages()(text, seen, limit=MOST)
    found = seen.select_related("space").in_bulk(order)
    by_words = [found[pk] for pk in order if pk in found]
    if typed and len(by_words) < MOST:  # a title that is half typed
        titled = seen.filter(title__icontains=typed[:80]).exclude(pk__in=order).select_related("space")
        by_words = [*titled.order_by("title", "pk")[: MOST - len(by_words)], *by_words]
    return by_words


def _home_of(question: Question) -> str:
    return question.session.page.title if question.session else question.space.name


@cache
def _ranked_pages() -> Any:
    return import_string(import_string(RANKED_PAGES))
