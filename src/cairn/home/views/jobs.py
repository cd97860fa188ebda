"""Jobs that were given up, for admins: nothing is lost, somebody has to look."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.queue import given_up, queue_state
from cairn.home.operations import retry_job
from cairn.people.access import check_can_manage_workspace
from cairn.people.http import signed_in


@login_required
def jobs(request: HttpRequest) -> HttpResponse:
    check_can_manage_workspace(signed_in(request))
    return render(request, "home/jobs.html", {"queue": queue_state(), "jobs": given_up()})


@login_required
def retry(request: HttpRequest, job: UUID) -> HttpResponse:
    retry_job(str(job), by=signed_in(request))
    return go_to(request, "/settings/jobs/", _("The job waits in the queue again."))
