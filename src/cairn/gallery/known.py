"""Every template that somebody may start from: those that come with Cairn and her team's own."""

from __future__ import annotations

from dataclasses import dataclass

from cairn.core.errors import Missing
from cairn.gallery.definition import Definition
from cairn.gallery.library import templates
from cairn.gallery.models import Hiding, Standard, Template, TemplateUse, TemplateVersion
from cairn.pages.models import Page
from cairn.people.actors import Actor


@dataclass(frozen=True, slots=True)
class Known:
    """`own` and `version` are None for a template that comes with Cairn. `is_standard`: the one of its kind or purpose."""

    definition: Definition
    own: Template | None = None
    version: TemplateVersion | None = None
    is_hidden: bool = False
    is_standard: bool = False

    @property
    def slug(self) -> str:
        return self.definition.slug


def known_to(user: Actor) -> list[Known]:
    """Three queries: standards first, then her own teams' by name, then the shipped ones in their order."""
    hidden = set(Hiding.objects.values_list("slug", flat=True))
    standards = set(Standard.objects.values_list("slug", flat=True))
    own = Template.objects.visible_to(user).select_related("space", "latest__template")
    found = [_own(each, standards) for each in own if each.latest is not None]
    found.sort(key=lambda each: (each.definition.name.casefold(), each.slug))
    found += [Known(each, None, None, slug in hidden, slug in standards) for slug, each in templates().items()]
    return sorted(found, key=lambda each: not each.is_standard)


def template_for(user: Actor, slug: str) -> Known:
    """The template of this name. Raises Missing for one that is not there or not open to her; a hidden one is found."""
    standards = set(Standard.objects.filter(slug=slug).values_list("slug", flat=True))
    if slug in templates():
        is_hidden = Hiding.objects.filter(slug=slug).exists()
        return Known(templates()[slug], None, None, is_hidden, slug in standards)
    own = Template.objects.visible_to(user).select_related("space", "latest__template").filter(slug=slug).first()
    if own is None or own.latest is None:
        raise Missing("There is no such template, or it is not open to you.")
    return _own(own, standards)


def _own(template: Template, standards: set[str]) -> Known:
    assert template.latest is not None
    return Known(template.latest.read(), template, template.latest, False, template.slug in standards)


def removed_template(user: Actor, slug: str) -> Template:
    """One that left the gallery and that she could see. Raises Missing."""
    gone = Template.objects.removed_for(user).select_related("space", "latest__template", "removal__by")
    template = gone.filter(slug=slug).first()
    if template is None or template.latest is None:
        raise Missing("There is no such template, or it is not open to you.")
    return template


def removed_by_hand(user: Actor) -> list[Template]:
    """Those that left the gallery and that she may put back."""
    gone = Template.objects.removed_for(user).kept_by(user).select_related("latest")
    return list(gone.order_by("slug")[:50])


def rewritten_on(page: Page) -> Template | None:
    """The template whose next version is written on this page."""
    return Template.objects.select_related("space", "latest__template").filter(rewriting__page=page).first()


def template_named(slug: str) -> Definition | None:
    """The template as it is now, whoever asks, also after it left the gallery; None when there never was one."""
    if slug in templates():
        return templates()[slug]
    version = TemplateVersion.objects.select_related("template").filter(template__slug=slug).first()
    return version.read() if version else None


def use_of(page: Page) -> TemplateUse | None:
    """What the page was made from."""
    return TemplateUse.objects.select_related("version__template__latest").filter(page=page).first()


def definition_behind(use: TemplateUse) -> Definition | None:
    """The template as it was when the page was made from it; None for a shipped one that is gone."""
    return use.version.read() if use.version else templates().get(use.slug)
