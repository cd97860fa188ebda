"""Mail about accounts, sent by the worker."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from cairn.people.models import User
from cairn.people.queries import workspace


@task(queue_name="mail")
def mail_password_reset(email: str) -> None:
    """Send the link that sets a new password, if `email` is an active person's; else nothing."""
    person = User.objects.active().filter(email=email.lower()).first()
    if person is None:
        return
    token = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), token])
    name = workspace().name
    send(
        person.email,
        _("A new password for %(workspace)s") % {"workspace": name},
        "people/mail/password_reset.txt",
        {"person": person, "link": settings.BASE_URL + path, "workspace_name": name},
    )


def send(to: str, subject: str, template: str, words: dict[str, object]) -> None:
    """One plain-text mail. Raises what SMTP raises: the worker tries again."""
    EmailMessage(subject, render_to_string(template, words), to=[to]).send()
