"""Who hears of an everyday question: who watches the space or its questions, who is asked by name, who takes part."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.activity.models import Event
from cairn.notifications.models import Watch
from cairn.notifications.notices import questions
from cairn.notifications.notices.base import Notice, NoticesOf, NoticesOfQuestion, Reasons, Settled, SettledBy, who
from cairn.questions.models import Answer, Question


def asked(event: Event, question: Question) -> Iterator[Notice]:
    yield from questions.mentioned(event, question.text[:300], question.get_absolute_url())
    yield from _watching(question, _("{who} asks: {title}").format(who=who(event), title=question.title))


def tagged(event: Event, question: Question) -> Iterator[Notice]:
    text = _("{who} asks you: {title}").format(who=who(event), title=question.title)
    words = _("You may know, from what you wrote or answered. If not, say so: then the others see it.")
    yield Notice(event.data["user"], "tagged", text, words, subject=_tag(question.pk), link=question.get_absolute_url())


def answered(event: Event, question: Question) -> Iterator[Notice]:
    yield from questions.answered(event, question)
    text = _("{who} answered: {title}").format(who=who(event), title=question.title)
    link = f"{question.get_absolute_url()}#answer-{event.target_id}"
    for user_id in Watch.objects.of_question(question).values_list("user_id", flat=True):
        yield Notice(user_id, "watching_questions", text, event.data.get("excerpt", ""), link=link)


def accepted(event: Event, question: Question) -> Iterator[Notice]:
    """Who wrote it; and who asked, where an editor of the space accepted it."""
    yield from questions.accepted(event, question)
    if question.asker_id:
        text = _("{who} accepted an answer to your question").format(who=who(event))
        yield Notice(question.asker_id, "asker", text, link=f"{question.get_absolute_url()}#answer-{event.target_id}")


def outdated(event: Event, question: Question) -> Iterator[Notice]:
    """Who asked, and whose answers do not hold any more."""
    text = _("{who} marked it as out of date: {title}").format(who=who(event), title=question.title)
    if question.asker_id:
        yield Notice(question.asker_id, "asker", text, link=question.get_absolute_url())
    for user_id in _answerers(question):
        yield Notice(user_id, "answerer", text, link=question.get_absolute_url())


def made_page(event: Event, question: Question) -> Iterator[Notice]:
    """Whose answer it is. The page is a draft: who may not see it finds the question."""
    answer = Answer.objects.filter(pk=event.data.get("answer") or 0).first()
    if answer is not None and answer.by_id:
        text = _("{who} makes a page of your answer: {title}").format(who=who(event), title=question.title)
        yield Notice(answer.by_id, "answerer", text, link=question.get_absolute_url())


def _answerers(question: Question) -> list[int]:
    given = question.given.standing().exclude(by=None)
    return list(given.order_by("by").values_list("by_id", flat=True).distinct())


def _watching(question: Question, text: str) -> Iterator[Notice]:
    for user_id in sorted(set(Watch.objects.reaching_question(question).values_list("user_id", flat=True))):
        yield Notice(user_id, "watching_questions", text, question.text[:300], link=question.get_absolute_url())


def _tag(question: object) -> str:
    return f"question_tag:{question}"


def tag_is_done(event: Event) -> Iterator[Settled]:
    """It has an answer, or is none any more."""
    yield Settled(_tag(event.data.get("question") if event.name == "answer.given" else event.target_id))


def she_passed(event: Event) -> Iterator[Settled]:
    yield Settled(_tag(event.target_id), event.by_id)


NOTICES: dict[str, NoticesOf] = {}
OF_QUESTIONS: dict[str, NoticesOfQuestion] = {
    "question.asked": asked,
    "question.changed": questions.changed,
    "question.tagged": tagged,
    "question.answered": questions.first_answered,
    "question.merged": questions.united,
    "question.declined": questions.declined,
    "question.outdated": outdated,
    "answer.given": answered,
    "answer.changed": questions.changed,
    "answer.accepted": accepted,
    "answer.made_page": made_page,
    "remark.added": questions.remarked,
    "edit.suggested": questions.edit_suggested,
    "edit.accepted": questions.edit_ruled,
    "edit.refused": questions.edit_ruled,
}
REASONS: Reasons = {
    "tagged": gettext_lazy("You are asked by name"),
    "watching_questions": gettext_lazy("You watch these questions"),
}
ASKS: set[str] = {"tagged"}
SETTLES: dict[str, SettledBy] = {
    "answer.given": tag_is_done,
    "question.pointed": tag_is_done,
    "question.outdated": tag_is_done,
    "question.withdrawn": tag_is_done,
    "question.passed_on": she_passed,
}
