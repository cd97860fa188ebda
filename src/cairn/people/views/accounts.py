"""allauth's doors, with statuses that tell the truth and the people of the sample to sign in as."""

from typing import Any

from allauth.account import views as account
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.errors import Conflict
from cairn.people.actors import SYSTEM
from cairn.people.forms import LoginForm
from cairn.people.models import User
from cairn.people.operations import enter_sample_as
from cairn.people.sample import sample_people, sample_person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class LoginView(account.LoginView):
    def form_invalid(self, form: LoginForm) -> HttpResponse:
        """422 for a pair that does not belong together, 429 after five of them; the typed e-mail stays."""
        status = 429 if form.is_limited() else 422
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "sample_people": sample_people(self.request)}


class _Truthful:
    """A form that comes back says so in its status."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


class PasswordChangeView(_Truthful, account.PasswordChangeView):
    success_url = "/people/me/profile/"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """People of the sample have no password; allauth would let whoever sits there choose one."""
        if isinstance(request.user, User) and not request.user.has_usable_password():
            raise Conflict(_("This is somebody of the sample and has no password. There is nothing to change."))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class PasswordResetView(_Truthful, account.PasswordResetView):
    pass


class PasswordResetFromKeyView(_Truthful, account.PasswordResetFromKeyView):
    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        kwargs.setdefault("status", 410 if context.get("token_fail") else 200)
        return super().render_to_response(context, **kwargs)


def enter_sample(request: HttpRequest, pk: int) -> HttpResponse:
    """One click signs in as somebody of the sample; anywhere else than on this machine the door is not there."""
    person = sample_person(request, pk)
    enter_sample_as(person, by=SYSTEM)
    login(request, person, backend=BACKEND)
    return HttpResponseRedirect(reverse("home"), status=303)
