"""The directory of people, and one person."""

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from cairn.core.errors import Missing
from cairn.people.absences import absences_to_come, read_absences
from cairn.people.access import can_change_profile, can_create_team, can_invite
from cairn.people.directory import LIMIT, Directory, mention_of, mention_of_team, people_named, teams_named
from cairn.people.http import signed_in
from cairn.people.models import Team, User
from cairn.people.zones import local_time, today_of

DAY = 24 * 60 * 60  # seconds
MOST = 500  # people on one page


def person_for(request: HttpRequest, pk: int) -> User:
    person: User = get_object_or_404(User.objects.visible_to(signed_in(request)), pk=pk)
    return person


def list_people(request: HttpRequest) -> HttpResponse:
    user, q = signed_in(request), request.GET.get("q", "").strip()[:80]
    people = list(people_named(user, q)[:MOST])
    read_absences(people)
    words = {
        "q": q,
        "rows": [{"person": person, "clock": local_time(person)} for person in people],
        "can_invite": can_invite(user),
        "can_create_team": can_create_team(user),
    }
    is_swap = request.headers.get("HX-Target") == "people"
    return render(request, "people/_people.html" if is_swap else "people/people.html", words)


def options(request: HttpRequest) -> HttpResponse:
    """Rows of a combobox: `?q=` what was typed, `&teams=1` with teams, `&teams=only` teams alone."""
    user, q, teams = signed_in(request), request.GET.get("q", ""), request.GET.get("teams")
    found = Directory.teams(user, q) if teams == "only" else Directory.search(user, q, teams=teams == "1")
    return render(request, "people/_options.html", {"options": found})


def mentions(request: HttpRequest) -> JsonResponse:
    """`{"people": [{"id", "name", "title", "initials", "hue", "picture"}]}` for `@`; teams have `"kind": "team"`."""
    user, q = signed_in(request), request.GET.get("q", "").strip()[:80]
    teams = [mention_of_team(team, team.members.active().count()) for team in teams_named(user, q)]
    found = people_named(user, q)[: LIMIT - len(teams)]
    return JsonResponse({"people": [*(mention_of(person) for person in found), *teams]})


def show(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    person = get_object_or_404(User.objects.visible_to(user).select_related("deactivation__by"), pk=pk)
    words = {
        "person": person,
        "clock": local_time(person),
        "teams": Team.objects.visible_to(user).filter(pk__in=person.teams.values("pk")).order_by("name"),
        "is_me": person == user,
        "absences": absences_to_come(person, today_of(person)) if person.is_active else [],
        "may_say_away": person.is_active and can_change_profile(user, person),
    }
    return render(request, "people/person.html", words)


def me(request: HttpRequest) -> HttpResponse:
    return redirect("person", pk=signed_in(request).pk)


@cache_control(private=True, max_age=30 * DAY)
def picture(request: HttpRequest, pk: int) -> FileResponse:
    """A WebP of 256 px; its address changes with it, so it may be kept."""
    person = person_for(request, pk)
    try:
        return FileResponse(person.picture.open("rb"), content_type="image/webp")
    except (ValueError, FileNotFoundError) as error:
        raise Missing(_("%(name)s shows no picture.") % {"name": person.name}) from error
