from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


@login_required
def fixed(request: HttpRequest) -> HttpResponse:
    return HttpResponse("stone")


@login_required
def decision_rows(request: HttpRequest) -> HttpResponse:
    """A page of the log with nothing asked but its rows: the floor of the log."""
    from cairn.decisions.log.rows import rows_of
    from cairn.decisions.models import Decision
    from cairn.people.http import signed_in

    ids = list(Decision.objects.order_by("-pk").values_list("pk", flat=True)[:25])
    return render(request, "decisions/_log_rows.html", {"rows": rows_of(ids, signed_in(request))})


@login_required
def bare_vote(request: HttpRequest, pk: int) -> HttpResponse:
    """A vote with no right asked, nothing recorded: the floor of a vote. A second one counts as well."""
    from django.db.models import F
    from django.http import JsonResponse

    from cairn.core.db import atomic
    from cairn.people.http import signed_in
    from cairn.questions.models import Question, Vote

    with atomic():
        Vote.objects.bulk_create([Vote(question_id=pk, user=signed_in(request))], ignore_conflicts=True)
        Question.objects.filter(pk=pk).update(votes=F("votes") + 1)
    return JsonResponse({"votes": 0})


urlpatterns = [
    path("bench/votes/<int:pk>/", bare_vote),
    path("bench/decision-rows/", decision_rows),
    path("bench/fixed/", fixed),
    path("", include("cairn.config.urls")),
]
