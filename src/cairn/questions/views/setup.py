"""Running a session: its plan, its hosts, its announcement, its calendar entry."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cairn.core.errors import CairnError, Invalid
from cairn.core.ids import number
from cairn.core.verbs import form_of
from cairn.people.crowds import agreed
from cairn.people.directory import Directory
from cairn.people.http import signed_in
from cairn.people.models import Team, User
from cairn.questions.calendar import calendar_of
from cairn.questions.loaders import host_for, session_for, session_to_run
from cairn.questions.models import Session
from cairn.questions.operations import (
    advance_session,
    announce_session,
    introduce_host,
    plan_session,
    remove_host,
)
from cairn.questions.operations.announce import audience
from cairn.questions.operations.hosts import Introduced
from cairn.questions.planning.plan import PlanForm
from cairn.questions.stages import Stage
from cairn.questions.views.answers import crowd_of_any, dialog, refresh


def planning(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_to_run(signed_in(request), pk)
    return dialog(request, "questions/_plan.html", {"session": session, "form": PlanForm(session)})


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_to_run(signed_in(request), pk)
    form = PlanForm(session, form_of(request))
    try:
        plan_session(session, form.plan(), by=signed_in(request))
    except Invalid as error:
        form.refuse(error)
        return dialog(request, "questions/_plan.html", {"session": session, "form": form}, error)
    return refresh(HttpResponse(""))


def advance(request: HttpRequest, pk: int) -> HttpResponse:
    """`stage`: open, answering or closed, from now on."""
    session, to = session_to_run(signed_in(request), pk), form_of(request).get("stage", "")
    if to not in Stage.values:
        raise Invalid(_("There is no such stage. Nothing was changed."))
    advance_session(session, to, by=signed_in(request))
    return refresh(HttpResponse(""))


def hosts(request: HttpRequest, pk: int) -> HttpResponse:
    return dialog(request, "questions/_hosts.html", _hosts(request, session_to_run(signed_in(request), pk)))


def introduce(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_to_run(signed_in(request), pk)
    try:
        introduce_host(session, _introduced(request), by=signed_in(request))
    except CairnError as error:
        drawn = {**_hosts(request, session), "typed": request.POST}
        return dialog(request, "questions/_hosts.html", drawn, error)
    return refresh(dialog(request, "questions/_hosts.html", _hosts(request, session)))


def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    host = host_for(signed_in(request), pk)
    remove_host(host, by=signed_in(request))
    return refresh(dialog(request, "questions/_hosts.html", _hosts(request, host.session)))


def announcing(request: HttpRequest, pk: int) -> HttpResponse:
    return dialog(request, "questions/_announce.html", _announcement(session_to_run(signed_in(request), pk)))


def announce(request: HttpRequest, pk: int) -> HttpResponse:
    session, user, form = session_to_run(signed_in(request), pk), signed_in(request), request.POST
    team = Team.objects.visible_to(user).filter(pk=number(form.get("team", "").removeprefix("team:")) or 0).first()
    try:
        made = announce_session(session, by=user, team=team, crowd=agreed(form))
    except CairnError as error:
        drawn = {**_announcement(session), "crowd": crowd_of_any(error), "team": team}
        return dialog(request, "questions/_announce.html", drawn, error)
    return refresh(dialog(request, "questions/_announce.html", {**_announcement(session), "made": made}))


def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    session = session_for(signed_in(request), pk)
    response = HttpResponse(calendar_of(session), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ama-{session.pk}.ics"'
    return response


def _introduced(request: HttpRequest) -> Introduced:
    form = request.POST
    chosen, _teams = Directory.chosen(signed_in(request), form.getlist("user"))
    person: User | None = next(iter(chosen), None)
    links = tuple(form.get("links", "")[:2000].split())
    return Introduced(person, form.get("name", ""), form.get("expertise", ""), links, request.FILES.get("picture"))


def _hosts(request: HttpRequest, session: Session) -> dict[str, Any]:
    return {"session": session, "hosts": list(session.hosts.select_related("user", "picture")), "typed": {}}


def _announcement(session: Session) -> dict[str, Any]:
    told = list(session.announcements.select_related("team", "by"))
    return {"session": session, "told": told, "all": len(audience(session, None)), "crowd": 0}
