"""Signing in as the people of the sample workspace: only there, and only from the machine itself."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cairn.core.errors import Missing
from cairn.people.models import User
from cairn.people.origin import is_from_this_machine
from cairn.people.queries import workspace

DOMAIN = "sample.invalid"  # a domain that can never receive mail (RFC 2606)


def sample_people(request: HttpRequest) -> QuerySet[User]:
    """Whom one click signs in as; nobody unless the workspace is the sample and the browser is on this machine."""
    if not is_from_this_machine(request) or not workspace().is_sample:
        return User.objects.none()
    found: QuerySet[User] = User.objects.active().filter(email__endswith=f"@{DOMAIN}").order_by("pk")
    return found


def is_of_sample(person: User) -> bool:
    return person.email.endswith(f"@{DOMAIN}")


def sample_person(request: HttpRequest, pk: int) -> User:
    """One of `sample_people`. Raises Missing for everything else: this door is not to be known of."""
    person = sample_people(request).filter(pk=pk).first()
    if person is None:
        raise Missing(_("There is nothing here."))
    return person
