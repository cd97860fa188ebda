"""What notifications do when something happened: a row in the inbox of everyone concerned, and a mail."""

from datetime import timedelta

from cairn.activity.models import Event
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.notifications.jobs import send_mail_for
from cairn.notifications.models import Notification
from cairn.notifications.notices import NOTICES, Notice
from cairn.notifications.operations.watch import watch_page
from cairn.pages.access import can_edit, can_view
from cairn.pages.models import Page
from cairn.people.models import User

OLD_NEWS = timedelta(days=1)  # waits in the inbox; a mail would only surprise (the sample's past, a long outage)


def notify(event: Event) -> None:
    """One notification a person and event, whoever often this runs; the first notice for a person is her reason.

    Nobody hears of what she did herself, nor of a page that she may not see.
    """
    page = Page.objects.filter(pk=event.page_id or 0).select_related("space", "owner").first()
    if page is None or event.name not in NOTICES:
        return
    first: dict[int, Notice] = {}
    for notice in NOTICES[event.name](event, page):
        first.setdefault(int(notice.user_id), notice)
    first.pop(event.by_id or 0, None)
    people = User.objects.active().filter(pk__in=first)
    # A thread on words that were never published is for those who see the draft.
    may_hear = can_edit if event.data.get("on_draft") else can_view
    with atomic():
        for user in people:
            if may_hear(user, page):
                _tell(user, first[user.pk], event, page)


def _tell(user: User, notice: Notice, event: Event, page: Page) -> None:
    notification, is_new = Notification.objects.get_or_create(
        user=user,
        event=event,
        defaults={
            "page": page,
            "reason": notice.reason,
            "text": notice.text[:300],
            "excerpt": notice.excerpt[:500],
            "link": f"{page.get_absolute_url()}{notice.anchor}",
            "at": event.at,
        },
    )
    if is_new and event.at > now() - OLD_NEWS:
        send_mail_for.enqueue(notification.pk)


def watch_own_work(event: Event) -> None:
    """Whoever makes a page or speaks on one hears what becomes of it, until she stops watching."""
    page = Page.objects.filter(pk=event.page_id or 0).first()
    if page is not None and event.by is not None and can_view(event.by, page):
        watch_page(page, by=event.by, unless_left=True)
