"""What a person may see, or 404."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cairn.core.errors import Missing
from cairn.drafting.models import Invitation, Round
from cairn.people.actors import Actor
from cairn.people.prepared import prepared_one

GONE = gettext_noop("This is not here. It may be over, or you may not see its page.")


def round_for(user: Actor, pk: int) -> Round:
    found = prepared_one(user, _round, pk)
    if found is None:
        raise Missing(_(GONE))
    return found


def _round(user: Actor, pk: int) -> QuerySet[Round]:
    return Round.objects.visible_to(user).with_page().filter(pk=pk)


def my_invitation(user: Actor, round_pk: int) -> Invitation:
    """Her own; nobody has a way to another person's sheet."""
    round_ = round_for(user, round_pk)
    found = Invitation.objects.hers(user).select_related("user", "done", "merge").filter(round=round_).first()
    if found is None:
        raise Missing(_(GONE))
    found.round = round_
    return found


def invitation_for(user: Actor, pk: int) -> Invitation:
    """For whoever leads the round; without what was answered."""
    found = Invitation.objects.visible_to(user).select_related("user", "round__page__space").filter(pk=pk).first()
    if found is None:
        raise Missing(_(GONE))
    return found
