"""Bringing decisions in from files: whole or not at all, and without a word to anybody."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden
from cairn.decisions.frameworks.queries import current_version
from cairn.decisions.interchange.people import People
from cairn.decisions.interchange.record import Record, instant, unique
from cairn.decisions.models import (
    Cell,
    Criterion,
    Decision,
    Framework,
    ImportedDecision,
    Option,
    Outcome,
    RoleHolder,
    SilencePolicy,
    Start,
    Supersession,
    Withdrawal,
)
from cairn.decisions.operations.imported_past import write_past
from cairn.decisions.operations.outcome import next_number
from cairn.documents import Conversion
from cairn.pages.models import Label, Page
from cairn.pages.operations import create_page, label_page, publish_page, rename_page, replace_body
from cairn.pages.operations.placing import lock_spaces
from cairn.people.actors import Actor, user_of
from cairn.people.models import Team, Workspace
from cairn.spaces.access import can_edit_in_space
from cairn.spaces.models import Space

MESSAGE = "Imported from"
"""How the message of every imported version begins."""


def begin_import(space: Space, *, by: Actor, path: str, title: str, parent: Page | None) -> ImportedDecision:
    """An empty draft that is known by the path of its file, so that links of other files find it.

    Raises Conflict when another import was faster.
    """
    if not can_edit_in_space(by, space):
        raise Forbidden(_("Only editors of %(space)s can bring decisions in.") % {"space": space})
    with atomic():
        lock_spaces(space.pk)
        if ImportedDecision.objects.filter(space=space, path=path).exists():
            raise Conflict(_("Another import is bringing it in at this moment; it was left to that one."))
        page = create_page(space, by=by, title=title, parent=parent, kind="decision")
        decision = Decision.objects.create(page=page, framework=current_version())
        imported = ImportedDecision.objects.create(decision=decision, space=space, path=path, digest="", by=user_of(by))
        record("decision.created", by=by, space_id=space.pk, page_id=page.pk, target_id=decision.pk)
    return imported


def fill_import(
    imported: ImportedDecision, *, by: Actor, told: Record, text: Conversion, digest: str, people: People
) -> Decision:
    """Everything that the file says, in one transaction. Nobody is told. A decided one gets the space's next number.

    Raises Conflict when it has an outcome already: that is locked.
    """
    decision = imported.decision
    with atomic():
        Decision.objects.select_for_update().filter(pk=decision.pk).values_list("pk", flat=True).get()
        if Outcome.objects.filter(decision=decision).exists():
            raise Conflict(_("It is decided, and its text locked."))
        _write_page(decision.page, told, text, imported.path, by)
        unplaced = _write_facts(decision, told, people)
        options = _write_table(decision, told)
        if told.is_decided:
            _write_outcome(decision, told, options, people)
        imported.kept = write_past(decision, told, options, people)
        if told.state == "withdrawn":
            who = people.person(told.ended_by) if told.ended_by else user_of(by)
            at = instant(told.ended) if told.ended else _at(told)
            defaults = {"reason": told.reason or told.status or "–", "at": at, "by": who}
            Withdrawal.objects.get_or_create(decision=decision, defaults=defaults)
        imported.label, imported.status, imported.people = told.label[:60], told.status[:200], unplaced
        imported.digest = digest
        imported.save(update_fields=["label", "status", "people", "kept", "digest"])
        _tell(decision, by)
    return decision


def supersede_imported(
    decision: Decision, replacement: Decision, *, by: Actor, reason: str, told: Record, people: People
) -> None:
    """The link that the files say; `told` may say when and by whom. Raises Conflict where it would lead in a circle."""
    with atomic():
        Workspace.objects.select_for_update().order_by("pk").first()  # rings close over several rows: one at a time
        seen = {decision.pk}
        heir: int | None = replacement.pk
        while heir is not None:
            if heir in seen:
                raise Conflict(_("Its successors lead in a circle; the link was left out."))
            seen.add(heir)
            heir = Supersession.objects.filter(decision=heir).values_list("replacement", flat=True).first()
        at = Outcome.objects.filter(decision=replacement).values_list("at", flat=True).first()
        at = instant(told.ended) if told.ended else at
        who = people.person(told.ended_by) if told.ended_by else user_of(by)
        defaults = {"replacement": replacement, "reason": reason, "by": who, **({"at": at} if at else {})}
        Supersession.objects.get_or_create(decision=decision, defaults=defaults)
        _tell(decision, by)


def drop_import(imported: ImportedDecision, *, by: Actor) -> None:
    """The empty draft of a file that could not be brought in after all."""
    with atomic():
        page = Page.objects.select_for_update().get(decision__imported=imported)
        if page.published_id is None:
            record("decision.import_dropped", by=by, space_id=page.space_id, page_id=page.pk)
            page.delete()


def _write_page(page: Page, told: Record, text: Conversion, path: str, by: Actor) -> None:
    if page.title != told.title:
        page = rename_page(page, by=by, title=told.title)
    replace_body(page, by=by, body=text.body)
    with suppress(Conflict):  # the same words as before
        publish_page(page, by=by, message=f"{MESSAGE} {path}"[:300], minor=True)
    page.refresh_from_db()
    if text.labels:
        kept = Label.objects.filter(page=page).values_list("name", flat=True)
        label_page(page, by=by, labels=[*kept, *text.labels])


def _write_facts(decision: Decision, told: Record, people: People) -> list[dict[str, str]]:
    """Framework, roles, instants; gives back those who have no account here."""
    version = current_version(told.framework) if Framework.objects.filter(key=told.framework) else current_version()
    decision.framework = version
    definition = version.definition
    decision.due_at = instant(told.due) if told.due else None
    decision.is_blind, decision.questions_block = told.is_blind, told.questions_block
    decision.silence = told.silence if told.silence in SilencePolicy.values else SilencePolicy.ESCALATE
    decision.stand_in = people.person(told.stand_in)
    if begun := told.started or told.on:
        decision.created_at = instant(begun)
    decision.save()
    decision.role_holders.all().delete()
    unplaced = []
    for who in told.people:
        found = people.find(who) if definition.has_role(who.role) else None
        full = found is not None and _is_full(decision, who.role)
        if found is None or full:
            unplaced.append({"role": who.role, "name": who.name, "email": who.email})
            continue
        holder = {"team": found} if isinstance(found, Team) else {"user": found}
        RoleHolder.objects.get_or_create(decision=decision, role=who.role, **holder)
    starter = people.person(told.started_by)
    if told.started is not None and starter is not None:
        Start.objects.get_or_create(decision=decision, defaults={"by": starter, "at": instant(told.started)})
    return unplaced


def _is_full(decision: Decision, role: str) -> bool:
    most = decision.framework.definition.role(role).maximum
    return most is not None and decision.role_holders.filter(role=role).count() >= most


def _write_table(decision: Decision, told: Record) -> dict[str, Option]:
    """Options, criteria and cells in place of those that an import wrote before; gives back the options by key."""
    decision.options.all().delete()
    decision.criteria.all().delete()
    criteria = {
        key: Criterion.objects.create(
            decision=decision, name=each.name[:80], kind=each.kind, unit=each.unit[:16], direction=each.direction,
            weight=each.weight, position=at,
        )
        for at, (key, each) in enumerate(zip(unique([m.name for m in told.criteria]), told.criteria, strict=True))
    }  # fmt: skip
    options = {}
    for at, (key, choice) in enumerate(zip(unique([c.title for c in told.options]), told.options, strict=True)):
        options[key] = Option.objects.create(
            decision=decision, title=choice.title[:200], description=choice.description, position=at
        )
        for criterion, said in choice.cells.items():
            if criterion in criteria and said:
                Cell.objects.create(option=options[key], criterion=criteria[criterion], value=said, revision=1)
    return options


def _write_outcome(decision: Decision, told: Record, options: dict[str, Option], people: People) -> None:
    decided = [who for who in told.people if decision.framework.definition.has_role(who.role)]
    deciding = decision.framework.definition.roles_that("decide")
    words = ", ".join(who.name for who in decided if who.role in deciding and who.name)
    approvers = [person for who in decided if who.role in deciding and (person := people.person(who))]
    Outcome.objects.create(
        decision=decision,
        space=decision.page.space,
        number=next_number(decision.page.space),
        statement=told.statement,
        option=options.get(told.chosen),
        override_reason=told.override_reason,
        expected_effect=told.effect,
        check_by=told.check_by,
        review_at=told.review_on,
        version=decision.page.published,
        by=approvers[0] if len(approvers) == 1 else None,
        decider=words[:300] if len(approvers) != 1 else "",
        at=_at(told),
    )


def _at(told: Record) -> datetime:
    return instant(told.on) if told.on is not None else now()


def _tell(decision: Decision, by: Actor) -> None:
    record("decision.imported", by=by, space_id=decision.page.space_id, page_id=decision.page_id, target_id=decision.pk)
