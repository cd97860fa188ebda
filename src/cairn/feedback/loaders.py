"""What a person may see, or 404."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cairn.core.errors import Missing
from cairn.feedback.models import Acknowledgement, ReadRequest, Review, Round
from cairn.people.actors import Actor
from cairn.people.prepared import prepared_one

GONE = gettext_noop("This is not here. It may be over, or you may not see its page.")


def round_for(user: Actor, pk: int) -> Round:
    found = prepared_one(user, _round, pk)
    if found is None:
        raise Missing(_(GONE))
    return found


def _round(user: Actor, pk: int) -> QuerySet[Round]:
    return Round.objects.visible_to(user).for_lists().select_related("page__published").filter(pk=pk)


def review_for(user: Actor, pk: int) -> Review:
    reviews = Review.objects.visible_to(user).select_related("user", "round__page__space", "round__page__published")
    found = reviews.filter(pk=pk).first()
    if found is None:
        raise Missing(_(GONE))
    return found


def read_request_for(user: Actor, pk: int) -> ReadRequest:
    requests = ReadRequest.objects.visible_to(user).select_related("page__space", "version", "by")
    found = requests.filter(pk=pk).first()
    if found is None:
        raise Missing(_(GONE))
    return found


def acknowledgement_for(user: Actor, pk: int) -> Acknowledgement:
    mine = Acknowledgement.objects.visible_to(user).select_related("request__page__space", "version")
    found = mine.filter(pk=pk).first()
    if found is None:
        raise Missing(_(GONE))
    return found
