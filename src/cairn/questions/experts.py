"""Who may know: people who wrote pages about the words of a question, or answered questions like it.

What they are found by is said beside their names. They stand by name: nobody is ranked.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.pages.models import Label, Page, Version
from cairn.people.models import User
from cairn.questions.models import Answer, Question
from cairn.questions.telling import STEM, telling_words
from cairn.spaces.audience import roles_in

MOST = 6
MOST_WORDS = 8
LOOKED_AT = 400  # answers, and pages, the latest
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
    """At most six, of those who may answer in its space; from what `reader` may see. Four queries."""
    words = [word[:STEM] for word in telling_words(question.title)[:MOST_WORDS]]  # near enough to stems
    labels = [label.name for label in question.labels.all()]
    if not words and not labels:
        return []
    pages, answers = _writers(words, labels, reader), _answerers(words, labels, question, reader)
    gone = {reader.pk, question.asker_id, *question.tagged.values_list("user", flat=True)}
    likely = [pk for pk, _n in (answers + answers + pages).most_common(40) if pk not in gone]
    people = User.objects.active().in_bulk(likely)
    roles = roles_in(question.space, people.values())
    found = [people[pk] for pk in likely if pk in people and roles.get(pk) in MAY_ANSWER][:MOST]
    named = sorted(found, key=lambda user: user.name.casefold())
    return [Expert(user, pages[user.pk], answers[user.pk]) for user in named]


def _writers(words: list[str], labels: list[str], reader: User) -> Counter[int]:
    """Authors of pages whose titles have one of the words or that carry one of the labels: how many each."""
    about = [Q(title__icontains=word) for word in words] + [Q(pk__in=_labelled(labels))]
    pages = Page.objects.visible_to(reader).filter(reduce(or_, about), published__isnull=False).order_by("-pk")
    known = list(pages.values_list("pk", flat=True)[:LOOKED_AT])
    authors = Version.authors.through._default_manager.filter(version__page__in=known)
    return Counter(user for _page, user in set(authors.values_list("version__page", "user")))


def _labelled(labels: list[str]) -> object:
    return Label.objects.filter(name__in=labels).values("page")


def _answerers(words: list[str], labels: list[str], question: Question, reader: User) -> Counter[int]:
    alike = [Q(title__icontains=word) for word in words] + [Q(labels__name__in=labels)]
    seen = Question.objects.visible_to(reader).exclude(pk=question.pk).filter(reduce(or_, alike))
    given = Answer.objects.standing().filter(question__in=seen.values("pk"), by__isnull=False).order_by("-pk")
    return Counter(user for _question, user in set(given.values_list("question", "by")[:LOOKED_AT]))
