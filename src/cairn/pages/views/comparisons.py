"""What changed: any two states of a page, as readers and editors ask for them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.core.ids import number as id_in
from cairn.pages.comparisons import Comparison, Edition, edition_for, last_read
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.pages.reading import crumbs, family
from cairn.people.http import signed_in


@login_required
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """`?from=3&to=5`, `?from=3&to=draft`, `?from=draft-12&to=draft`; `from=read`: the version she read last."""
    page = page_for(signed_in(request), pk)
    newest = str(page.published.number) if page.published else "draft"
    newer = edition_for(page, request.GET.get("to") or newest)
    return _answer(request, page, _older(request, page, newer, request.GET.get("from", "")), newer)


@login_required
def differences(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What version `number` changed since `?since=` (a number, "read"; the version before it)."""
    page = page_for(signed_in(request), pk)
    newer = edition_for(page, str(number))
    return _answer(request, page, _older(request, page, newer, request.GET.get("since", "")), newer)


@login_required
def draft_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft beside the published version, for editors; for readers there is no draft."""
    page = page_for(signed_in(request), pk)
    older = edition_for(page, str(page.published.number) if page.published else "0")
    newer = edition_for(page, "draft") if page.may_edit else older  # type: ignore[attr-defined]
    return _answer(request, page, older, newer)


def _older(request: HttpRequest, page: Page, newer: Edition, wanted: str) -> Edition:
    before = (id_in(newer.value) or 1) - 1 if newer.value.isdecimal() else page.published and page.published.number
    if wanted == "read":
        seen = last_read(page, signed_in(request))
        wanted = str(seen) if newer.value.isdecimal() and 0 < seen < int(newer.value) else ""
    return edition_for(page, wanted or str(before or 0))


def _answer(request: HttpRequest, page: Page, older: Edition, newer: Edition) -> HttpResponse:
    user = signed_in(request)
    shown = Comparison.of(older, newer, side_by_side=request.GET.get("view") == "side")
    numbers = page.versions.order_by("-number").values_list("number", flat=True)[:200]
    context = {"page": page, "numbers": list(numbers), "crumbs": crumbs(page, family(user, page).above)}
    return render(request, "pages/changes.html", {**context, **shown.context()})
