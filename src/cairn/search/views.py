"""Search: the page with its filters, and the palette's list while typing."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.pages.kinds import kinds
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.search.queries import Filters, Results, search_names, search_pages, search_questions
from cairn.spaces.models import Space

PALETTE = 8
BESIDE = 3  # questions among the pages; all of them stand under the kind "question"
QUESTION = "question"


@login_required
def search(request: HttpRequest) -> HttpResponse:
    user, text = signed_in(request), request.GET.get("q", "")[:200]
    if request.headers.get("X-Palette"):
        return render(request, "search/_palette.html", _typed(user, text))
    filters = Filters(*(request.GET.get(name, "")[:60] for name in ("space", "kind", "label")))
    sheet = request.GET.get("sheet", "1")
    sheet_number = int(sheet) if sheet.isdecimal() and len(sheet) < 5 else 1
    context = {
        "q": text,
        "filters": filters,
        "spaces": Space.objects.visible_to(user),
        "kinds": kinds(),
        "next_sheet": sheet_number + 1,
    }
    return render(request, "search/search.html", {**context, **_found(user, text, filters, sheet_number)})


def _typed(user: User, text: str) -> dict[str, Any]:
    """What the palette shows while somebody types."""
    spaces, people = search_names(user, text)
    results = search_pages(user, text, Filters(), per_page=PALETTE)
    questions = search_questions(user, text, Filters(), per_page=BESIDE)
    return {"q": text, "results": results, "questions": questions, "spaces": spaces, "people": people}


def _found(user: User, text: str, filters: Filters, sheet: int) -> dict[str, Any]:
    """Pages, with the first few questions beside them; of the kind "question" all of these and no pages."""
    if filters.kind == QUESTION:
        return {"results": Results([]), "questions": search_questions(user, text, filters, sheet=sheet)}
    beside = search_questions(user, text, filters, per_page=BESIDE) if sheet == 1 and not filters.kind else None
    return {"results": search_pages(user, text, filters, sheet=sheet), "beside": beside}
