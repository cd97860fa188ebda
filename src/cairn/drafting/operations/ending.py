"""The end of a round: one page from all answers, and what comes late."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.activity.record import record
from cairn.comments.access import can_start_thread
from cairn.comments.operations import start_thread
from cairn.core.db import atomic
from cairn.core.errors import CairnError, Conflict
from cairn.documents import put_under
from cairn.drafting.gathering import Gathered, GatheredSection, gathered, late_by
from cairn.drafting.joining import Point, quote_of
from cairn.drafting.models import Merge, Outcome, Round
from cairn.drafting.operations.rounds import close, open_round, people_of
from cairn.drafting.progress import Progress
from cairn.drafting.text import late_blocks, section_blocks
from cairn.drafting.words import thread_text
from cairn.feedback.words import names
from cairn.livedocs.log import edit
from cairn.pages.access import require_open_body
from cairn.pages.models import Page
from cairn.pages.operations import publish_page
from cairn.pages.operations.checks import fresh
from cairn.people.actors import SYSTEM, Actor, System, user_of
from cairn.people.models import User


def end_round(round_: Round, *, by: Actor) -> Round:
    """Put all answers together on the page: once, whoever else runs this at the same moment.

    By a person only when everybody is done; by the house when the time is over. Without any answer nothing is written.
    """
    with atomic():
        round_ = _to_be_ended(round_, by)
        found = gathered(round_)
        if not found.people:
            close(round_, Outcome.NOTHING, user_of(by))
            record("drafting.empty", by=by, people=people_of(round_.invitations.all()), **_facts(round_))
            return round_
        page = _write(round_, found)
        close(round_, Outcome.DRAFTED, user_of(by))
        Merge.objects.bulk_create([Merge(invitation=each) for each in found.people])
        threads = _open_threads(page, found, round_)
        everybody = people_of(round_.invitations.all())
        record("drafting.ended", by=by, people=everybody, threads=threads, answers=len(found.people), **_facts(round_))
    return round_


def merge_late_answers(round_: Round, *, by: User) -> list[User]:
    """Put what came after the end into the draft, under each section, beside whatever was edited since.

    Returns whose answers they are. Raises Conflict when there are none left: somebody else was quicker.
    """
    with atomic():
        round_ = Round.objects.select_for_update(of=("self",)).with_page().get(pk=round_.pk)
        page = fresh(round_.page)
        require_open_body(by, page)
        late = [part.invitation for part in Progress.of(round_).late] if round_.is_drafted else []
        if not late:
            raise Conflict(_("There is no late answer to merge: somebody has done it already."))
        for invitation in late:
            parts = [(key, heading, late_blocks(said)) for key, heading, said in late_by(round_, invitation)]
            edit(page.document_id, partial(_put, parts=[part for part in parts if part[2]]), by=by)
        Merge.objects.bulk_create([Merge(invitation=each, by=by, is_late=True) for each in late])
        threads = _open_late_threads(page, gathered(round_), {each.user_id for each in late}, by)
        record("drafting.merged", by=by, people=people_of(late), threads=threads, **_facts(round_))
    return [each.user for each in late]


def _to_be_ended(round_: Round, by: Actor) -> Round:
    if isinstance(by, System):
        found = Round.objects.select_for_update(of=("self",)).with_page().filter(pk=round_.pk).first()
        if found is None or not found.is_open:
            raise Conflict(_("This round is over."))
        return found
    found = open_round(round_, by)
    progress = Progress.of(found)
    if not progress.is_complete:
        missing = [part.invitation.user.name for part in progress.missing]
        words = ngettext("%(names)s is not done yet.", "%(names)s are not done yet.", len(missing))
        rest = _("The answers are put together when everybody is done, or when the time is over.")
        raise Conflict(f"{words % {'names': names(missing)}} {rest}" if missing else rest)
    return found


def _write(round_: Round, found: Gathered) -> Page:
    """The answers in the live document, and a version of it that those who answered can read."""
    page = fresh(round_.page)
    require_open_body(SYSTEM, page)
    parts = [(each.key, each.heading, section_blocks(each.joined)) for each in found.sections]
    edit(page.document_id, partial(_put, parts=parts), by=SYSTEM)
    publish_page(page, by=SYSTEM, message=_("What everybody answered, put together"), minor=True)
    return fresh(page)


def _put(doc: Any, parts: list[tuple[str, str, list[Any]]]) -> None:
    for key, heading, blocks in parts:
        put_under(doc, key, heading, blocks)


def _open_threads(page: Page, found: Gathered, round_: Round) -> int:
    """One for each section where people differ, with those whom it concerns; in the name of who asked, or (she has
    left) of one of them."""
    opened = 0
    for section in found.sections:
        concerned = [found.users[voice.pk] for voice, _points in section.joined.alone]
        speaker = next((each for each in (round_.by, *concerned) if can_start_thread(each, page)), None)
        if section.joined.differ and speaker is not None:
            first = section.joined.near[0][0] if section.joined.near else section.joined.alone[0][1][0]
            opened += _open_thread(page, section, concerned, first, speaker)
    return opened


def _open_late_threads(page: Page, found: Gathered, late: set[int], by: User) -> int:
    """Where what came late is about the same as what stands there, and says something else."""
    opened = 0
    for section in found.sections:
        pairs = tuple(pair for pair in section.joined.near if sum(each.voice.pk in late for each in pair) == 1)
        if pairs and can_start_thread(by, page):
            voices = dict.fromkeys(each.voice.pk for pair in pairs for each in pair)
            first = next(each for each in pairs[0] if each.voice.pk in late)
            narrowed = replace(section, joined=replace(section.joined, near=pairs))
            opened += _open_thread(page, narrowed, [found.users[pk] for pk in voices], first, by)
    return opened


def _open_thread(page: Page, section: GatheredSection, concerned: list[User], first: Point, speaker: User) -> bool:
    text = thread_text(section, [each for each in concerned if each != speaker])
    try:
        start_thread(page, by=speaker, body=text, quote=quote_of(first), crowd=len(concerned))
    except CairnError:  # a thread that can't be is no reason to lose the page
        return False
    return True


def _facts(round_: Round) -> dict[str, Any]:
    return {
        "space_id": round_.page.space_id, "page_id": round_.page_id, "target_id": round_.pk, "asked_by": round_.by_id,
    }  # fmt: skip
