"""What of a session its page has, and what has come since: for pages that do not follow their session any more."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from cairn.documents import Adf, key_of, without_prompts
from cairn.questions.afterwards.gathered import Entry, Gathered
from cairn.questions.models import Answer, State

Taken = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class News:
    """`entry` has answers to take in (`answers`); None of both: it is only said, and left to whoever edits the page."""

    words: str
    url: str
    entry: Entry | None = None
    answers: tuple[Answer, ...] = ()
    is_new: bool = False


def digest_of(body: Adf) -> str:
    """The same for two texts that a reader can't tell apart."""
    return sha256(key_of(without_prompts(body)).encode()).hexdigest()


def taken_of(found: Gathered) -> Taken:
    """What stands on the page of it, as far as news are told: `{"12": {"title", "state", "accepted", "answers"}}`."""
    return {str(entry.question.pk): _facts(entry) for entry in found.answered}


def news_since(taken: Taken, found: Gathered) -> list[News]:
    """In the order of the session; what is gone from there comes last."""
    said = [line for entry in found.answered for line in _about(entry, taken.get(str(entry.question.pk)))]
    now = {str(entry.question.pk) for entry in found.answered}
    gone = [(pk, facts) for pk, facts in taken.items() if pk not in now]
    words = _("No longer among the answered questions: %(title)s")
    return [*said, *(News(words % {"title": facts["title"]}, f"/questions/{pk}/") for pk, facts in gone)]


def _facts(entry: Entry) -> dict[str, Any]:
    question = entry.question
    return {
        "title": question.title,
        "state": question.state,
        "accepted": next((answer.pk for answer in entry.answers if hasattr(answer, "acceptance")), 0),
        "answers": {str(answer.pk): sha256(answer.text.encode()).hexdigest()[:16] for answer in entry.shown},
    }


def _about(entry: Entry, before: dict[str, Any] | None) -> list[News]:
    question, url = entry.question, entry.question.get_absolute_url()
    title = {"title": question.title}
    if before is None:
        return [News(_("Newly answered: %(title)s") % title, url, entry, tuple(entry.shown), is_new=True)]
    lines = []
    if before["title"] != question.title:
        lines.append(News(_("“%(before)s” is now asked as “%(title)s”") % {**title, "before": before["title"]}, url))
    if before["state"] != question.state:
        is_old = question.state == State.OBSOLETE
        lines.append(News((_("Out of date: %(title)s") if is_old else _("Holds again: %(title)s")) % title, url))
    return [*lines, *_about_answers(entry, before, title)]


def _about_answers(entry: Entry, before: dict[str, Any], title: dict[str, str]) -> list[News]:
    now, lines = _facts(entry), []
    for answer in entry.shown:
        known = before["answers"].get(str(answer.pk))
        who = answer.by.name if answer.by else answer.by_name
        if known is None:
            words = _("%(who)s answered: %(title)s") % {**title, "who": who}
            lines.append(News(words, answer.get_absolute_url(), entry, (answer,)))
        elif known != now["answers"][str(answer.pk)]:
            words = _("%(who)s changed the answer to: %(title)s") % {**title, "who": who}
            lines.append(News(words, answer.get_absolute_url(), entry, (answer,)))
    if before["accepted"] != now["accepted"]:
        words = _("Another answer is accepted: %(title)s") if now["accepted"] else _("No answer is accepted: %(title)s")
        lines.append(News(words % title, entry.question.get_absolute_url()))
    if set(before["answers"]) - set(now["answers"]):
        lines.append(News(_("An answer was taken away: %(title)s") % title, entry.question.get_absolute_url()))
    return lines
