"""Who may know: people who wrote pages about the words of a question, or answered questions like it.

What they are found by is said beside their names. They stand by name: nobody is ranked.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.pages.models import Label, Page, Version
from cairn.people.models import User
from cairn.questions.models import Answer, Question
from cairn.questions.telling import telling_words, words_begin
from cairn.spaces.audience import roles_in

MOST = 6
MOST_WORDS = 8
LOOKED_AT = 400  # answers, and pages, the latest
BY_LABEL = 2  # words that a label counts as
MAY_ANSWER = ("commenter", "editor", "admin")


@dataclass(frozen=True, slots=True)
class Expert:
    user: User
    pages: int
    answers: int

    @property
    def why(self) -> str:
        """ "wrote 2 pages about it, answered 1 question like it"."""
        parts = []
        if self.pages:
            parts.append(
                ngettext("wrote %(n)d page about it", "wrote %(n)d pages about it", self.pages) % {"n": self.pages}
            )
        if self.answers:
            said = ngettext("answered %(n)d question like it", "answered %(n)d questions like it", self.answers)
            parts.append(said % {"n": self.answers})
        return _(", ").join(parts)


def experts_for(question: Question, reader: User) -> list[Expert]:
    """At most six, of those who may answer in its space; from what `reader` may see. Five queries."""
    words = telling_words(question.title)[:MOST_WORDS]
    labels = [label.name for label in question.labels.all()]
    if not words and not labels:
        return []
    found = _Found(words, [*_written(words, labels, reader), *_answered(words, labels, question, reader)])
    gone = {reader.pk, question.asker_id, *question.tagged.values_list("user", flat=True)}
    likely = [pk for pk in found.people() if pk not in gone][:LOOKED_AT]
    people = User.objects.active().in_bulk(likely)
    roles = roles_in(question.space, people.values())
    some = [people[pk] for pk in likely if pk in people and roles.get(pk) in MAY_ANSWER][:MOST]
    named = sorted(some, key=lambda user: user.name.casefold())
    return [Expert(user, found.count(user.pk, "page"), found.count(user.pk, "answer")) for user in named]


@dataclass(frozen=True, slots=True)
class _Trace:
    """Somebody wrote a page or answered a question with this title."""

    user: int
    kind: str  # "page", "answer"
    of: int
    title: str


class _Found:
    """Of traces that share words with the question, those that share at least half as many as the closest one."""

    def __init__(self, words: list[str], traces: list[_Trace]) -> None:
        one = [re.compile(words_begin([word]), re.IGNORECASE) for word in words]
        shared = {trace: sum(1 for each in one if each.search(trace.title)) or BY_LABEL for trace in traces}
        closest = max(shared.values(), default=0)
        self._shared = {trace: n for trace, n in shared.items() if 2 * n >= closest}
        self._counts = Counter((trace.user, trace.kind) for trace in self._shared)

    def count(self, user: int, kind: str) -> int:
        return self._counts[user, kind]

    def people(self) -> list[int]:
        """Who came closest first, then who has more to show; an answer says more than a page."""
        close: dict[int, int] = {}
        for trace, n in self._shared.items():
            close[trace.user] = max(n, close.get(trace.user, 0))
        return sorted(close, key=lambda pk: (-close[pk], -2 * self.count(pk, "answer") - self.count(pk, "page"), pk))


def _about(words: list[str], field: str = "title") -> Q:
    return Q(**{f"{field}__iregex": words_begin(words)}) if words else Q(pk__in=[])


def _written(words: list[str], labels: list[str], reader: User) -> list[_Trace]:
    """Authors of pages whose titles have one of the words or that carry one of the labels."""
    labelled = Label.objects.filter(name__in=labels).values("page")
    pages = Page.objects.visible_to(reader).filter(_about(words) | Q(pk__in=labelled), published__isnull=False)
    known = dict(pages.order_by("-pk").values_list("pk", "title")[:LOOKED_AT])
    authors = Version.authors.through._default_manager.filter(version__page__in=list(known))
    rows = authors.order_by("version__page", "user").values_list("version__page", "user").distinct()
    return [_Trace(user, "page", page, known[page]) for page, user in rows]


def _answered(words: list[str], labels: list[str], question: Question, reader: User) -> list[_Trace]:
    alike = _about(words) | Q(labels__name__in=labels)
    seen = Question.objects.visible_to(reader).exclude(pk=question.pk).filter(alike)
    given = Answer.objects.standing().filter(question__in=seen.values("pk"), by__isnull=False).order_by("-pk")
    rows = given.values_list("question", "question__title", "by")[:LOOKED_AT]
    return [_Trace(user, "answer", of, title) for of, title, user in dict.fromkeys(rows)]
