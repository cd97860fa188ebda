"""What went before and what was said, as entries of a record: only what the reader of the export may see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from cairn.comments.models import Comment, Thread
from cairn.decisions.interchange.lines import block
from cairn.decisions.interchange.people import Words
from cairn.decisions.interchange.record import Entry, Named, day_of
from cairn.decisions.models import Decision, EffectReview, Outcome
from cairn.documents import to_markdown
from cairn.pages.models import Page
from cairn.pages.rendering import media_url
from cairn.people.actors import Actor
from cairn.people.models import User


@dataclass(frozen=True, slots=True)
class Past:
    """`hidden`: a blind phase lasts, so nothing is told that shows what others think."""

    decision: Decision
    reader: Actor
    words: Words
    hidden: bool

    def entries(self) -> Iterator[Entry]:
        outcome: Outcome | None = getattr(self.decision, "outcome", None)
        yield from self._threads()
        for row in self.decision.material_changes.select_related("by"):
            parts = _parts(("before", row.before), ("after", row.after))
            yield self._entry("change", row.by, row.at, _facts(label=row.label, subject=row.subject), below=parts)
        for silence in self.decision.silences.order_by("pk"):
            yield self._entry("silence", None, silence.due_at, _facts(policy=silence.policy, at=silence.at))
        yield from self._rooms()
        for reopening in self.decision.reopenings.select_related("by", "outcome__by", "outcome__option"):
            yield self._earlier(reopening)
        yield from self._triggers()
        if outcome is not None:
            for approval in outcome.approvals.select_related("user"):
                yield self._entry("approval", approval.user, approval.at)
            review: EffectReview | None = EffectReview.objects.filter(outcome=outcome).select_related("by").first()
            if review is not None:
                facts = _facts(came=review.came, asked=review.asked_at)
                yield self._entry("review", review.by, review.at, facts, block(review.learnt))

    def _entry(
        self, kind: str, by: User | None, at: datetime | None, facts: dict[str, str] | None = None, text: str = "",
        below: tuple[Entry, ...] = (),
    ) -> Entry:  # fmt: skip
        return Entry(kind, self._who(by), day_of(at) if at else None, facts or {}, text, below)

    def _who(self, user: User | None) -> Named | None:
        return self.words.of(user) if user else None

    def _threads(self) -> Iterator[Entry]:
        threads = Thread.objects.visible_to(self.reader).of(self.decision.page).order_by("pk")
        if self.decision.page.published_id:  # words of a draft that only editors know don't go out with it
            threads = threads.known_to_readers()
        threads = threads.select_related("by", "resolution__by", "assignment__person")
        said: dict[int, list[Comment]] = {}
        rows = Comment.objects.filter(thread__in=threads.values("pk").order_by(), deleted_at=None).order_by("pk")
        for comment in rows.select_related("by").prefetch_related("reactions__by"):
            said.setdefault(comment.thread_id, []).append(comment)
        for thread in threads:
            facts = _facts(
                wants=thread.kind, about=thread.subject_label, subject=thread.subject, on_picture=thread.media
            )
            if hasattr(thread, "assignment"):
                facts["assigned"] = self.words.of(thread.assignment.person).words
            if hasattr(thread, "resolution"):
                facts["resolved"] = f"{_said(thread.resolution.at)} {self.words.of(thread.resolution.by).words}"
            below = _parts(("quote", thread.quote)) + tuple(self._comment(each) for each in said.get(thread.pk, ()))
            yield self._entry("thread", thread.by, thread.at, facts, below=below)

    def _comment(self, comment: Comment) -> Entry:
        signs: dict[str, list[str]] = {}
        for reaction in comment.reactions.all():
            signs.setdefault(reaction.sign, []).append(self.words.of(reaction.by).words)
        facts = _facts(edited=comment.edited_at) | {f"sign {at}": f"{sign}: {', '.join(names)}"
                                                    for at, (sign, names) in enumerate(signs.items(), start=1)}  # fmt: skip
        text = to_markdown(comment.body, media_url=media_url).text.strip("\n")
        return self._entry("comment", comment.by, comment.at, facts, text)

    def _rooms(self) -> Iterator[Entry]:
        rooms = self.decision.escalations.select_related("host", "page", "by", "ended_by", "cancelled_by")
        rooms = rooms.filter(page__in=Page.objects.visible_to(self.reader).values("pk"))
        for room in rooms.prefetch_related("invited", "agenda__person"):
            facts = _facts(
                minutes=room.minutes,
                page=f"{settings.BASE_URL.rstrip('/')}{room.page.get_absolute_url()}",
                asked=room.at,
                by=room.by and self.words.of(room.by).words,
                ended=room.ended_at,
                cancelled=room.cancelled_at,
                invited=", ".join(sorted(self.words.of(user).words for user in room.invited.all())),
            )
            agenda = tuple(self._point(row) for row in room.agenda.all() if not self.hidden or row.kind == "thread")
            yield self._entry("room", room.host, room.starts_at, facts, below=agenda)

    def _point(self, row: Any) -> Entry:
        parts = _parts(("notes", row.notes))
        return self._entry(
            "point", row.person, None, _facts(what=row.kind, minutes=row.minutes), block(row.words), parts
        )

    def _earlier(self, reopening: Any) -> Entry:
        reopened = self._entry("reopened", reopening.by, reopening.at, text=block(reopening.reason))
        outcome: Outcome | None = reopening.outcome
        if outcome is None:
            return Entry("earlier", None, day_of(reopening.at), below=(reopened,))
        who = self._who(outcome.by) or (Named("", outcome.decider) if outcome.decider else None)
        facts = _facts(number=outcome.number, chosen=outcome.option and outcome.option.title, review=outcome.review_at)
        told = (("override", outcome.override_reason), ("effect", outcome.expected_effect), ("check", outcome.check_by))
        rows = [self._entry("approval", row.user, row.at) for row in outcome.approvals.select_related("user")]
        for row in outcome.dissent.select_related("user"):
            rows.append(self._entry("dissent", row.user, row.at, _facts(stance=row.stance), block(row.reason)))
        for change in outcome.amendments.select_related("by"):
            why = _parts(("reason", change.reason))
            rows.append(self._entry("amendment", change.by, change.at, text=block(change.text), below=why))
        below = (*_parts(*told), *rows, reopened)
        return Entry("earlier", who, day_of(outcome.at), facts, block(outcome.statement), below)

    def _triggers(self) -> Iterator[Entry]:
        rows = self.decision.triggers.select_related("by", "page", "firing__by", "firing__answered_by")
        seen = set(Page.objects.visible_to(self.reader).filter(pk__in=rows.values("page")).values_list("pk", flat=True))
        for row in rows:
            facts = _facts(kind=row.kind, day=row.day, days=row.days, material="yes" if row.is_material else "",
                           words=row.words)  # fmt: skip
            if row.page is not None and row.page_id in seen:
                facts |= {"page": f"{settings.BASE_URL.rstrip('/')}{row.page.get_absolute_url()}"}
                facts |= _facts(title=row.page.title)
            firing, below = getattr(row, "firing", None), list[Entry]()
            if firing is not None:
                below.append(self._entry("fired", firing.by, firing.at, text=block(firing.note)))
            if firing is not None and firing.answered_at:
                below.append(self._entry("answer", firing.answered_by, firing.answered_at, text=block(firing.answer)))
            yield self._entry("trigger", row.by, row.at, facts, below=tuple(below))


def _facts(**told: Any) -> dict[str, str]:
    return {key.replace("_", ""): _said(value) for key, value in told.items() if value not in (None, "", False)}


def _said(value: Any) -> str:
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return " ".join(text.split())


def _parts(*told: tuple[str, str]) -> tuple[Entry, ...]:
    return tuple(Entry(kind, text=block(text)) for kind, text in told if text)
