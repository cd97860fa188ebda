"""One job an event: looks up who wants to know, and tells each."""

from django.utils.module_loading import import_string
from django_tasks import task

from cairn.activity.models import Event

HANDLERS = "cairn.config.event_handlers.HANDLERS"  # by name: the list wires apps that lie above this one

QUIET = "cairn.config.event_handlers.QUIET"


@task()
def dispatch_event(event_id: int) -> None:
    """Call each handler of the event. Handlers are idempotent: a retried job calls all of them again."""
    event = Event.objects.get(pk=event_id)
    for handler in import_string(HANDLERS)[event.name]:
        handler(event)


def wakes_anybody(name: str) -> bool:
    """Whether the list has handlers for the event; one that it does not know fails in its job, where it is seen."""
    return bool(import_string(HANDLERS).get(name, True))


def is_quiet(name: str) -> bool:
    """Whether no bell is rung for it: who follows sees it at her next look, within half a second."""
    return name in import_string(QUIET)
