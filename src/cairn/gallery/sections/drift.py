"""What a template gained since a page was made from it, and nobody has taken over or said to be not needed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from cairn.documents import Adf, parts_of
from cairn.gallery.answers import Answers, Asked
from cairn.gallery.definition import Definition
from cairn.gallery.filling import fill_body
from cairn.gallery.sections.models import Origin, PageSection, SectionChoice
from cairn.gallery.sections.origins import definition_of
from cairn.pages.models import Page
from cairn.pages.rendering import render_with_prompts


@dataclass(frozen=True)
class NewSection:
    """`html`: what would be put into the page, prompts and all."""

    key: str
    heading: str
    html: SafeString


@dataclass(frozen=True)
class Drift:
    definition: Definition
    keys: tuple[str, ...]

    @property
    def sections(self) -> list[NewSection]:
        headings = {each.key: each.heading for each in self.definition.sections}
        return [
            NewSection(part.key, headings[part.key], mark_safe(render_with_prompts({"content": list(part.blocks)})))
            for part in parts_of(asked_body(self.definition))
            if part.key in self.keys
        ]

    @property
    def names(self) -> list[str]:
        return [each.heading for each in self.definition.sections if each.key in self.keys]


def asked_body(definition: Definition) -> Adf:
    """The template's text with a prompt where a variable stands: nobody is asked a second time."""
    return fill_body(definition, Answers([Asked(each) for each in definition.variables]))


def drift_of(page: Page) -> Drift | None:
    """None for a page that was not made from a template, or lacks nothing of it."""
    origin = Origin.objects.filter(page=page).first()
    return drift_since(page, origin.template, origin.keys) if origin else None


def drift_since(page: Page, template: str, keys: list[str]) -> Drift | None:
    """The same where template and keys of the origin are known: one query where the template has changed, else none."""
    definition = definition_of(template)
    new = [each.key for each in definition.sections if each.key not in keys] if definition else []
    if definition is None or not new:
        return None
    published = PageSection.objects.filter(page=page, key__in=new).values_list("key")
    chosen = SectionChoice.objects.filter(page=page, key__in=new).values_list("key")
    known = {key for (key,) in published.order_by().union(chosen, all=True)}
    left = tuple(key for key in new if key not in known)
    return Drift(definition, left) if left else None
