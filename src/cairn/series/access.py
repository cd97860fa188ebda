"""May she, with this series or private space? Each sentence about rows has its twin in `queries.py`."""

from django.utils.translation import gettext as _

from cairn.core.errors import Forbidden
from cairn.people.actors import Actor, System
from cairn.series.models import Series


def can_see_series(user: Actor, series: Series) -> bool:
    if isinstance(user, System):
        return True
    return user.is_active and user in (series.person, series.lead)


def can_open_in_emergency(user: Actor) -> bool:
    """Admins of the workspace; everybody whom it concerns is told."""
    return not isinstance(user, System) and user.is_active and user.is_admin


def check_emergency(user: Actor) -> None:
    if not can_open_in_emergency(user):
        raise Forbidden(_("Only an admin of the workspace can open a private space in an emergency."))
