"""The history of a page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.pages.cards import overlay
from cairn.pages.loaders import original_of, page_for, version_for
from cairn.pages.losses import question_about_lost
from cairn.pages.operations import revert_page
from cairn.pages.reading import crumbs, family
from cairn.pages.responses import done
from cairn.people.http import signed_in


@login_required
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    listed = page.versions.select_related("by").prefetch_related("authors").defer("body", "html", "text", "outline")
    context = {"page": page, "versions": listed[:500], "crumbs": crumbs(page, family(user, page).above)}
    context["original"] = original_of(page, user)
    return render(request, "pages/versions.html", context)


@login_required
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    old = version_for(page, number)
    context = {"page": page, "version": old, "html": overlay(old.html, user)}
    if page.may_edit and old.pk != page.published_id:  # type: ignore[attr-defined]
        context["question"] = question_about_lost(page, old.body)
    context["crumbs"] = crumbs(page, family(user, page).above)
    return render(request, "pages/version.html", context)


@login_required
def revert(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    revert_page(page, by=user, version=version_for(page, number))
    return done(page)
