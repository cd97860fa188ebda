"""A team's own templates: made from a page, changed as versions, taken out of the gallery."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain, count

from django.utils.text import slugify
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid, Missing
from cairn.documents import ensure_local_ids, named_sections
from cairn.gallery.access import can_edit_template, can_see_template, require_keeping
from cairn.gallery.definition import PURPOSES, Definition, as_json
from cairn.gallery.filling import NUMBER, names_in
from cairn.gallery.library import templates
from cairn.gallery.models import (
    NAME_LENGTH,
    SLUG_LENGTH,
    Rewriting,
    Template,
    TemplateRemoval,
    TemplateVersion,
)
from cairn.gallery.wording import as_brackets, as_prompts, example_of, words_of
from cairn.pages.access import can_edit
from cairn.pages.kinds import kinds
from cairn.pages.models import Page
from cairn.pages.operations import create_page, trash_page
from cairn.people.actors import Actor, user_of
from cairn.spaces.models import Space

GONE = "There is no such template, or it is not open to you."


@dataclass(frozen=True, slots=True)
class Keeping:
    """`definition` as its form says (slug and body are taken from elsewhere), for a space or (None) for everybody.

    `as_prompts`: the text becomes guidance, headings stay. `as_example`: it is kept as the filled example as well.
    `older`: a template whose next version it is instead, of which she has `seen` that version.
    """

    definition: Definition
    space: Space | None
    as_prompts: bool = False
    as_example: bool = False
    older: Template | None = None
    seen: int = 0

    def filled(self, page: Page, by: Actor) -> Definition:
        """The definition with the page's text."""
        body = words_of(page, by)
        example = example_of(page, by) if self.as_example else self.definition.example
        body = as_prompts(body) if self.as_prompts else body
        return replace(self.definition, body=body, example=example)


def keep_as_template(page: Page, keeping: Keeping, *, by: Actor) -> Template:
    """A new template with the page's text: what readers see, or the draft of whoever may edit it.

    Every heading of the page gets a section key. Raises Forbidden, Invalid for a missing name or question.
    """
    definition = keeping.filled(page, by)
    with atomic():
        if keeping.older is not None:
            template = change_template(keeping.older, definition, by=by, seen=keeping.seen).template
            _end_rewriting(template, page, by)
            return template
        require_keeping(by, keeping.space)
        definition = checked(definition)
        template = Template.objects.create(space=keeping.space, slug=free_slug(definition.name), by=user_of(by))
        add_version(template, definition, by)
        _record("template.kept", template, by, page)
    return template


def change_template(template: Template, definition: Definition, *, by: Actor, seen: int) -> TemplateVersion:
    """The next version. `seen`: the version she changed.

    Raises Conflict when somebody made another meanwhile: nothing is written over.
    """
    with atomic():
        now = _locked(template, by)
        if now.latest is None or now.latest.number != seen:
            words = _(
                "Somebody saved version %(n)s of this template while you wrote. Yours is kept here: look at theirs, "
                "then save again."
            )
            raise Conflict(words % {"n": now.latest.number if now.latest else 0})
        version = add_version(now, checked(definition), by)
        _record("template.changed", now, by)
    return version


def rewrite_template(template: Template, space: Space, *, by: Actor) -> Page:
    """A draft page with the template's text, prompts in brackets, on which its next version is written; the one that
    somebody opened before, where there is one."""
    with atomic():
        now = _locked(template, by)
        open_one = Rewriting.objects.select_related("page").filter(template=now, page__trashing=None).first()
        if open_one is not None and can_edit(by, open_one.page):
            return open_one.page
        assert now.latest is not None
        definition = now.latest.read()
        title = _("Template: %(name)s") % {"name": definition.name}
        body = ensure_local_ids(as_brackets(definition.body))
        page = create_page(space, by=by, title=title, body=None if definition.is_blank else body)
        Rewriting.objects.update_or_create(template=now, defaults={"page": page, "by": user_of(by)})
        _record("template.rewriting", now, by, page)
    return page


def _end_rewriting(template: Template, page: Page, by: Actor) -> None:
    """The text is in the template now; its page goes to the trash, where it can be taken out of."""
    gone, _rows = Rewriting.objects.filter(template=template, page=page).delete()
    if gone:
        trash_page(page, by=by)


def remove_template(template: Template, *, by: Actor) -> None:
    """Nobody starts from it any more. Pages made from it stay, and know its name and version."""
    with atomic():
        now = _locked(template, by)
        TemplateRemoval.objects.create(template=now, by=user_of(by))
        _record("template.removed", now, by)


def put_back_template(template: Template, *, by: Actor) -> None:
    """Offer a removed template again. Nothing happens when somebody did it already."""
    with atomic():
        require_keeping(by, template.space)
        gone, _rows = TemplateRemoval.objects.filter(template=template).delete()
        if gone:
            _record("template.put_back", template, by)


def checked(definition: Definition) -> Definition:
    """Raises Invalid that names the field."""
    fields: dict[str, str] = {}
    if not definition.name.strip():
        fields["name"] = _("A template needs a name.")
    elif len(definition.name) > NAME_LENGTH:
        fields["name"] = _("The name has %(n)s characters; 80 are the most.") % {"n": len(definition.name)}
    if definition.purpose not in PURPOSES or definition.kind not in kinds():
        fields["purpose"] = _("Choose what it is for.")
    keys = [each.key for each in definition.variables]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        fields["variables"] = _("Two questions are called “%(key)s”. Give one of them another name.") % {
            "key": twice[0]
        }
    if unknown := sorted(set(names_in(definition.title)) - {*keys, NUMBER}):
        words = _("The title names “{%(key)s}”, and no question below is called so. Add it, or take the braces out.")
        fields["title"] = words % {"key": unknown[0]}
    if again := next((each for each in named_sections(definition.body) if each.again), None):
        words = _("Two headings begin the section “%(key)s”: “%(heading)s” is the second. Give it a key of its own.")
        fields["sections"] = words % {"key": again.key, "heading": again.heading}
    if fields:
        raise Invalid(_("%(what)s Nothing was saved.") % {"what": " ".join(fields.values())}, fields=fields)
    return replace(definition, name=" ".join(definition.name.split()))


def free_slug(name: str) -> str:
    base = slugify(name)[: SLUG_LENGTH - 8].strip("-_") or "template"
    taken = set(Template.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | set(templates())
    return next(each for each in chain([base], (f"{base}-{n}" for n in count(2))) if each not in taken)


def _locked(template: Template, by: Actor) -> Template:
    now = (
        Template.objects.select_for_update(of=("self",))
        .select_related("space", "latest")
        .filter(pk=template.pk)
        .first()
    )
    if now is None or not can_see_template(by, now):
        raise Missing(GONE)
    if not can_edit_template(by, now):
        require_keeping(by, now.space)
        raise Forbidden(_("This template is not yours to change."))
    return now


def add_version(template: Template, definition: Definition, by: Actor) -> TemplateVersion:
    number = template.latest.number + 1 if template.latest else 1
    values = as_json(replace(definition, slug=template.slug))
    version = TemplateVersion.objects.create(
        template=template, number=number, definition=values, body=definition.body, example=definition.example,
        by=user_of(by),
    )  # fmt: skip
    template.latest = version
    template.save(update_fields=["latest"])
    return version


def _record(name: str, template: Template, by: Actor, page: Page | None = None) -> None:
    data = {"template": template.slug, "version": template.latest.number if template.latest else 0}
    record(name, by=by, space_id=template.space_id, page_id=page.pk if page else None, target_id=template.pk, **data)
