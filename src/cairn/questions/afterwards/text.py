"""From what a session left behind to the text of its page. Without chance: the same session gives the same text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.documents import Adf, outline, section_id
from cairn.questions.afterwards.blocks import (
    EM,
    IN_QUOTE,
    STRONG,
    bullets,
    day,
    heading,
    lozenge,
    paragraph,
    quote,
    quoted,
    text,
)
from cairn.questions.afterwards.gathered import Entry, Gathered, Open
from cairn.questions.afterwards.themes import Theme, arranged
from cairn.questions.models import ANONYMOUS, Answer, Question, State

MOST_ASKED = 5
ENOUGH = 4  # questions, before the most asked ones are named on top
OPEN_POINTS = "open-points"


def body_of(found: Gathered, themes: Sequence[Theme]) -> Adf:
    """Summary, questions by theme with their answers, open points."""
    main = [*_themes(found, themes), *_open_points(found)]
    body: Adf = {"version": 1, "type": "doc", "content": [*_summary(found), *main]}
    if len(found.answered) >= ENOUGH:
        ids = {each.text: each.id for each in reversed(outline(body))}
        body["content"] = [*_summary(found), *_most_asked(found, ids), *main]
    return body


def key_of_question(question: Question) -> str:
    """Of its heading on the page, by which later answers find their place."""
    return f"q{question.pk}"


def entry_blocks(entry: Entry) -> list[Adf]:
    question = entry.question
    blocks = [heading(3, question.title, section_id(key_of_question(question))), paragraph(*_byline(entry))]
    blocks += quote(quoted(question.body, IN_QUOTE))
    for answer in entry.shown:
        blocks += answer_blocks(answer)
    if question.answered_in_page_id:
        link = {"type": "inlineCard", "attrs": {"url": f"/pages/{question.answered_in_page_id}/"}}
        blocks.append(paragraph(text(_("Answered in") + " "), link))
    elif question.answered_in_question_id:
        address = f"/questions/{question.answered_in_question_id}/"
        blocks.append(paragraph(text(_("Answered in another question"), href=address)))
    if entry.more:
        words = ngettext("%(n)d more answer", "%(n)d more answers", entry.more) % {"n": entry.more}
        blocks.append(paragraph(text(words, href=question.get_absolute_url())))
    return blocks


def answer_blocks(answer: Answer, note: str = "") -> list[Adf]:
    """Who answered, and the words. The link leads to where it stands among the others."""
    who = answer.by.name if answer.by else answer.by_name or str(ANONYMOUS)
    line = [text(who, STRONG, href=answer.get_absolute_url())]
    if answer.is_host:
        line += [text(" "), lozenge(_("Host"), "neutral")]
    if hasattr(answer, "acceptance"):
        line += [text(" "), lozenge(_("Accepted"), "green")]
    if note:
        line.append(text(f" {note}", EM))
    return [paragraph(*line), *quoted(answer.body)]


def open_line(point: Open) -> list[Adf]:
    question = point.entry.question
    line = [text(question.title, href=question.get_absolute_url()), *_votes(question)]
    if point.reason:
        return [*line, text(": " + _("not answered, because") + " "), text(point.reason, EM)]
    if point.owner:
        line += [text(": "), text(point.owner, STRONG), text(" " + _("sees to it"))]
        return [*line, text(" " + _("by") + " "), day(point.due)] if point.due else line
    return line


def _summary(found: Gathered) -> list[Adf]:
    session = found.session
    line = [text(_("What was asked and answered in") + " "), text(str(session.page), href=session.get_absolute_url())]
    if session.opens_at:
        line += [text(", "), day(session.opens_at.date())]
        if session.closes_at and session.closes_at.date() != session.opens_at.date():
            line += [text(" " + _("to") + " "), day(session.closes_at.date())]
    if found.hosts:
        names = ", ".join(found.hosts)
        line.append(
            text(
                " " + ngettext("with %(names)s as host", "with %(names)s as hosts", len(found.hosts)) % {"names": names}
            )
        )
    line.append(text("."))
    return [
        {"type": "panel", "attrs": {"panelType": "info"}, "content": [paragraph(*line), paragraph(*_counts(found))]}
    ]


def _counts(found: Gathered) -> list[Adf]:
    asked = ngettext("%(n)d question", "%(n)d questions", found.total) % {"n": found.total}
    parts = [asked, _("%(n)d answered") % {"n": len(found.answered)}]
    if found.open:
        parts.append(_("%(n)d open") % {"n": len(found.open)})
    if found.votes:
        votes = ngettext("%(n)d vote", "%(n)d votes", found.votes) % {"n": found.votes}
        by = ngettext("%(n)d person", "%(n)d people", found.voters) % {"n": found.voters}
        parts.append(_("%(votes)s by %(people)s") % {"votes": votes, "people": by} if found.voters else votes)
    line = [text(" · ".join(parts), STRONG)]
    if found.total > len(found.entries):
        more = _("The %(n)d with the most votes stand here, all others in the session.") % {"n": len(found.entries)}
        line.append(text(f". {more}"))
    return line


def _most_asked(found: Gathered, ids: dict[str, str]) -> list[Adf]:
    first = sorted(found.answered, key=lambda entry: (-entry.question.votes, entry.question.pk))[:MOST_ASKED]
    lines: list[list[Adf]] = []
    for entry in first:
        title = entry.question.title
        lines.append([text(title, href=f"#{ids[title]}" if title in ids else ""), *_votes(entry.question)])
    return [heading(2, _("Most asked")), bullets(lines, numbered=True)]


def _themes(found: Gathered, themes: Sequence[Theme]) -> list[Adf]:
    entries = {entry.question.pk: entry for entry in found.answered}
    placed = arranged(themes, [entry.as_asked for entry in found.answered])
    only = len(placed) == 1
    blocks: list[Adf] = []
    for theme in placed:
        blocks.append(heading(2, theme.name or (_("Questions and answers") if only else _("Other questions"))))
        for pk in theme.questions:
            blocks += entry_blocks(entries[pk])
    return blocks


def _open_points(found: Gathered) -> list[Adf]:
    if not found.open:
        return []
    lines = [open_line(point) for point in found.open]
    return [heading(2, _("Open points"), section_id(OPEN_POINTS)), bullets(lines)]


def _byline(entry: Entry) -> list[Adf]:
    """Who asked it, how many want to know. An anonymous asker is nobody here too."""
    question = entry.question
    line: list[Adf] = [text(_("Asked by %(name)s") % {"name": question.asked_by}, EM), *_votes(question)]
    if question.state == State.OBSOLETE:
        line += [text(" "), lozenge(_("Out of date"), "yellow")]
    if entry.also:
        asked = ngettext("also asked as “%(first)s”", "also asked in %(n)d other ways", len(entry.also))
        line.append(text(" · " + asked % {"first": entry.also[0], "n": len(entry.also)}, EM))
    return [*line, text(" · "), text(_("see it there"), href=question.get_absolute_url())]


def _votes(question: Question) -> list[Any]:
    if question.votes < 1:
        return []
    return [text(" · " + ngettext("%(n)d vote", "%(n)d votes", question.votes) % {"n": question.votes})]
