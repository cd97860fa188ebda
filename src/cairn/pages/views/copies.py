"""Copying a page, alone or with all below it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.core.errors import CairnError, Missing
from cairn.pages.kinds import kind_of, kinds
from cairn.pages.loaders import page_for, place_for
from cairn.pages.models import Page, PageCopy
from cairn.pages.operations import cancel_copy, make_copy
from cairn.pages.operations.copy import title_of_copy
from cairn.pages.operations.copy_tree import parts_of
from cairn.pages.responses import dialog, goto
from cairn.people.http import signed_in
from cairn.people.models import User


@login_required
def choice(request: HttpRequest, pk: int) -> HttpResponse:
    """The dialog of "Copy"."""
    user = signed_in(request)
    return dialog(request, "pages/_copy.html", _choice(page_for(user, pk), user))


@login_required
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The page alone is there at once, as a draft to go on with; with all `below` it, the worker makes it."""
    user = signed_in(request)
    page = page_for(user, pk)
    wish = request.POST
    try:
        space, parent = place_for(user, wish.get("place") or str(page.parent_id or page.space.key))
        title, below = wish.get("title", ""), wish.get("below") == "1"
        made = make_copy(page, by=user, space=space, parent=parent, title=title, below=below)
    except CairnError as error:
        return dialog(request, "pages/_copy.html", _choice(page, user, wish), error)
    address = made.get_absolute_url() if isinstance(made, PageCopy) else f"/pages/{made.pk}/edit/"
    return goto(address) if "HX-Request" in request.headers else redirect(address)


@login_required
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is: a page of its own, so that leaving and coming back changes nothing."""
    found = _found(request, pk)
    written = found.parts.exclude(written_at=None).count()
    context = {"copy": found, "done": written, "total": found.parts.count(), "left_out": _kinds(found.left_out)}
    if "HX-Request" not in request.headers:
        return render(request, "pages/copy.html", context)
    if found.root and found.shown_at and not found.left_out:
        return goto(found.root.get_absolute_url())
    answer = render(request, "pages/_copy_progress.html", context)
    if found.shown_at or found.is_over:  # there is something to say
        answer["HX-Refresh"] = "true"
    return answer


@login_required
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return goto(cancel_copy(_found(request, pk), by=signed_in(request)).get_absolute_url())


def _found(request: HttpRequest, pk: int) -> PageCopy:
    mine = PageCopy.objects.of(signed_in(request)).select_related("source", "root", "space", "parent")
    found = mine.filter(pk=pk).first()
    if found is None:
        raise Missing("There is no such copy, or it is not yours to see.")
    return found


def _choice(page: Page, user: User, wish: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the dialog shows: with what she had chosen, when that was refused."""
    if why := kind_of(page).no_copy:
        return {"page": page, "refused": why}
    parts, left_out = parts_of(page, user)
    chosen = {"title": title_of_copy(page), **({key: wish[key] for key in wish} if wish else {})}
    return {
        "page": page,
        "below": max(len(parts) - 1, 0),
        "left_out": _kinds(left_out),
        "wish": chosen,
        "place": _named(user, chosen.get("place", "")),
    }


def _named(user: User, place: str) -> list[dict[str, str]]:
    """The place she had chosen, for the combobox; none when it is gone."""
    try:
        space, parent = place_for(user, place) if place else (None, None)
    except CairnError:
        return []
    return [{"value": place, "label": str(parent or space.name)}] if space else []


def _kinds(left_out: dict[str, int]) -> list[dict[str, Any]]:
    """What is not copied, in words."""
    known = kinds()
    return [{"label": known[name].label if name in known else name, "count": n} for name, n in left_out.items()]
