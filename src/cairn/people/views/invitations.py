"""The page behind an invitation's link, and the admins' list of links."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from cairn.core.answers import go_to
from cairn.core.errors import Missing
from cairn.core.forms import refusals_in, status_of
from cairn.people.access import check_can_invite
from cairn.people.actors import SYSTEM
from cairn.people.forms import InvitationForm, JoinForm
from cairn.people.http import signed_in
from cairn.people.invitations import Gone, invitation_for, path_of
from cairn.people.models import Invitation
from cairn.people.operations import accept_invitation, create_invitation, revoke_invitation
from cairn.people.views.accounts import BACKEND

View = Callable[[HttpRequest, str], HttpResponse]


def _explained(view: View) -> View:
    """A link that lets nobody in is answered with a page that says why and what to do."""

    @wraps(view)
    def explained(request: HttpRequest, secret: str) -> HttpResponse:
        try:
            return view(request, secret)
        except (Missing, Gone) as refusal:
            return render(request, "people/invitation_over.html", {"refusal": refusal}, status=refusal.status)

    return explained


@never_cache
@_explained
def show(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever holds the link is asked for a name, an e-mail and a password."""
    invitation = invitation_for(secret)
    words = {"form": JoinForm(initial={"email": invitation.email}), "invitation": invitation}
    return render(request, "people/invitation.html", words)


@never_cache
@sensitive_post_parameters("password")
@_explained
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    invitation = invitation_for(secret)
    form = JoinForm(request.POST)
    with refusals_in(form):
        if form.is_valid():
            person = accept_invitation(invitation, by=SYSTEM, **form.cleaned_data)
            login(request, person, backend=BACKEND)
            return HttpResponseRedirect(reverse("home"), status=303)
    words = {"form": form, "invitation": invitation}
    return render(request, "people/invitation.html", words, status=status_of(form))


def new(request: HttpRequest) -> HttpResponse:
    check_can_invite(signed_in(request))
    return render(request, "people/invitation_new.html", {"form": InvitationForm()})


def create(request: HttpRequest) -> HttpResponse:
    """Make a link; it is shown at once, to pass on."""
    form = InvitationForm(request.POST)
    with refusals_in(form):
        if form.is_valid():
            invitation = create_invitation(by=signed_in(request), **form.cleaned_data)
            words = {"invitation": invitation, "link": request.build_absolute_uri(path_of(invitation))}
            return render(request, "people/invitation_made.html", words, status=201)
    return render(request, "people/invitation_new.html", {"form": form}, status=status_of(form))


def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(signed_in(request)), pk=pk)
    revoke_invitation(invitation, by=signed_in(request))
    return go_to(request, reverse("settings"), _("The invitation no longer works."))
