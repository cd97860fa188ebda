"""The tree of a space, as partials for the sidebar."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.core.ids import number
from cairn.pages.loaders import page_for
from cairn.pages.tree import children_of, tree_of
from cairn.people.http import signed_in
from cairn.spaces.loaders import space_for


@login_required
def tree(request: HttpRequest, key: str) -> HttpResponse:
    """`?page=12` is where one is: the way there stands open."""
    user = signed_in(request)
    space = space_for(user, key)
    here = request.GET.get("page", "")
    current = page_for(user, number(here) or 0) if here.isdecimal() else None
    return render(request, "pages/_tree.html", {"space": space, "nodes": tree_of(space, user, current)})


@login_required
def children(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    return render(request, "pages/_children.html", {"nodes": children_of(page_for(user, pk), user)})
