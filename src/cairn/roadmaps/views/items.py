"""Items, one small view per thing and verb. A refusal of what was typed comes with words for the place it was typed in."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from cairn.core.errors import Invalid
from cairn.core.ids import number
from cairn.core.verbs import form_of
from cairn.pages.cards import page_id
from cairn.people.http import signed_in
from cairn.roadmaps.asked import Asked
from cairn.roadmaps.fields import Stale, read_day
from cairn.roadmaps.loaders import item_for, roadmap_for
from cairn.roadmaps.models import Item
from cairn.roadmaps.operations import (
    add_item,
    change_item,
    link_page,
    move_item,
    remove_item,
    restore_item,
    schedule_item,
    unlink_page,
)
from cairn.roadmaps.screen import Screen, row_of


def add(request: HttpRequest, pk: int) -> HttpResponse:
    """`title`, and `lane` where it should stand; answers with its number."""
    user, form = signed_in(request), form_of(request)
    roadmap = roadmap_for(user, pk)
    lane = roadmap.lanes.filter(pk=number(form.get("lane", "")) or 0).first()
    try:
        item = add_item(roadmap, by=user, title=form.get("title", ""), lane=lane)
    except Invalid as error:
        return _said(request, error)
    return HttpResponse(str(item.pk), status=201, content_type="text/plain")


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """All of it, in a sheet beside the roadmap."""
    item = item_for(signed_in(request), pk)
    screen = Screen(item.roadmap, signed_in(request), Asked())
    return render(request, "roadmaps/_item.html", {"screen": screen, "row": row_of(screen, item)})


def change(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """`value`, and for texts `was`: the text that the writer started from."""
    item, form = item_for(signed_in(request), pk), form_of(request)
    try:
        change_item(item, by=signed_in(request), field=field, value=form.get("value", ""), was=form.get("was"))
    except (Invalid, Stale) as error:
        return _said(request, error)
    return HttpResponse(status=204)


def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """`start` and `end`, as a bar was dragged."""
    item, form = item_for(signed_in(request), pk), form_of(request)
    start, end = read_day(form.get("start", "")), read_day(form.get("end", ""))
    schedule_item(item, by=signed_in(request), start=start, end=end)
    return HttpResponse(status=204)


def place(request: HttpRequest, pk: int) -> HttpResponse:
    """`lane`, and `after`: the item that it stands behind, nothing for the top."""
    item, form = item_for(signed_in(request), pk), form_of(request)
    lane, after = number(form.get("lane", "")) or 0, number(form.get("after", ""))
    move_item(item, by=signed_in(request), lane=lane, after=after)
    return HttpResponse(status=204)


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    remove_item(item_for(signed_in(request), pk), by=signed_in(request))
    return HttpResponse(status=204)


def restore(request: HttpRequest, pk: int) -> HttpResponse:
    restore_item(item_for(signed_in(request), pk), by=signed_in(request))
    return HttpResponse(status=204)


def link(request: HttpRequest, pk: int) -> HttpResponse:
    """`page`: an id, or the address of a page here."""
    item = item_for(signed_in(request), pk)
    try:
        link_page(item, by=signed_in(request), page=_page_in(form_of(request)))
    except Invalid as error:
        return _said(request, error)
    return HttpResponse(status=204)


def unlink(request: HttpRequest, pk: int, page_pk: int) -> HttpResponse:
    item: Item = item_for(signed_in(request), pk)
    unlink_page(item, by=signed_in(request), page_id=page_pk)
    return HttpResponse(status=204)


def _page_in(form: QueryDict) -> int | None:
    sent = form.get("page", "").strip()
    return number(sent) if sent.isdecimal() else page_id(sent)


def _said(request: HttpRequest, error: Invalid | Stale) -> HttpResponse:
    """Why it was not taken, and of a conflict the text that stands there now."""
    theirs = getattr(error, "theirs", None)
    return render(request, "roadmaps/_refused.html", {"words": error.message, "theirs": theirs}, status=error.status)
