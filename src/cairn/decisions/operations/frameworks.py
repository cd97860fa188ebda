"""The frameworks of the workspace: defined, changed by adding a version, retired, offered again."""

from django.apps import apps
from django.db.models import Max
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.decisions.access import can_manage_frameworks
from cairn.decisions.frameworks.checks import problems_of
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.frameworks.install import write_rights
from cairn.decisions.models import Framework, FrameworkVersion
from cairn.people.actors import Actor, user_of


def define_framework(*, by: Actor, definition: Definition) -> FrameworkVersion:
    """A new way to decide, offered at once, last in the list. Raises Invalid with a reason for each field."""
    _refuse(by, definition)
    with atomic():
        if Framework.objects.filter(key=definition.key).exists():
            raise Conflict(_("Somebody has just added a framework of this name. Choose another name."))
        last = Framework.objects.aggregate(last=Max("position"))["last"] or 0
        framework = Framework.objects.create(key=definition.key, name=definition.name, position=last + 1)
        version = _write(framework, 1, definition, by)
        record("framework.defined", by=by, target_id=framework.pk, framework=framework.name, version=1)
    return version


def change_framework(framework: Framework, *, by: Actor, definition: Definition, number: int) -> FrameworkVersion:
    """A new version for decisions to come; those that exist keep theirs.

    `number` is the version she started from: raises Conflict when there is a newer one. Saving the same again adds none.
    """
    _refuse(by, definition)
    with atomic():
        framework = Framework.objects.select_for_update().get(pk=framework.pk)
        newest = framework.versions.order_by("-number")[0]
        if newest.data == definition.to_data():
            return newest
        if newest.number != number:
            who = newest.by.name if newest.by else "Cairn"
            raise Conflict(
                _(
                    "%(who)s saved version %(n)d while you were writing. What you typed is kept; compare before you save."
                )
                % {"who": who, "n": newest.number}
            )
        version = _write(framework, number + 1, definition, by)
        framework.name = definition.name
        framework.save(update_fields=["name"])
        record("framework.changed", by=by, target_id=framework.pk, framework=framework.name, version=version.number)
    return version


def retire_framework(framework: Framework, *, by: Actor) -> None:
    """Not offered any more; decisions that use it go on. Raises Conflict for the last one on offer."""
    _refuse_others(by)
    with atomic():
        if not Framework.objects.offered().exclude(pk=framework.pk).exists():
            raise Conflict(_("This is the last framework on offer. Offer another one first."))
        if Framework.objects.filter(pk=framework.pk, retired_at=None).update(retired_at=now()):
            record("framework.retired", by=by, target_id=framework.pk, framework=framework.name)


def offer_framework(framework: Framework, *, by: Actor) -> None:
    """Offered again, in its newest version."""
    _refuse_others(by)
    with atomic():
        if Framework.objects.filter(pk=framework.pk, retired_at__isnull=False).update(retired_at=None):
            record("framework.offered", by=by, target_id=framework.pk, framework=framework.name)


def _write(framework: Framework, number: int, definition: Definition, by: Actor) -> FrameworkVersion:
    version = FrameworkVersion.objects.create(
        framework=framework, number=number, data=definition.to_data(), by=user_of(by)
    )
    write_rights(apps, version, definition)
    return version


def _refuse(by: Actor, definition: Definition) -> None:
    _refuse_others(by)
    problems = problems_of(definition)
    if problems:
        raise Invalid(_("Nothing was saved yet; what you typed is kept. Mend what is marked."), fields=problems)


def _refuse_others(by: Actor) -> None:
    if not can_manage_frameworks(by):
        raise Forbidden(_("Only admins of the workspace change how decisions are made here. Ask one of them."))
