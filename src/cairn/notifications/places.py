"""Where a notice stands: at a page, or at an everyday question of a space. What delivery asks of both is here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q

from cairn.activity.models import Event
from cairn.notifications.notices.base import Place
from cairn.pages.audience import editors, viewers
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.audience import question_viewers
from cairn.questions.models import Question

ABOUT_QUESTION = ("question", "edit")  # nouns of events whose target is a question
OF_QUESTION = ("answer", "remark")  # nouns of those that name it


def place_of(event: Event) -> Place | None:
    """The page of an event; of one without a page the everyday question that it is about."""
    if event.page_id is not None:
        return Page.objects.filter(pk=event.page_id).select_related("space", "owner").first()
    noun = event.name.partition(".")[0]
    pk = event.target_id if noun in ABOUT_QUESTION else event.data.get("question") if noun in OF_QUESTION else None
    return Question.objects.filter(pk=pk, session=None).select_related("space").first() if pk else None


def fields_of(place: Place) -> dict[str, Any]:
    """How a row says where it stands."""
    return {"page": place} if isinstance(place, Page) else {"question": place}


def hearing(place: Place, users: Iterable[User], *, on_draft: bool) -> set[int]:
    """The ids of those who may hear of it, in a constant number of queries."""
    if isinstance(place, Question):
        return question_viewers(place, users)
    return (editors if on_draft else viewers)(place, users)


def later_events(event: Event, place: Place, names: Collection[str]) -> Iterable[Event]:
    """What has happened there since."""
    later = Event.objects.filter(pk__gt=event.pk, name__in=names).order_by("pk")
    if isinstance(place, Page):
        return later.filter(page_id=place.pk)
    about = Q(target_id=place.pk, name__startswith="question.") | Q(data__question=place.pk)
    return later.filter(about, page_id=None, space_id=place.space_id)
