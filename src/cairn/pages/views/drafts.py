"""The draft: that there is one, how it stood before, and bringing that back. For those who may edit the page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.pages.comparisons import require_draft
from cairn.pages.drafts import unpublished
from cairn.pages.history import snapshot_for
from cairn.pages.loaders import page_for, plan_for
from cairn.pages.losses import question_about_lost
from cairn.pages.models import Page
from cairn.pages.operations import restore_draft
from cairn.pages.reading import crumbs, family
from cairn.pages.rendering import render as render_body
from cairn.pages.responses import goto
from cairn.people.http import signed_in
from cairn.people.models import User


@login_required
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice for editors: words that readers don't see yet, and when they will. Nothing for everybody else."""
    page = page_for(signed_in(request), pk)
    if not page.may_edit:  # type: ignore[attr-defined]
        return HttpResponse()
    context = {"page": page, "draft": unpublished(page), "plan": plan_for(page)}
    return render(request, "pages/_draft.html", context)


@login_required
def drafts(request: HttpRequest, pk: int) -> HttpResponse:
    user, page = _editor_of(request, pk)
    kept = page.draft_snapshots.prefetch_related("authors").defer("packed")[:500]
    context = {"page": page, "drafts": kept, "crumbs": crumbs(page, family(user, page).above)}
    return render(request, "pages/drafts.html", context)


@login_required
def kept_draft(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    user, page = _editor_of(request, pk)
    kept = snapshot_for(page, draft)
    context = {"page": page, "draft": kept, "html": render_body(kept.body)}
    context["question"] = question_about_lost(page, kept.body)
    return render(request, "pages/draft.html", {**context, "crumbs": crumbs(page, family(user, page).above)})


@login_required
def restore(request: HttpRequest, pk: int, draft: int) -> HttpResponse:
    user, page = _editor_of(request, pk)
    restore_draft(page, by=user, snapshot=snapshot_for(page, draft))
    return goto(reverse("page_edit", args=[page.pk]))


def _editor_of(request: HttpRequest, pk: int) -> tuple[User, Page]:
    user = signed_in(request)
    page = page_for(user, pk)
    require_draft(page)
    return user, page
