"""What notifications do when something happened: what is done leaves the inboxes, and everyone concerned is told."""

from django.db.models import Q

from cairn.activity.models import Event
from cairn.notifications.delivery import deliver, forget_words, move, reached, settle
from cairn.notifications.models import Withheld
from cairn.notifications.notices import NOTICES, OF_QUESTIONS
from cairn.notifications.notices.base import Notices, Place
from cairn.notifications.operations.watch import watch_by_itself
from cairn.notifications.places import place_of
from cairn.pages.access import can_view
from cairn.pages.models import Page

SPOKE = {"thread.started", "comment.created"}


def notify(event: Event) -> None:
    """Settle what the event was the end of (`SETTLES`), then tell whom it concerns (`NOTICES`)."""
    settle(event)
    move(event)
    forget_words(event)
    if (place := place_of(event)) is not None:
        deliver(event, place, _notices(event, place))


def watch_own_work(event: Event) -> None:
    """Whoever makes a page or speaks on one hears what becomes of it, unless she has stopped that."""
    page = Page.objects.filter(pk=event.page_id or 0).first()
    if page is not None and event.by is not None and can_view(event.by, page):
        watch_by_itself(page, by=event.by, why="spoke" if event.name in SPOKE else "wrote")


def tell_withheld(event: Event) -> None:
    """Somebody may see more than before: mentions that waited for her are told now."""
    waiting = Withheld.objects.select_related("event")
    if event.page_id is not None:
        waiting = waiting.filter(page=event.page_id)
    elif event.space_id is not None:
        waiting = waiting.filter(Q(page__space=event.space_id) | Q(question__space=event.space_id))
    for withheld in waiting.order_by("event"):
        place = place_of(withheld.event)
        if place is None:
            withheld.delete()
            continue
        deliver(withheld.event, place, _notices(withheld.event, place), only={withheld.user_id})
        if withheld.user.notifications.filter(event=withheld.event_id).exists():
            withheld.delete()
            reached(withheld.event)


def _notices(event: Event, place: Place) -> Notices:
    if isinstance(place, Page):
        return NOTICES[event.name](event, place) if event.name in NOTICES else ()
    return OF_QUESTIONS[event.name](event, place) if event.name in OF_QUESTIONS else ()
