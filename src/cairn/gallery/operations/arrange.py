"""What an organisation does with the gallery: hides what comes with Cairn, and says which template is the standard."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.gallery.access import require_arranging
from cairn.gallery.known import Known
from cairn.gallery.models import Hiding, Standard
from cairn.people.actors import Actor, user_of


def hide_template(template: Known, *, by: Actor) -> None:
    """Nobody is offered it any more; pages made from it stay. Only what comes with Cairn can be hidden."""
    require_arranging(by)
    if template.own is not None:
        raise Invalid(_("Your own templates are removed, not hidden. Nothing was changed."))
    with atomic():
        Hiding.objects.get_or_create(slug=template.slug, defaults={"by": user_of(by)})
        Standard.objects.filter(slug=template.slug).delete()
        record("template.hidden", by=by, template=template.slug)


def offer_template(template: Known, *, by: Actor) -> None:
    require_arranging(by)
    with atomic():
        Hiding.objects.filter(slug=template.slug).delete()
        record("template.offered", by=by, template=template.slug)


def make_standard(template: Known, *, by: Actor) -> None:
    """It is offered first and says so; what was the standard until now, of its kind or purpose, is none any more."""
    require_arranging(by)
    if template.own is not None and template.own.space is not None:
        raise Invalid(_("A standard is for everybody: keep this template for the whole workspace first."))
    with atomic():
        Standard.objects.filter(slug=template.slug).delete()
        of = template.definition.standard_of
        Standard.objects.update_or_create(of=of, defaults={"slug": template.slug, "by": user_of(by)})
        Hiding.objects.filter(slug=template.slug).delete()
        record("template.made_standard", by=by, template=template.slug, of=of)


def end_standard(template: Known, *, by: Actor) -> None:
    require_arranging(by)
    with atomic():
        Standard.objects.filter(slug=template.slug).delete()
        record("template.standard_ended", by=by, template=template.slug)
