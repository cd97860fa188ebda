"""Somebody writes her answers, says that she is done, is reminded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.drafting.access import can_answer
from cairn.drafting.models import ANSWER_LENGTH, Answer, Done, Invitation, Reminder, Round
from cairn.drafting.progress import Progress
from cairn.drafting.sheet import questions_in
from cairn.people.actors import System
from cairn.people.models import User


@dataclass(frozen=True, slots=True)
class Written:
    """Markdown to one section, or that she has nothing to say to it. `seen` is the `Answer.token` that her window had
    (`Answer.NONE`: no answer yet); without it nothing is compared."""

    text: str = ""
    is_nothing: bool = False
    seen: str = ""


def write_answers(
    invitation: Invitation, written: Mapping[str, Written], *, by: User, done: bool = False
) -> dict[str, Answer]:
    """Keep what she has written to these sections, and with `done` that she is done. Sections that are not named stay.

    Raises Invalid for a section that is not asked for or a text that is too long, Conflict where another window of hers
    was quicker; nothing of it is kept then.
    """
    with atomic():
        invitation = _hers(invitation, by)
        before = {each.section: each for each in invitation.answers.all()}
        for key, answer in written.items():
            _check(invitation.round, key, answer, before.get(key))
        kept = {key: _keep(invitation, key, answer) for key, answer in written.items()}
        if written and not before:
            record("drafting.begun", by=by, invitation=invitation.pk, **_facts(invitation.round))
        if done:
            _finish(invitation, by)
    return kept


def reopen_answers(invitation: Invitation, *, by: User) -> Invitation:
    """She is not done after all."""
    with atomic():
        invitation = _hers(invitation, by)
        deleted, _rows = Done.objects.filter(invitation=invitation).delete()
        if deleted:
            record("drafting.reopened", by=by, invitation=invitation.pk, **_facts(invitation.round))
    return invitation


def remind_of_draft(invitation: Invitation, kind: str, *, by: System) -> bool:
    """Cairn's own reminder, "half" or "day": once, whoever else runs this. Returns whether it was sent now."""
    with atomic():
        _reminder, is_new = Reminder.objects.get_or_create(invitation=invitation, kind=kind)
        if is_new:
            people = [{"user_id": invitation.user_id, "invitation": invitation.pk}]
            record("drafting.reminded", by=by, kind=kind, people=people, **_facts(invitation.round))
    return is_new


def _check(round_: Round, key: str, answer: Written, before: Answer | None) -> None:
    question = next((each for each in questions_in(round_.body) if each.key == key), None)
    if question is None:
        raise Invalid(_("There is no such section here. What you typed is still in the field: copy it."))
    if len(answer.text) > ANSWER_LENGTH:
        facts = {"heading": question.heading, "n": len(answer.text), "most": ANSWER_LENGTH}
        words = _("“%(heading)s” has %(n)d letters; %(most)d are the most. It is not saved yet: shorten it.") % facts
        raise Invalid(words, fields={key: words})
    is_stale = answer.seen and answer.seen != (before.token if before else Answer.NONE)
    if is_stale and before and before.text != answer.text:
        words = _("You have written to “%(heading)s” in another window. Copy what you need from here, then reload.")
        said = words % {"heading": question.heading}
        raise Conflict(said, fields={key: said})


def _keep(invitation: Invitation, key: str, answer: Written) -> Answer:
    facts = {"text": answer.text, "is_nothing": answer.is_nothing and not answer.text.strip(), "at": now()}
    kept, _is_new = Answer.objects.update_or_create(invitation=invitation, section=key, defaults=facts)
    return kept


def _finish(invitation: Invitation, by: User) -> None:
    round_ = invitation.round
    _done, is_new = Done.objects.get_or_create(invitation=invitation)
    if not is_new:
        return
    if not round_.is_open:
        record("drafting.late", by=by, invitation=invitation.pk, **_facts(round_))
        return
    progress = Progress.of(round_)
    record(
        "drafting.answered", by=by, invitation=invitation.pk, done=len(progress.done), asked=len(progress.counted),
        **_facts(round_),
    )  # fmt: skip


def _hers(invitation: Invitation, by: User) -> Invitation:
    """As it is now; the round is locked, so that it can't end beside it. Raises unless it is hers to answer."""
    round_ = Round.objects.select_for_update(of=("self",)).with_page().get(pk=invitation.round_id)
    found = Invitation.objects.select_related("merge").filter(pk=invitation.pk).first()
    if found is None:
        raise Conflict(_("You are not asked any more. What you typed is still in the field: copy it if you need it."))
    found.round = round_
    if found.user_id != by.pk:
        raise Forbidden(_("Only she who is asked can answer."))
    if hasattr(found, "merge"):
        raise Conflict(_("Your answers are on the page already. Write there, or leave a comment."))
    if not can_answer(by, found):
        raise Conflict(_("This was called off. What you typed is still in the field: copy it if you need it."))
    return found


def _facts(round_: Round) -> dict[str, Any]:
    return {
        "space_id": round_.page.space_id, "page_id": round_.page_id, "target_id": round_.pk,
        "ends_at": round_.ends_at.isoformat(), "asked_by": round_.by_id,
    }  # fmt: skip
