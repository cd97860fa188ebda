"""One's own profile: what others see, and the hours one works."""

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.errors import Invalid
from cairn.core.forms import refusals_in, status_of
from cairn.people.absences import absences_to_come
from cairn.people.forms import AbsenceForm, ProfileForm
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.people.operations import change_profile, remove_picture, set_picture
from cairn.people.zones import today_of


def edit(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return render(request, "people/profile.html", _words(user, ProfileForm.of(user)))


def change(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = ProfileForm.of(user, request.POST)
    with refusals_in(form):
        if form.is_valid():
            change_profile(user, form.profile(), by=user)
            return go_to(request, reverse("profile"), _("Your profile is saved."))
    user.refresh_from_db()
    return render(request, "people/profile.html", _words(user, form), status=status_of(form))


def _words(user: User, form: ProfileForm) -> dict[str, object]:
    absences = absences_to_come(user, today_of(user))
    return {"form": form, "person": user, "absences": absences, "absence_form": AbsenceForm()}


def show_picture(request: HttpRequest) -> HttpResponse:
    """The file `picture` becomes hers."""
    file = request.FILES.get("picture")
    if not isinstance(file, UploadedFile):
        raise Invalid(_("No picture arrived. Your old one is kept. Choose a file and send it again."))
    set_picture(signed_in(request), file, by=signed_in(request))
    return go_to(request, reverse("profile"), _("This is your picture now."))


def show_initials(request: HttpRequest) -> HttpResponse:
    remove_picture(signed_in(request), by=signed_in(request))
    return go_to(request, reverse("profile"), _("Your initials are shown."))
