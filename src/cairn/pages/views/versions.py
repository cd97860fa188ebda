"""The history of a page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.core.ids import number as id_in
from cairn.documents import to_text
from cairn.pages.cards import overlay
from cairn.pages.diffing import changes
from cairn.pages.drafts import unpublished
from cairn.pages.loaders import page_for, version_for
from cairn.pages.operations import revert_page
from cairn.pages.reading import crumbs, family
from cairn.pages.responses import done
from cairn.people.http import signed_in


@login_required
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    listed = page.versions.select_related("by").defer("body", "html", "text", "outline")[:500]
    context = {"page": page, "versions": listed, "crumbs": crumbs(page, family(user, page).above)}
    return render(request, "pages/versions.html", context)


@login_required
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    old = version_for(page, number)
    context = {"page": page, "version": old, "html": overlay(old.html, user)}
    context["crumbs"] = crumbs(page, family(user, page).above)
    return render(request, "pages/version.html", context)


@login_required
def differences(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What version `number` changed since `?since=` (the one before it)."""
    user = signed_in(request)
    page = page_for(user, pk)
    since = request.GET.get("since", "")
    newer = version_for(page, number)
    older = version_for(page, id_in(since) or max(1, number - 1))
    context = {"page": page, "older": older, "newer": newer, "blocks": changes(older.text, newer.text)}
    context["crumbs"] = crumbs(page, family(user, page).above)
    return render(request, "pages/changes.html", context)


@login_required
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice for editors that there are words which readers don't see yet; nothing for everybody else."""
    page = page_for(signed_in(request), pk)
    draft = unpublished(page) if page.may_edit else None  # type: ignore[attr-defined]
    return render(request, "pages/_draft.html", {"page": page, "draft": draft})


@login_required
def draft_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft beside the published version, for editors."""
    user = signed_in(request)
    page = page_for(user, pk)
    draft = unpublished(page) if page.may_edit else None  # type: ignore[attr-defined]
    before = page.published.text if page.published else ""
    context = {
        "page": page,
        "older": page.published,
        "draft": draft,
        "blocks": changes(before, to_text(draft.body)) if draft else [],
        "crumbs": crumbs(page, family(user, page).above),
    }
    return render(request, "pages/changes.html", context)


@login_required
def revert(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    revert_page(page, by=user, version=version_for(page, number))
    return done(page)
