"""What the gallery puts on a space's home, on an empty page, and beside the writer of a page from a template."""

from datetime import timedelta

from django.db.models import F
from django.http import HttpRequest
from django.utils.safestring import SafeString

from cairn.gallery.known import Known, definition_behind, known_to, rewritten_on, use_of
from cairn.gallery.library import templates
from cairn.gallery.place import is_empty
from cairn.pages.models import Page
from cairn.people.http import signed_in
from cairn.people.models import User
from cairn.spaces.models import Space
from cairn.ui.drawing import draw

OFFERED = 5  # on an empty page
NOTHING = SafeString("")


def page_facts(user: User) -> dict[str, F]:
    """Of the template that a page was made from, in the page's own query."""
    return {
        "template_slug": F("template_use__slug"),
        "template_name": F("template_use__name"),
        "template_space": F("template_use__version__template__space"),
        "review_days": F("template_use__review_days"),
        "rewrites": F("rewriting__template"),
    }


def rail(request: HttpRequest, page: Page) -> SafeString:
    """Which template it was made from, and when it is looked at again. No query."""
    slug: str | None = getattr(page, "template_slug", None)
    if slug is None:
        return NOTHING
    space, days = page.template_space, page.review_days  # type: ignore[attr-defined]
    review = page.published.at + timedelta(days=days) if days and page.published else None
    context = {"page": page, "is_open": slug in templates() or space in (None, page.space_id), "review": review}
    return draw(request, "gallery/_rail.html", context)


def space_actions(request: HttpRequest, space: Space) -> SafeString:
    return draw(request, "gallery/_space_action.html", {"space": space})


def edit_start(request: HttpRequest, page: Page) -> SafeString:
    """Some templates under an empty text; they go with its first words."""
    if page.kind != "page" or not is_empty(page):
        return NOTHING
    return draw(request, "gallery/_start.html", {"page": page, "offered": _offered(signed_in(request))})


def _offered(user: User) -> list[Known]:
    """Standards and the team's own first, then one for each purpose; nothing that makes another kind of page."""
    fit = [
        each
        for each in known_to(user)
        if not each.is_hidden and each.definition.kind == "page" and not each.definition.begins
    ]
    ours = [each for each in fit if each.is_standard or each.own]
    by_purpose = {each.definition.purpose: each for each in reversed(fit) if not each.definition.is_blank}
    rest = [each for each in by_purpose.values() if each not in ours]
    return [*ours, *sorted(rest, key=lambda each: each.definition.order)][:OFFERED]


def menu(request: HttpRequest, page: Page) -> SafeString:
    """ "Save as template", for whoever writes here. No query."""
    return draw(request, "gallery/_menu.html", {"page": page}) if page.may_edit else NOTHING  # type: ignore[attr-defined]


def edit_rail(request: HttpRequest, page: Page) -> SafeString:
    """ "Show example", where the template of the page has one; for the text of a template what saves it."""
    if getattr(page, "rewrites", None) and (template := rewritten_on(page)) is not None:
        return draw(request, "gallery/_rewriting.html", {"page": page, "template": template})
    use = use_of(page) if getattr(page, "template_slug", None) else None
    definition = definition_behind(use) if use else None
    if use is None or definition is None or definition.example is None:
        return NOTHING
    return draw(request, "gallery/_beside.html", {"page": page, "use": use})
