"""From an address to the row behind it."""

from django.utils.translation import gettext as _

from cairn.core.errors import Missing
from cairn.people.models import User
from cairn.series.models import Emergency, Pair, Series


def series_for(user: User, pk: int) -> Series:
    """Raises Missing for one that is not hers."""
    series = Series.objects.visible_to(user).with_people().filter(pk=pk).first()
    if series is None:
        raise Missing(_("There is no series here that you can see."))
    return series


def pair_of(pk: int) -> Pair:
    """For who may open private spaces in an emergency: the caller has checked that."""
    pair = Pair.objects.select_related("space", "first", "second").filter(pk=pk).first()
    if pair is None:
        raise Missing(_("There is no such private space."))
    return pair


def emergency_of(user: User, pk: int) -> Emergency:
    """An emergency access of hers that has not ended."""
    found = Emergency.objects.select_related("pair__space").filter(pk=pk, by=user, ended_at=None).first()
    if found is None:
        raise Missing(_("That access has ended already."))
    return found
