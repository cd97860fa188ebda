"""A question that its asker takes back: what it said is nowhere any more, neither in the log of what happened nor among
the things that somebody was to do."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.action_items.models import ActionItem
from cairn.activity.models import Event
from cairn.questions.models import Question

OF_IT = r"^(question|edit|reaction)\."  # events whose target is a question
UNDER_IT = r"^(answer|remark|ama)\."  # events that name one in their data
WORDS = ("title", "titles", "excerpt", "text", "reason", "mentions")  # in the data of an event


def forget_words(question: Question) -> list[int]:
    """The caller has locked it and recounts its votes. Returns the events that told of it, for whoever quoted them."""
    question.body, question.html, question.text, question.title = None, "", "", _("Withdrawn")
    question.save(update_fields=["title", "body", "html", "text"])
    question.revisions.all().delete()
    question.edits.all().delete()
    question.labels.all().delete()
    question.cast.all().delete()
    page = question.session.page_id if question.session else None
    items = (
        ActionItem.objects.filter(page=page, local_id=f"question-{question.pk}") if page else ActionItem.objects.none()
    )
    items.update(text=_("A question that was taken back"))
    told = Q(name__regex=OF_IT, target_id=question.pk) | Q(name__regex=UNDER_IT, data__question=question.pk)
    told |= Q(name__startswith="action_item.", target_id__in=list(items.values_list("pk", flat=True)))
    events = list(Event.objects.filter(told, space_id=question.space_id).order_by("pk"))
    for event in events:
        event.data = {key: value for key, value in event.data.items() if key not in WORDS}
    Event.objects.bulk_update(events, ["data"], batch_size=200)
    return [event.pk for event in events]
