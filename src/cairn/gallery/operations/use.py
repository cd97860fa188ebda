"""From a template to a page: whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Invalid
from cairn.documents import Adf, ensure_local_ids, to_text
from cairn.gallery.answers import Answers, kept_and_not_made
from cairn.gallery.definition import WRITER
from cairn.gallery.filling import asks_number, fill_body, fill_title
from cairn.gallery.known import Known
from cairn.gallery.models import Series, TemplateUse
from cairn.pages.access import require_open_body
from cairn.pages.drafts import draft_body
from cairn.pages.kinds import kinds
from cairn.pages.models import Page
from cairn.pages.operations import create_page, label_page, rename_page, replace_body
from cairn.pages.operations.checks import fresh
from cairn.people.actors import Actor, user_of
from cairn.people.models import User
from cairn.spaces.models import Space


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with what somebody answered. `title` as she typed it, may hold `{variable}`; empty: the template's."""

    template: Known
    answers: Answers
    title: str = ""

    @property
    def pattern(self) -> str:
        return self.title.strip() or self.template.definition.title

    def title_with(self, number: int | None) -> str:
        words = self.answers.words() | ({"number": str(number)} if number is not None else {})
        return fill_title(self.pattern, words)

    def body_with(self, number: int | None) -> Adf | None:
        definition = self.template.definition
        return None if definition.is_blank else ensure_local_ids(fill_body(definition, self.answers, number))

    def owner(self, by: Actor) -> User | None:
        rule = self.template.definition.owner
        named = self.answers.value(rule) if rule != WRITER else None
        return named if isinstance(named, User) else user_of(by)


def use_template(
    filled: Filled, space: Space, *, by: Actor, parent: Page | None = None, page: Page | None = None
) -> Page:
    """A draft with the template's text. Kinds that carry more than a body make it themselves (`Kind.spin_up`).
    `page`: an empty one to begin in, where the template makes one of its kind.

    Raises Forbidden when she may not add pages there, Invalid for a missing answer or a title that can't be one.
    """
    if page is not None and page.kind == filled.template.definition.kind:
        return _begin(page, filled, by)
    filled.answers.checked()
    with atomic():
        number = _next_number(filled, space)
        page = _made(filled, space, parent, number, by)
        _hand_over(page, filled, by)
        _settle(page, filled, number, by)
    return page


def _begin(page: Page, filled: Filled, by: Actor) -> Page:
    """The template's text in a page that is still empty. Raises Conflict when somebody has written in it."""
    require_open_body(by, page)
    filled.answers.checked()
    with atomic():
        page = fresh(page)
        if to_text(draft_body(page)).strip():
            raise Conflict(_("Somebody has written in this page, so nothing was put in its place. Make a new page."))
        number = _next_number(filled, page.space)
        body = filled.body_with(number)
        if body is not None:
            replace_body(page, by=by, body=body)
        if not page.title or filled.title.strip():
            rename_page(page, by=by, title=filled.title_with(number))
        page.refresh_from_db(fields=["title"])
        page.owner = filled.owner(by)
        page.save(update_fields=["owner"])
        TemplateUse.objects.filter(page=page).delete()
        _hand_over(page, filled, by)
        _settle(page, filled, number, by)
    return page


def _next_number(filled: Filled, space: Space) -> int | None:
    """The next of the template's numbers in this space, kept from others until the transaction ends."""
    definition = filled.template.definition
    if not asks_number(definition.title):
        return None
    Series.objects.get_or_create(space=space, slug=definition.slug)
    series = Series.objects.select_for_update().get(space=space, slug=definition.slug)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


def _made(filled: Filled, space: Space, parent: Page | None, number: int | None, by: Actor) -> Page:
    definition = filled.template.definition
    title, body = filled.title_with(number), filled.body_with(number)
    if spin_up := kinds()[definition.kind].spin_up:
        more: dict[str, Any] = {"framework": definition.framework} if definition.framework else {}
        made: Page = import_string(spin_up)(space, by=by, title=title, parent=parent, body=body, **more)
        if definition.owner != WRITER:
            made.owner = filled.owner(by)
            made.save(update_fields=["owner"])
        return made
    return create_page(
        space, by=by, title=title, parent=parent, kind=definition.kind, body=body, owner=filled.owner(by)
    )


def _hand_over(page: Page, filled: Filled, by: Actor) -> None:
    """What answers mean to the page's kind goes to it. Raises Invalid that names the field of the form."""
    sets, kind = filled.template.definition.sets, kinds()[page.kind]
    given = {name: value for name, key in sets.items() if (value := filled.answers.typed(key, kind.takes.get(name)))}
    if not given:
        return
    try:
        import_string(kind.take)(page, given, by=by)
    except Invalid as error:
        fields = {f"v-{sets[name]}": words for name, words in error.fields.items() if name in sets}
        raise kept_and_not_made(error.message, fields) from error


def _settle(page: Page, filled: Filled, number: int | None, by: Actor) -> None:
    """Labels, where it came from, and the event that tells the people whom the template names."""
    template = filled.template
    definition = template.definition
    if definition.labels:
        label_page(page, by=by, labels=definition.labels)
    told = [person.pk for person in filled.answers.people(definition.notify) if person != user_of(by)]
    use = TemplateUse.objects.create(
        page=page,
        slug=definition.slug,
        name=definition.name,
        version=template.version,
        number=number,
        review_days=definition.review_days,
        notify=told,
        by=user_of(by),
    )
    record(
        "template.used", by=by, space_id=page.space_id, page_id=page.pk, target_id=use.pk, template=definition.slug,
        template_name=definition.name, title=page.title, notify=told,
    )  # fmt: skip
