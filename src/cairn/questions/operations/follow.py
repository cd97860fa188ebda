"""The compiled page stays in step with its session, until somebody edits it. Words that a person wrote are never
written over: what the page says is compared with what the house wrote last, under the lock of the live document."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.clock import now
from cairn.core.db import atomic
from cairn.core.errors import Conflict
from cairn.documents import Adf, adf_from_doc, merge_doc, put_under, section_keys
from cairn.livedocs.log import edit
from cairn.livedocs.writers import writers_since
from cairn.pages.access import require_open_body
from cairn.pages.history import keep_draft
from cairn.pages.models import Page, Restriction
from cairn.pages.operations import publish_page
from cairn.pages.operations.checks import clean_body, fresh
from cairn.people.actors import SYSTEM, Actor
from cairn.questions.afterwards.gathered import Gathered, gathered
from cairn.questions.afterwards.news import News, digest_of, news_since, taken_of
from cairn.questions.afterwards.text import answer_blocks, body_of, entry_blocks, key_of_question
from cairn.questions.afterwards.themes import from_json
from cairn.questions.models import Compilation, Left
from cairn.questions.operations.compile import (
    announce_compilation,
    compilation_now,
    remember_written,
    require_tending,
    where,
)

LATER = "later-answers"


def bring_in_step(compilation: Compilation, *, by: Actor) -> bool:
    """Write what is new onto a page that follows its session: one version, with a message. False: it was left alone."""
    with atomic():
        here = compilation_now(compilation)
        page, session = fresh(here.page), here.session
        here.waits_since = here.changed_at = None
        if not here.follows or page.trashing_id is not None or session.page.published_id is None:
            here.save(update_fields=["waits_since", "changed_at"])
            return False
        if reaches_further(page, session.page):
            return _leave(here, Left.MOVED, by)
        found = gathered(session)
        body = clean_body(body_of(found, from_json(here.themes)))
        if not edit(page.document_id, partial(_write, body=body, digest=here.digest), by=SYSTEM):
            return _leave(here, Left.EDITED, by)
        message, answers = _message(here, found)
        here.taken = taken_of(found)
        _publish(page, message, minor=not answers)
        remember_written(here)
        here.save()
        record("compilation.updated", by=by, **where(here), answers=answers)
    return True


def leave_session(compilation: Compilation, *, by: Actor) -> None:
    """Somebody has published words of her own on the page."""
    with atomic():
        here = compilation_now(compilation)
        published = here.page.published
        if here.follows and published is not None and digest_of(published.body) != here.digest:
            _leave(here, Left.EDITED, by)


def follow_again(compilation: Compilation, *, by: Actor) -> Compilation:
    """The page says what the session says, as on its first day. What people wrote stays in its versions, and a draft
    that nobody has published in the history of drafts."""
    with atomic():
        here = compilation_now(compilation)
        page = _open_page(here, by)
        if here.follows:
            raise Conflict(_("The page follows the session already."))
        if reaches_further(page, here.session.page):
            raise Conflict(_("The page stands where others read it than the session. Move it back below that first."))
        keep_draft(page, "restoration")
        found = gathered(here.session)
        body = clean_body(body_of(found, from_json(here.themes)))
        edit(page.document_id, partial(merge_doc, body=body), by=by)
        _publish(page, _("Follows the session again"), minor=True, by=by)
        here.left, here.left_at, here.left_by, here.taken = "", None, None, taken_of(found)
        here.waits_since = here.changed_at = None
        remember_written(here)
        here.save()
        record("compilation.followed", by=by, **where(here))
    return here


def take_in_news(compilation: Compilation, *, by: Actor) -> int:
    """Put answers that came since into the draft, each under its question; nothing that stands there is touched."""
    with atomic():
        here = compilation_now(compilation)
        page = _open_page(here, by)
        if reaches_further(page, here.session.page):
            raise Conflict(_("The page stands where others read it than the session, so nothing was taken in."))
        found = gathered(here.session)
        fresh_ones = [each for each in news_since(here.taken, found) if each.entry is not None]
        if fresh_ones:
            edit(page.document_id, partial(_add, news=fresh_ones), by=by)
        here.taken = taken_of(found)
        here.save(update_fields=["taken"])
        record("compilation.taken_in", by=by, **where(here), answers=sum(len(each.answers) for each in fresh_ones))
    return len(fresh_ones)


def reaches_further(page: Page, session: Page) -> bool:
    """Whether somebody may read `page` who may not read the session's: it was moved out from below it."""
    if page.space_id != session.space_id:
        return True
    links = Restriction.chain.through._default_manager
    gates: dict[int | None, set[int]] = {
        gate: set(links.filter(from_restriction=gate or 0).values_list("to_restriction", flat=True))
        for gate in {page.view_gate_id, session.view_gate_id}
    }
    return not gates[session.view_gate_id] <= gates[page.view_gate_id]


def _open_page(here: Compilation, by: Actor) -> Page:
    require_tending(by, here)
    page = fresh(here.page)
    require_open_body(by, page)
    return page


def _write(doc: Any, body: Adf, digest: str) -> bool:
    """False, and nothing written, where the document says something else than the house wrote."""
    if digest_of(adf_from_doc(doc)) != digest:
        return False
    merge_doc(doc, body)
    return True


def _add(doc: Any, news: list[News]) -> None:
    for each in news:
        assert each.entry is not None
        question = each.entry.question
        key = key_of_question(question)
        if key in section_keys(doc):
            note = "" if each.is_new else _("(since then)")
            blocks = [block for answer in each.answers for block in answer_blocks(answer, note)]
            put_under(doc, key, question.title, blocks)
        else:
            put_under(doc, LATER, _("Later answers"), entry_blocks(each.entry))


def _leave(here: Compilation, why: Left, by: Actor) -> bool:
    since = writers_since(here.page.document_id, here.upto)
    here.left, here.left_at = why, now()
    here.left_by_id = (by.pk or (since[0] if since else None)) if why == Left.EDITED else None
    here.waits_since = here.changed_at = None
    here.save()
    record("compilation.left", by=by, **where(here), why=str(why))
    return False


def _publish(page: Page, message: str, *, minor: bool, by: Actor = SYSTEM) -> None:
    """A draft stays one; a page that says the same already gets no version."""
    if page.published_id is None:
        return
    try:
        publish_page(page, by=by, message=message, minor=minor)
    except Conflict:
        return


def _message(here: Compilation, found: Gathered) -> tuple[str, int]:
    """What the version says of itself, and how many answers are new in it."""
    news = news_since(here.taken, found)
    answers = sum(len(each.answers) for each in news)
    if not news:
        return _("Brought in step with the session"), 0
    more = _(" and %(n)d more") % {"n": len(news) - 1} if len(news) > 1 else ""
    return f"{news[0].words[:240]}{more}", answers


__all__ = ["announce_compilation", "bring_in_step", "follow_again", "leave_session", "reaches_further", "take_in_news"]
