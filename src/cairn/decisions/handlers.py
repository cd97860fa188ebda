"""What decisions do when something happened to their page, elsewhere, or in another of their rooms."""

from cairn.activity.models import Event
from cairn.core.clock import now
from cairn.decisions.models import Decision, Escalation
from cairn.decisions.operations import ask_to_confirm, cancel_room, file_decision, tell_room, tell_vacancy
from cairn.people.actors import SYSTEM
from cairn.people.models import User


def on_published(event: Event) -> None:
    """A text that changes what was agreed: those who spoke of the old one are asked whether they still mean it."""
    if not event.data.get("material"):
        return
    for decision in Decision.objects.running().filter(page=event.page_id):
        ask_to_confirm(decision, by=event.by or SYSTEM)


def on_decided(event: Event) -> None:
    """Nobody has to meet about what is decided (a room that has begun is its host's to end), and it is filed."""
    rooms = Escalation.objects.filter(decision=event.target_id, ended_at=None, cancelled_at=None)
    for room in rooms.filter(starts_at__gt=now()).select_related("decision"):
        cancel_room(room, by=SYSTEM)
    for decision in Decision.objects.filter(pk=event.target_id or 0, imported=None).select_related("page", "outcome"):
        file_decision(decision, by=SYSTEM)


def on_said(event: Event) -> None:
    """What was open may be settled: an open room of this page shows it."""
    rooms = Escalation.objects.filter(decision__page=event.page_id, ended_at=None, cancelled_at=None)
    for room in rooms.select_related("page"):
        tell_room(room, by=SYSTEM)


def on_person_deactivated(event: Event) -> None:
    """Whoever drives or decides what she was to drive or decide hears of it, and so do admins."""
    person = User.objects.filter(pk=event.target_id or 0, is_active=False).first()
    if person is None:
        return
    for decision in Decision.objects.running().filter(role_holders__user=person).distinct():
        tell_vacancy(decision, person, by=SYSTEM, cause=event.pk)
