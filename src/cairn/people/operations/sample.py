"""The door of the sample workspace."""

from django.utils.translation import gettext as _

from cairn.core.db import atomic
from cairn.core.errors import Missing
from cairn.people.actors import System
from cairn.people.events import record
from cairn.people.models import User
from cairn.people.queries import workspace
from cairn.people.sample import is_of_sample


@atomic
def enter_sample_as(person: User, *, by: System) -> None:
    """Note that somebody on the machine itself looks through `person`'s eyes; the view signs her in."""
    if not (workspace().is_sample and person.is_active and is_of_sample(person)):
        raise Missing(_("There is nothing here."))
    record("person.entered", by=by, target_id=person.pk)
