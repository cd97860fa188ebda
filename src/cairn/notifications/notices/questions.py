"""Who hears of questions and answers. Who asked without a name is nobody here too: no list is told or spared for her."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cairn.activity.models import Event
from cairn.notifications.notices.base import Notice, NoticesOf, Place, Reasons, Settled, SettledBy, who
from cairn.pages.models import Page
from cairn.questions.models import ANONYMOUS, Answer, Host, Question, Vote
from cairn.questions.union import below
from cairn.questions.writing import excerpt_of


def askers_of(question: Question) -> list[int]:
    """Who asked it, or one that was united with it, under her name."""
    asked = Question.objects.filter(pk__in=below([question.pk])).exclude(asker=None)
    return list(dict.fromkeys(asked.order_by("pk").values_list("asker_id", flat=True)))


def announced(event: Event, page: Page) -> Iterator[Notice]:
    text = _("{who} invites you to ask and to vote: {title}").format(who=who(event), title=page.title)
    for user_id in event.data.get("people", []):
        yield Notice(user_id, "invited_to_ask", text, "", "#questions")


def asked(event: Event, page: Page) -> Iterator[Notice]:
    """Hosts hear of every question; who is named in it, once others may see it."""
    waits = event.data.get("state") == "queued"
    name = str(ANONYMOUS) if event.data.get("anonymous") else who(event)
    text = (_("{who} asks; a host looks at it first") if waits else _("{who} asks")).format(who=name)
    hosts = Host.objects.filter(session__page=page).exclude(user=None).values_list("user_id", flat=True)
    for user_id in hosts:
        yield Notice(user_id, "host", text, event.data.get("title", ""), link=f"/questions/{event.target_id}/")
    if not waits:
        yield from mentioned(event, event.data.get("title", ""), f"/questions/{event.target_id}/")


def changed(event: Event, place: Place) -> Iterator[Notice]:
    question = event.data.get("question", event.target_id)
    yield from mentioned(event, event.data.get("excerpt", ""), f"/questions/{question}/")


def approved(event: Event, page: Page) -> Iterator[Notice]:
    question = Question.objects.filter(pk=event.target_id or 0).first()
    if question is not None and event.data.get("before") == "queued":
        for first in Event.objects.filter(name="question.asked", target_id=question.pk).select_related("by")[:1]:
            yield from mentioned(first, question.title, question.get_absolute_url())
    if question is not None and question.asker_id:
        text = _("{who} put your question in the list").format(who=who(event))
        yield Notice(question.asker_id, "asker", text, question.title, link=question.get_absolute_url())


def declined(event: Event, place: Place) -> Iterator[Notice]:
    if (asker := event.data.get("asker")) is not None:
        text = _("{who} declined your question: {reason}").format(who=who(event), reason=event.data.get("reason", ""))
        yield Notice(asker, "asker", text, event.data.get("title", ""), link=f"/questions/{event.target_id}/")


def split(event: Event, page: Page) -> Iterator[Notice]:
    """Who asked it by name finds two questions of hers."""
    if (asker := event.data.get("asker")) is not None:
        text = _("{who} made two questions of yours: {title}").format(who=who(event), title=event.data.get("title", ""))
        words = " · ".join(event.data.get("titles", []))
        yield Notice(asker, "asker", text, words, link=f"/questions/{event.target_id}/")


def assigned(event: Event, page: Page) -> Iterator[Notice]:
    """The host who is to answer it."""
    if to := event.data.get("to"):
        text, link = _("{who} gave you a question to answer").format(who=who(event)), f"/questions/{event.target_id}/"
        subject = f"question_assignment:{event.target_id}"
        yield Notice(to, "answers_question", text, event.data.get("title", ""), subject=subject, link=link)


def host_left(event: Event, page: Page) -> Iterator[Notice]:
    """The other hosts, when somebody has left questions that nobody answers now."""
    if many := len(event.data.get("given_back", [])):
        words = ngettext(
            "{n} question has nobody to answer it now", "{n} questions have nobody to answer them now", many
        )
        text = words.format(n=many)
        hosts = Host.objects.filter(session__page=page).exclude(user=None).exclude(user=event.data.get("left"))
        for user_id in hosts.values_list("user_id", flat=True):
            yield Notice(user_id, "host", text, "", "#questions")


def assignment_done(event: Event) -> Iterator[Settled]:
    """Somebody else answers it now, a host has answered it, or there is nothing to answer any more."""
    if event.name != "answer.given":
        yield Settled(f"question_assignment:{event.target_id}")
    elif event.data.get("is_host"):
        yield Settled(f"question_assignment:{event.data.get('question')}")


def given_back(event: Event) -> Iterator[Settled]:
    for question in event.data.get("given_back", []):
        yield Settled(f"question_assignment:{question}")


def answered(event: Event, place: Place) -> Iterator[Notice]:
    """Who asked hears of every answer; who voted is told by `first_answered`, once."""
    question = Question.objects.filter(pk=event.data.get("question", 0)).first()
    if question is None:
        return
    text = _("{who} answered: {title}").format(who=who(event), title=question.title)
    words, link = event.data.get("excerpt", ""), f"{question.get_absolute_url()}#answer-{event.target_id}"
    yield from mentioned(event, words, link)
    for user_id in askers_of(question):
        yield Notice(user_id, "asker", text, words, link=link)


def first_answered(event: Event, place: Place) -> Iterator[Notice]:
    """Everybody who voted for it or for what was united with it, in a constant number of queries."""
    question = Question.objects.filter(pk=event.target_id or 0).first()
    if question is None:
        return
    answer = Answer.objects.filter(pk=event.data.get("answer") or 0).select_related("by").first()
    asked, how = askers_of(question), event.data.get("how", "")
    name = (answer.by.name if answer and answer.by else "") or who(event)
    text = {
        "elsewhere": _("It has an answer now: {title}"),
        "accepted": _("An answer was accepted: {title}"),
    }.get(how, _("{who} answered: {title}")).format(who=name, title=question.title)  # fmt: skip
    words, link = excerpt_of(answer.text) if answer else "", question.get_absolute_url()
    for user_id in asked if how in ("elsewhere", "accepted") else ():
        yield Notice(user_id, "asker", text, words, link=link)
    votes = Vote.objects.filter(question__in=below([question.pk])).exclude(user__in=asked)
    if question.merged_into_id is not None:  # they have heard of the answer to the one that it is part of
        votes = votes.exclude(user__in=Vote.objects.filter(question=question.merged_into_id).values("user"))
    for user_id in votes.order_by("user").values_list("user_id", flat=True).distinct():
        yield Notice(user_id, "voter", text, words, link=link)


def united(event: Event, place: Place) -> Iterator[Notice]:
    """Who asked what has become part of another question."""
    question = Question.objects.select_related("merged_into").filter(pk=event.target_id or 0).first()
    if question is not None and question.asker_id and question.merged_into is not None:
        text = _("{who} united your question with: {title}").format(who=who(event), title=question.merged_into.title)
        yield Notice(question.asker_id, "asker", text, question.title, link=question.merged_into.get_absolute_url())


def accepted(event: Event, place: Place) -> Iterator[Notice]:
    answer = Answer.objects.filter(pk=event.target_id or 0).first()
    if answer is not None and answer.by_id:
        text = _("Your answer was accepted: {title}").format(title=event.data.get("title", ""))
        yield Notice(answer.by_id, "answerer", text, link=answer.get_absolute_url())


def remarked(event: Event, place: Place) -> Iterator[Notice]:
    """Whose answer, or else whose question it stands under."""
    words, link = event.data.get("excerpt", ""), f"/questions/{event.data.get('question')}/"
    yield from mentioned(event, words, link)
    text = _("{who} remarked on: {title}").format(who=who(event), title=event.data.get("title", ""))
    answer = Answer.objects.filter(pk=event.data.get("answer") or 0).first()
    if answer is not None and answer.by_id:
        yield Notice(answer.by_id, "answerer", text, words, link=link)
    question = Question.objects.filter(pk=event.data.get("question", 0)).first()
    if answer is None and question is not None and question.asker_id:
        yield Notice(question.asker_id, "asker", text, words, link=link)


def remark_changed(event: Event, place: Place) -> Iterator[Notice]:
    yield from mentioned(event, event.data.get("excerpt", ""), f"/questions/{event.data.get('question')}/")


def edit_suggested(event: Event, place: Place) -> Iterator[Notice]:
    """Who wrote it; of a question without a name its hosts, who decide."""
    text = _("{who} suggests other words: {title}").format(who=who(event), title=event.data.get("title", ""))
    link = f"/questions/{event.target_id}/#edit-{event.data.get('edit')}"
    hosts = Host.objects.filter(session__page=place.pk if isinstance(place, Page) else 0).exclude(user=None)
    author = event.data.get("author")
    for user_id in [author] if author else hosts.values_list("user_id", flat=True):
        yield Notice(user_id, "writer", text, link=link)


def edit_ruled(event: Event, place: Place) -> Iterator[Notice]:
    took = event.name.endswith("accepted")
    text = _("{who} took the words that you suggested") if took else _("{who} leaves the words as they are")
    link, word = f"/questions/{event.target_id}/", event.data.get("word") or event.data.get("title", "")
    yield Notice(event.data.get("suggester", 0), "suggester", text.format(who=who(event)), word, link=link)


def mentioned(event: Event, words: str, link: str) -> Iterator[Notice]:
    """Who is named in it. Of words that were changed only who was not named before."""
    text = _("{who} mentioned you in a question or an answer").format(who=who(event))
    named = event.data.get("mentions", [])
    if event.name.endswith(".changed") and named:
        same = Event.objects.filter(name__startswith=f"{event.name.partition('.')[0]}.", target_id=event.target_id)
        before = same.filter(pk__lt=event.pk, name__in=WITH_WORDS).values_list("data", flat=True)
        known = {user_id for data in before for user_id in data.get("mentions", [])}
        named = [user_id for user_id in named if user_id not in known]
    for user_id in named:
        yield Notice(user_id, "mentioned", text, words, link=link)


WITH_WORDS = ("question.asked", "question.changed", "answer.given", "answer.changed", "remark.added", "remark.changed")

NOTICES: dict[str, NoticesOf] = {
    "ama.announced": announced,
    "ama.hosts_changed": host_left,
    "question.asked": asked,
    "question.assigned": assigned,
    "question.split": split,
    "question.changed": changed,
    "question.approved": approved,
    "question.declined": declined,
    "question.merged": united,
    "question.answered": first_answered,
    "answer.given": answered,
    "answer.changed": changed,
    "answer.accepted": accepted,
    "remark.added": remarked,
    "remark.changed": remark_changed,
    "edit.suggested": edit_suggested,
    "edit.accepted": edit_ruled,
    "edit.refused": edit_ruled,
}
REASONS: Reasons = {
    "answers_question": gettext_lazy("You answer it"),
    "host": gettext_lazy("You are a host"),
    "asker": gettext_lazy("You asked"),
    "voter": gettext_lazy("You voted for it"),
    "answerer": gettext_lazy("You answered"),
    "writer": gettext_lazy("You wrote it"),
    "suggester": gettext_lazy("You suggested it"),
    "invited_to_ask": gettext_lazy("You are invited to ask"),
}
ASKS: set[str] = {"answers_question"}
SETTLES: dict[str, SettledBy] = {
    "ama.hosts_changed": given_back,
    "question.assigned": assignment_done,
    "question.declined": assignment_done,
    "question.merged": assignment_done,
    "question.withdrawn": assignment_done,
    "answer.given": assignment_done,
}
