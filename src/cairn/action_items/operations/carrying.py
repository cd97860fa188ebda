"""What one page left open counts on the next."""

from collections.abc import Collection

from cairn.action_items.models import ActionItem
from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Forbidden
from cairn.pages.access import can_edit
from cairn.pages.models import Page
from cairn.people.actors import Actor


def carry_over_items(page: Page, local_ids: Collection[str], to: Page, *, by: Actor) -> None:
    """The open items of `page` with these ids are on `to` from now on, where whoever calls this has put them anew."""
    if not (can_edit(by, page) and can_edit(by, to)):
        raise Forbidden("You can carry over action items only between pages that you can change.")
    with atomic():
        mine = ActionItem.objects.filter(page=page, local_id__in=local_ids, completion=None, carried_to=None)
        carried = mine.update(carried_to=to)
        if carried:
            record("action_item.carried_over", by=by, space_id=to.space_id, page_id=page.pk, to=to.pk, items=carried)
