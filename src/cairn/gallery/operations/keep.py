"""A team's own templates: made from a page, changed as versions, taken out of the gallery."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.text import slugify
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid, Missing
from cairn.documents import Adf, inline_text, named_sections, section_id, without_prompts
from cairn.documents.sections import section_key
from cairn.documents.walk import walk
from cairn.gallery.access import can_edit_template, can_see_template, require_keeping
from cairn.gallery.definition import PURPOSES, Definition, as_json
from cairn.gallery.library import templates
from cairn.gallery.models import NAME_LENGTH, SLUG_LENGTH, Template, TemplateRemoval, TemplateVersion
from cairn.pages.access import can_edit
from cairn.pages.drafts import draft_body
from cairn.pages.kinds import kinds
from cairn.pages.models import Page
from cairn.people.actors import Actor, user_of
from cairn.spaces.models import Space

GONE = "There is no such template, or it is not open to you."


@dataclass(frozen=True, slots=True)
class Keeping:
    """`definition` as its form says (slug and body are taken from elsewhere), for a space or (None) for everybody.

    `as_prompts`: the text becomes guidance, headings stay. `older`: a template whose next version it is instead, of
    which she has `seen` that version.
    """

    definition: Definition
    space: Space | None
    as_prompts: bool = False
    older: Template | None = None
    seen: int = 0


def keep_as_template(page: Page, keeping: Keeping, *, by: Actor) -> Template:
    """A new template with the page's text: what readers see, or the draft of whoever may edit it.

    Every heading of the page gets a section key. Raises Forbidden, Invalid for a missing name or a key used twice.
    """
    if keeping.older is not None:
        return change_template(keeping.older, keeping.definition, by=by, seen=keeping.seen, source=page).template
    require_keeping(by, keeping.space)
    body = words_of(page, by)
    body = as_prompts(body) if keeping.as_prompts else body
    definition = checked(replace(keeping.definition, body=body, kind=page.kind))
    with atomic():
        template = Template.objects.create(space=keeping.space, slug=_free_slug(definition.name), by=user_of(by))
        _add_version(template, definition, by)
        _record("template.kept", template, by, page)
    return template


def change_template(
    template: Template, definition: Definition, *, by: Actor, seen: int, source: Page | None = None
) -> TemplateVersion:
    """The next version; `source` is a page whose text takes the place of the template's.

    `seen`: the version she changed. Raises Conflict when somebody made another meanwhile: nothing is written over.
    """
    with atomic():
        now = _locked(template, by)
        last = now.latest
        assert last is not None
        if last.number != seen:
            words = _(
                "Somebody saved version %(n)s of this template while you wrote. Yours is kept here: look, and save"
            )
            raise Conflict(words % {"n": last.number} + ".")
        body = words_of(source, by) if source else last.body
        version = _add_version(now, checked(replace(definition, body=body)), by)
        _record("template.changed", now, by)
    return version


def remove_template(template: Template, *, by: Actor) -> None:
    """Nobody starts from it any more. Pages made from it stay, and know its name and version."""
    with atomic():
        now = _locked(template, by)
        TemplateRemoval.objects.create(template=now, by=user_of(by))
        _record("template.removed", now, by)


def words_of(page: Page, by: Actor) -> Adf:
    """The page's text as a template's: without what belongs to the page alone, each heading with a key."""
    body = draft_body(page) if can_edit(by, page) or page.published is None else page.published.body
    return with_keys(_plain(body))


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
    if again := next((each for each in named_sections(definition.body) if each.again), None):
        words = _("Two headings begin the section “%(key)s”: “%(heading)s” is the second. Give it a key of its own.")
        fields["sections"] = words % {"key": again.key, "heading": again.heading}
    if fields:
        raise Invalid(_("%(what)s Nothing was saved.") % {"what": " ".join(fields.values())}, fields=fields)
    return replace(definition, name=" ".join(definition.name.split()))


def with_keys(body: Adf) -> Adf:
    """Headings that begin no section yet get a key made of their words; sections of a template keep theirs."""
    taken = {each.key for each in named_sections(body)}

    def keyed(node: Adf) -> Adf:
        result = {**node, "content": [keyed(child) for child in node["content"]]} if "content" in node else node
        if node.get("type") != "heading" or section_key(node["attrs"].get("localId")):
            return result
        words = "".join(str(each.get("text", "")) for each in walk(without_prompts(node)))
        key = slugify(words)[:40].strip("-_")
        if not key:
            return result
        if key in taken:
            key = next(f"{key}-{n}" for n in range(2, 10_000) if f"{key}-{n}" not in taken)
        taken.add(key)
        return {**result, "attrs": {**node["attrs"], "localId": section_id(key)}}

    return keyed(body)


def as_prompts(node: Adf) -> Adf:
    """Each line of words a prompt that says the same; headings, code and what holds names or dates stay."""
    if node.get("type") in ("paragraph", "taskItem", "decisionItem"):
        content = node.get("content") or []
        text = inline_text(node).replace("\n", " ")
        if text and all(each.get("type") in ("text", "hardBreak") for each in content):
            return {**node, "content": [{"type": "placeholder", "attrs": {"text": text}}]}
    if node.get("type") in ("tableHeader", "codeBlock") or "content" not in node:
        return node
    return {**node, "content": [as_prompts(child) for child in node["content"]]}


def _plain(node: Adf) -> Adf:
    """Without the marks of comments; what is ticked is open again."""
    result = dict(node)
    if "marks" in node:
        result["marks"] = [mark for mark in node["marks"] if mark.get("type") != "annotation"]
        if not result["marks"]:
            del result["marks"]
    if node.get("type") == "taskItem":
        result["attrs"] = {**node["attrs"], "state": "TODO"}
    if "content" in node:
        result["content"] = [_plain(child) for child in node["content"]]
    return result


def _free_slug(name: str) -> str:
    base = slugify(name)[: SLUG_LENGTH - 8].strip("-_") or "template"
    taken = set(Template.objects.filter(slug__startswith=base).values_list("slug", flat=True)) | set(templates())
    return next(each for each in (base, *(f"{base}-{n}" for n in range(2, 1_000_000))) if each not in taken)


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


def _add_version(template: Template, definition: Definition, by: Actor) -> TemplateVersion:
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
