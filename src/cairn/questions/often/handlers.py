"""A question or its place changed: it may belong to others now."""

from cairn.activity.models import Event
from cairn.questions.often.grouping import group_missing, group_question


def on_question(event: Event) -> None:
    """After its words were indexed: those that are like it are found there."""
    others = (event.data.get("into"), event.data.get("from"))
    for pk in (event.target_id, *others):
        if isinstance(pk, int):
            group_question(pk)


def on_imported(event: Event) -> None:
    """Many came in at once, in batches: the last of them has all grouped."""
    later = Event.objects.filter(name=event.name, space_id=event.space_id, pk__gt=event.pk)
    if event.space_id is not None and not later.exists():
        group_missing(event.space_id)
