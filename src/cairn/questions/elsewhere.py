"""Where a question is answered instead, as one reader may know it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.models import Question
from cairn.questions.queries import UNANSWERED

MOST = 6


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """`url` and `title` are empty for somewhere that the reader can't see: nothing is said of it then."""

    title: str = ""
    url: str = ""
    is_page: bool = False


def elsewhere_of(questions: Iterable[Question], user: User) -> dict[int, Elsewhere]:
    """By question, of those that are answered elsewhere: three queries at most, none where none is. Where that was
    taken away meanwhile the question waits again, and nothing is said of it.
    """
    pointing = [each for each in questions if each.answered_in_question_id or each.answered_in_page_id]
    found = {each.pk: Elsewhere() for each in pointing if not each.answers}  # with one here she needs no other
    asked = {each.answered_in_question_id for each in pointing} - {None}
    written = {each.answered_in_page_id for each in pointing} - {None}
    there = Question.objects.shown_to(user).in_bulk(list(asked)) if asked else {}
    pages = Page.objects.visible_to(user).in_bulk(list(written)) if written else {}
    for each in pointing:
        question, page = there.get(each.answered_in_question_id), pages.get(each.answered_in_page_id)
        if question is not None:
            found[each.pk] = Elsewhere(question.title, question.get_absolute_url())
        elif page is not None:
            found[each.pk] = Elsewhere(page.title, page.get_absolute_url(), is_page=True)
    hidden = [pk for pk, where in found.items() if not where.url]
    gone = Question.objects.filter(UNANSWERED, pk__in=hidden).values_list("pk", flat=True) if hidden else []
    return {pk: where for pk, where in found.items() if pk not in set(gone)}


def answered_here(question: Question, user: User) -> list[Question]:
    """Questions whose answer is said to stand under this one, of those that she sees."""
    if not question.is_joined:
        return []
    pointing = Question.objects.shown_to(user).filter(answered_in_question=question)
    return list(pointing.select_related("session__page", "space").order_by("pk")[:MOST])
