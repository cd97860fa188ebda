"""What notifications do when something happened: what is done leaves the inboxes, and everyone concerned is told."""

from cairn.activity.models import Event
from cairn.notifications.delivery import deliver, forget_words, move, reached, settle
from cairn.notifications.models import Withheld
from cairn.notifications.notices import NOTICES
from cairn.notifications.operations.watch import watch_by_itself
from cairn.pages.access import can_view
from cairn.pages.models import Page

SPOKE = {"thread.started", "comment.created"}


def notify(event: Event) -> None:
    """Settle what the event was the end of (`SETTLES`), then tell whom it concerns (`NOTICES`)."""
    settle(event)
    move(event)
    if event.name == "comment.deleted":
        forget_words(event)
    if (page := _page_of(event)) is not None and event.name in NOTICES:
        deliver(event, page, NOTICES[event.name](event, page))


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
        waiting = waiting.filter(page__space=event.space_id)
    for withheld in waiting.order_by("event"):
        page = _page_of(withheld.event)
        if page is None or withheld.event.name not in NOTICES:
            withheld.delete()
            continue
        deliver(withheld.event, page, NOTICES[withheld.event.name](withheld.event, page), only={withheld.user_id})
        if withheld.user.notifications.filter(event=withheld.event_id).exists():
            withheld.delete()
            reached(withheld.event)


def _page_of(event: Event) -> Page | None:
    return Page.objects.filter(pk=event.page_id or 0).select_related("space", "owner").first()
