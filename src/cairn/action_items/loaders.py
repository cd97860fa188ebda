"""What a person may see, or 404."""

from django.utils.translation import gettext as _

from cairn.action_items.models import ActionItem
from cairn.core.errors import Missing
from cairn.people.actors import Actor


def action_item_for(user: Actor, pk: int) -> ActionItem:
    items = ActionItem.objects.visible_to(user).select_related("page__space", "completion__by", "assignee")
    found = items.filter(pk=pk).first()
    if found is None:
        raise Missing(_("This action item is not here. It may have been taken out of its page."))
    return found
