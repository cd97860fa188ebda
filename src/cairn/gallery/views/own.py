"""A team's own templates: made from a page, changed, taken out of the gallery."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.core.answers import go_to
from cairn.core.errors import CairnError, Conflict, Invalid
from cairn.core.ids import number
from cairn.gallery.access import can_edit_template, require_keeping
from cairn.gallery.definition import Definition
from cairn.gallery.forms import KeepForm
from cairn.gallery.known import (
    Known,
    definition_behind,
    removed_template,
    rewritten_on,
    template_for,
    use_of,
)
from cairn.gallery.models import Template
from cairn.gallery.operations import (
    Keeping,
    change_template,
    keep_as_template,
    put_back_template,
    remove_template,
    rewrite_template,
)
from cairn.gallery.place import Place
from cairn.gallery.wording import words_of
from cairn.pages.loaders import page_for
from cairn.pages.models import Page
from cairn.people.access import is_workspace_admin
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.spaces.loaders import space_for
from cairn.spaces.models import Space


def keep_form(request: HttpRequest, pk: int) -> HttpResponse:
    """ "Save as template" for any page."""
    user = signed_in(request)
    page = page_for(user, pk)
    return _page_form(request, page, KeepForm.first(_from_page(page, user)))


def keep(request: HttpRequest, pk: int) -> HttpResponse:
    user = signed_in(request)
    page = page_for(user, pk)
    where = request.POST.get("where", "")
    space = space_for(user, where) if where else None
    older = _older(user, page) if request.POST.get("as") == "version" else None
    require_keeping(user, older.space if older else space)
    form = KeepForm.sent(_from_page(page, user), request.POST)
    seen = number(request.POST.get("seen", "")) or 0
    try:
        keeping = Keeping(form.read(), space, form.as_prompts, form.as_example, older, seen)
        kept = keep_as_template(page, keeping, by=user)
    except (Invalid, Conflict) as error:
        return _page_form(request, page, form, error)
    return redirect("template", slug=kept.slug)


def edit(request: HttpRequest, slug: str) -> HttpResponse:
    template = _own(signed_in(request), slug)
    return _edit_form(request, template, KeepForm.first(template.definition))


def change(request: HttpRequest, slug: str) -> HttpResponse:
    user = signed_in(request)
    template = _own(user, slug)
    form = KeepForm.sent(template.definition, request.POST)
    assert template.own is not None
    try:
        change_template(template.own, form.read(), by=user, seen=number(request.POST.get("seen", "")) or 0)
    except (Invalid, Conflict) as error:
        return _edit_form(request, template, form, error)
    return redirect("template", slug=slug)


def remove(request: HttpRequest, slug: str) -> HttpResponse:
    user = signed_in(request)
    template = template_for(user, slug)
    if template.own is None:
        raise Invalid(_("This template comes with Cairn: it can be hidden, not removed."))
    remove_template(template.own, by=user)
    return redirect("template", slug=slug)


def put_back(request: HttpRequest, slug: str) -> HttpResponse:
    put_back_template(removed_template(signed_in(request), slug), by=signed_in(request))
    return go_to(request, reverse("template", args=[slug]))


def rewrite(request: HttpRequest, slug: str) -> HttpResponse:
    """Its text on a page, to be written on with everything the editor has."""
    user = signed_in(request)
    template = _own(user, slug)
    assert template.own is not None
    page = rewrite_template(template.own, template.own.space or Place.of(user, {}).space(), by=user)
    return redirect("page_edit", page.pk)


def _own(user: User, slug: str) -> Known:
    """A template that she may change. Raises Missing, Forbidden, Invalid for one that comes with Cairn."""
    template = template_for(user, slug)
    if template.own is None:
        raise Invalid(_("This template comes with Cairn. Make a page from it, change that, and save it as your own."))
    require_keeping(user, template.own.space)
    return template


def _older(user: User, page: Page) -> Template | None:
    """The own template that is written on this page, or that the page was made from, where she may change it."""
    use = use_of(page)
    template = rewritten_on(page) or (use.version.template if use and use.version else None)
    return template if template and can_edit_template(user, template) else None


def _from_page(page: Page, user: User) -> Definition:
    use, rewritten = use_of(page), rewritten_on(page)
    behind = definition_behind(use) if use else None
    if rewritten is not None and rewritten.latest is not None:
        return replace(rewritten.latest.read(), body=words_of(page, user))
    base = behind or Definition(slug="", name=page.title[:80])
    return replace(base, slug="", kind=page.kind, framework=base.framework, body=words_of(page, user))


def _page_form(request: HttpRequest, page: Page, form: KeepForm, error: CairnError | None = None) -> HttpResponse:
    user = signed_in(request)
    context: dict[str, Any] = {
        "page": page,
        "spaces": Space.objects.with_role(user, "editor").order_by("name"),
        "may_workspace": is_workspace_admin(user),
        "older": _older(user, page),
        "is_rewriting": rewritten_on(page) is not None,
    }
    return _form(request, form, context, error)


def _edit_form(request: HttpRequest, template: Known, form: KeepForm, error: CairnError | None = None) -> HttpResponse:
    return _form(request, form, {"template": template, "seen": template.version and template.version.number}, error)


def _form(request: HttpRequest, form: KeepForm, context: dict[str, Any], error: CairnError | None) -> HttpResponse:
    context |= {"form": form, "definition": form.definition, "error": error, "typed": request.POST}
    return render(request, "gallery/keep.html", context, status=error.status if error else 200)
