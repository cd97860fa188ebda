"""Closing a round: every thread taken or not taken, with one line each; the summary stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.activity.record import record
from cairn.comments.models import Comment
from cairn.comments.operations import reply_to_thread, resolve_thread
from cairn.core.db import atomic
from cairn.core.errors import Invalid
from cairn.feedback.closing import Remark, remarks_of
from cairn.feedback.models import Round, Verdict
from cairn.feedback.models.rounds import LINE_LENGTH, NOTE_LENGTH
from cairn.feedback.operations.rounds import end, open_round
from cairn.feedback.words import one_line
from cairn.people.models import User


@dataclass(frozen=True, slots=True)
class Given:
    """What the author says to one thread. `is_taken` None: not marked."""

    is_taken: bool | None = None
    line: str = ""


def close_round(round_: Round, given: Mapping[int, Given], *, by: User, note: str = "") -> Round:
    """Close it: `given` has every thread of the round by id. Each line is sent as a reply, and resolves its thread.

    Raises Conflict when somebody closed it before, and Invalid, naming the threads ("thread-12") that lack a mark or
    a line; one that came in the meantime is among them. Nothing is written then.
    """
    with atomic():
        round_ = open_round(round_, by)
        remarks = remarks_of(round_)
        _check_all(remarks, given)
        if len(note) > NOTE_LENGTH:
            words = _("The note has %(n)d letters; %(most)d are the most. Nothing is lost: shorten it.")
            said = words % {"n": len(note), "most": NOTE_LENGTH}
            raise Invalid(said, fields={"note": said})
        for remark in remarks:
            _settle(round_, remark, given[remark.thread.pk], by)
        end(round_, by, note=note.strip())
        reviewers = set(round_.reviews.values_list("user", flat=True))
        spoke = Comment.objects.filter(thread__in=[remark.thread for remark in remarks], deleted_at=None)
        taken = sum(bool(given[remark.thread.pk].is_taken) for remark in remarks)
        record(
            "round.closed", by=by, space_id=round_.page.space_id, page_id=round_.page_id, target_id=round_.pk,
            reviews=[{"user_id": each.user_id, "review": each.pk} for each in round_.reviews.all()],
            question=round_.question, taken=taken, not_taken=len(remarks) - taken, note=round_.note[:300],
            others=sorted(set(spoke.values_list("by", flat=True)) - reviewers - {by.pk}),
        )  # fmt: skip
    return round_


def _check_all(remarks: list[Remark], given: Mapping[int, Given]) -> None:
    wrong: dict[str, str] = {}
    for remark in remarks:
        said, field = given.get(remark.thread.pk, Given()), f"thread-{remark.thread.pk}"
        if said.is_taken is None:
            wrong[field] = _("Taken or not?")
        elif not said.is_taken and not said.line.strip():
            wrong[field] = _("Say in a line why not: whoever took the time will read it.")
        else:
            one_line(said.line, LINE_LENGTH, field)
    if wrong:
        words = ngettext(
            "One thread still needs your word. What you wrote is kept.",
            "%(n)d threads still need your word. What you wrote is kept.",
            len(wrong),
        )
        raise Invalid(words % {"n": len(wrong)}, fields=wrong)


def _settle(round_: Round, remark: Remark, said: Given, by: User) -> None:
    thread = remark.thread
    line = one_line(said.line, LINE_LENGTH, f"thread-{thread.pk}")
    Verdict.objects.create(
        round=round_, thread=thread, person=thread.by, quote=thread.quote[:200], excerpt=remark.excerpt,
        on_draft=thread.is_on_draft, is_taken=bool(said.is_taken), line=line or _("Taken in."), by=by,
    )  # fmt: skip
    if line:
        reply_to_thread(thread, by=by, body=_spoken(said, line), quiet=True)
    if not hasattr(thread, "resolution"):
        resolve_thread(thread, by=by, through="round")


def _spoken(said: Given, line: str) -> str:
    words = _("**Taken:** %(line)s") if said.is_taken else _("**Not taken:** %(line)s")
    return words % {"line": line}
