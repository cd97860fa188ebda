"""All spaces, one space, and its settings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.forms import refusals_in, status_of
from cairn.people.http import signed_in
from cairn.spaces.access import can_create_space, check_can_create_space
from cairn.spaces.forms import NewSpaceForm, SpaceSettingsForm
from cairn.spaces.loaders import managed_space_for, space_for
from cairn.spaces.models import Space
from cairn.spaces.operations import change_space, create_space
from cairn.spaces.panels import may_here, space_panels


def list_spaces(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    words = {"spaces": Space.objects.visible_to(user).with_counts(), "can_create": can_create_space(user)}
    return render(request, "spaces/spaces.html", words)


def new(request: HttpRequest) -> HttpResponse:
    check_can_create_space(signed_in(request))
    return render(request, "spaces/space_new.html", {"form": NewSpaceForm()})


def create(request: HttpRequest) -> HttpResponse:
    form = NewSpaceForm(request.POST)
    with refusals_in(form):
        if form.is_valid():
            space = create_space(form.settings(), by=signed_in(request), key=form.cleaned_data["key"])
            return go_to(request, space.get_absolute_url())
    return render(request, "spaces/space_new.html", {"form": form}, status=status_of(form))


def show(request: HttpRequest, key: str) -> HttpResponse:
    user = signed_in(request)
    space = space_for(user, key)
    words = {
        "space": space,
        "faces": [member.user for member in space.members.exclude(user=None).select_related("user").order_by("pk")[:6]],
        "member_count": space.members.count(),
        "can_manage": may_here(request, space, "admin"),
        "can_edit": may_here(request, space, "editor"),
        **{f"panels_{slot}": space_panels(request, space, slot) for slot in ("actions", "main", "rail")},
    }
    return render(request, "spaces/space.html", words)


def edit(request: HttpRequest, key: str) -> HttpResponse:
    space = managed_space_for(signed_in(request), key)
    form = SpaceSettingsForm(initial={name: getattr(space, name) for name in SpaceSettingsForm.base_fields})
    return render(request, "spaces/space_settings.html", {"form": form, "space": space})


def change(request: HttpRequest, key: str) -> HttpResponse:
    space = managed_space_for(signed_in(request), key)
    form = SpaceSettingsForm(request.POST)
    with refusals_in(form):
        if form.is_valid():
            change_space(space, form.settings(), by=signed_in(request))
            return go_to(request, space.get_absolute_url(), _("The space is changed."))
    return render(request, "spaces/space_settings.html", {"form": form, "space": space}, status=status_of(form))
