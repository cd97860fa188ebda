"""The installation as a whole."""

from django.utils.translation import gettext as _

from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.people.access import check_can_manage_workspace
from cairn.people.actors import Actor
from cairn.people.events import record
from cairn.people.models import Workspace
from cairn.people.queries import workspace


@atomic
def change_workspace(*, by: Actor, name: str) -> Workspace:
    """Give the workspace another name."""
    check_can_manage_workspace(by)
    name = " ".join(name.split())
    if not name or len(name) > 80:
        words = _("Write a name of at most 80 characters.")
        raise Invalid(words, fields={"name": words})
    found = workspace()
    found.name = name
    found.save()
    record("workspace.changed", by=by, target_id=found.pk, label=name)
    return found
