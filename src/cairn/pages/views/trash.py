"""Into the trash, out of it, and what lies in it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.pages.kinds import kept
from cairn.pages.loaders import page_for, plans_under, trash_of, trashed_page_for
from cairn.pages.models import Page
from cairn.pages.operations import restore_page, trash_page
from cairn.pages.responses import dialog, done, goto
from cairn.people.http import signed_in
from cairn.spaces.loaders import space_for


@login_required
def trashing(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog of "Move to trash": it says what goes along."""
    user = signed_in(request)
    page = page_for(user, pk)
    below = list(Page.objects.visible_to(user).below(page).values_list("pk", "kind"))
    found = kept([(page.pk, page.kind), *below], user)
    context = {"page": page, "below": len(below), "plans": plans_under(user, page), "kept": found}
    return dialog(request, "pages/_trash.html", context)


@login_required
def put(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    trash_page(page, by=user)
    return goto(reverse("trash", args=[page.space.key]))


@login_required
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = trashed_page_for(user, pk)
    restore_page(page, by=user)
    return done(page)


@login_required
def trash(request: HttpRequest, key: str) -> HttpResponse:
    user = signed_in(request)
    space = space_for(user, key)
    return render(request, "pages/trash.html", {"space": space, "pages": trash_of(space, user)})
