"""Letting people in who were mentioned on a page that is not open to them."""

from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden
from cairn.notifications.models import Notification, Withheld
from cairn.pages.operations import let_in
from cairn.people.models import User


def let_mentioned_in(notification: Notification, *, by: User) -> int:
    """Open the page, for reading, to everybody whom the mention that `notification` tells of has not reached; returns
    how many."""
    page = notification.page
    waiting = Withheld.objects.filter(event=notification.event_id, page=notification.page_id).select_related("user")
    if page is None or notification.user_id != by.pk:
        raise Forbidden(_("This mention is not yours."))
    people = [withheld.user for withheld in waiting]
    let_in(page, people, "reader", by=by)
    return len(people)
