"""A page for the next talk, and the word before it."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError
from django.utils.translation import gettext as _

from cairn.action_items.operations import carry_over_items
from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict
from cairn.gallery.library import templates
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.pages.operations import create_page, label_page, make_live
from cairn.pages.operations.live_pages import publish_itself
from cairn.people.actors import SYSTEM, Actor, System
from cairn.people.models import User
from cairn.series.access import can_see_series
from cairn.series.models import Reminder, Series, Talk
from cairn.series.pages import first_text, open_item_ids, title_of
from cairn.series.rhythm import following


def make_talk(series: Series, today: date, *, by: Actor) -> Talk:
    """The page of the next talk: a live page of the two, with the open goals and action items of the last one.

    What was left open there is carried over: it counts on the new page from now on, and the old one says so. Days that
    went by unnoticed are passed over. Raises Conflict when the series has ended or one of the two has left.
    """
    with atomic():
        series = Series.objects.select_for_update().get(pk=series.pk)
        if not can_see_series(by, series):
            raise Conflict(_("This series is not yours."))
        if series.is_ended:
            raise Conflict(_("This series has ended. Take it up again first; no page was made."))
        if series.gone:
            words = _("%(name)s has left the workspace, so no page is made. The pages so far stay.")
            raise Conflict(words % {"name": series.gone.name})
        on = series.next_on if series.next_on >= today else following(series.anchor, series.rhythm, today)
        last = Talk.objects.filter(series=series, page__trashing=None).select_related("page").first()
        number = Talk.objects.filter(series=series).count() + 1
        page = _page(series, on, last)
        talk = Talk.objects.create(series=series, number=number, on=on, page=page)
        series.next_on = following(series.anchor, series.rhythm, on)
        series.save(update_fields=["next_on"])
        two = (series.person, series.lead)
        people = [{"user_id": each.pk, "other": series.other_than(each).name} for each in two]
        data = {"people": people, "on": on.isoformat()}
        record("talk.prepared", by=by, space_id=page.space_id, page_id=page.pk, target_id=talk.pk, **data)
    return talk


def _page(series: Series, on: date, last: Talk | None) -> Page:
    definition = templates()[series.template]
    before = draft_body(last.page) if last else None
    body, title = first_text(series, definition, on, before), title_of(series, definition, on)
    page = create_page(series.pair.space, by=SYSTEM, title=title[:200], body=body, owner=series.person)
    if definition.labels:
        label_page(page, by=SYSTEM, labels=list(definition.labels))
    publish_itself(make_live(page, by=SYSTEM))
    if last and before:
        carry_over_items(last.page, open_item_ids(before), page, by=SYSTEM)
    return page


def remind_of_talk(talk: Talk, user: User, *, by: System) -> None:
    """Ask her, once, to write down what she wants to talk about."""
    other = talk.series.other_than(user)
    try:
        with atomic():
            Reminder.objects.create(talk=talk, user=user)
            data = {"people": [{"user_id": user.pk, "other": other.name}], "on": talk.on.isoformat()}
            record("talk.coming", by=by, space_id=talk.page.space_id, page_id=talk.page_id, target_id=talk.pk, **data)
    except IntegrityError:
        return  # another worker was quicker
