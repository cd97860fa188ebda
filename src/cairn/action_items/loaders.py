"""What a person may see, or 404."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cairn.action_items.models import ActionItem
from cairn.core.errors import Missing
from cairn.people.actors import Actor
from cairn.people.prepared import prepared_one


def action_item_for(user: Actor, pk: int) -> ActionItem:
    found = prepared_one(user, _action_item, pk)
    if found is None:
        raise Missing(_("This action item is not here. It may have been taken out of its page."))
    return found


def _action_item(user: Actor, pk: int) -> QuerySet[ActionItem]:
    items = ActionItem.objects.visible_to(user).select_related("page__space", "completion__by", "assignee")
    return items.filter(pk=pk)
