"""One question with all that stands under it, for one reader. A fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext

from cairn import documents
from cairn.comments.reactions import SIGNS, Sign
from cairn.people.models import User
from cairn.questions.access import (
    can_answer,
    can_make_page,
    can_point_back,
    can_remark,
    can_run_question,
    is_host,
    is_votable,
)
from cairn.questions.elsewhere import Elsewhere, answered_here, elsewhere_of
from cairn.questions.history import Waiting, waiting_on
from cairn.questions.models import Answer, Helped, Question, Remark, State, Tagged
from cairn.questions.notes import Noted, Notes, notes_on
from cairn.questions.operations.split import has_grown
from cairn.questions.operations.vote import votes_on
from cairn.questions.recordings import Heard, heard_of

MOST_ANSWERS = 200


@dataclass(slots=True)
class Said:
    """An answer with what the reader may do about it."""

    answer: Answer
    is_hers: bool
    is_accepted: bool
    thanked: bool
    may_delete: bool
    remarks: list[Noted] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    edits: list[Waiting] = field(default_factory=list)


class Conversation:
    def __init__(self, question: Question, user: User) -> None:
        self.question, self.user = question, user
        self.session = question.session
        self.is_hers = question.asker_id == user.pk
        self.voted = votes_on(question).filter(user=user).exists()

    @cached_property
    def may_run(self) -> bool:
        return can_run_question(self.user, self.question)

    @cached_property
    def is_host(self) -> bool:
        return self.session is not None and is_host(self.user, self.session)

    @property
    def may_draft(self) -> bool:
        return self.session is not None and self.may_run

    @cached_property
    def heard(self) -> list[Heard]:
        """Where it is answered in recordings that she may hear."""
        return heard_of(self.question, self.user) if self.said_live or self.question.moments.exists() else []

    @cached_property
    def said_live(self) -> datetime | None:
        """When it was answered by word of mouth."""
        turn = self.question.turns.exclude(answered_at=None).first() if self.session is not None else None
        return turn.answered_at if turn else None

    @cached_property
    def may_unsplit(self) -> bool:
        """One again, where it was two things: as long as nobody has said anything to the second alone."""
        return self.may_run and self.question.split_from_id is not None and not has_grown(self.question)

    @cached_property
    def may_answer(self) -> bool:
        return self.question.merged_into_id is None and can_answer(self.user, self.question)

    @cached_property
    def may_remark(self) -> bool:
        return can_remark(self.user, self.question)

    @property
    def may_vote(self) -> bool:
        return is_votable(self.question)

    @property
    def may_accept(self) -> bool:
        return self.is_hers or self.may_run

    @property
    def may_change(self) -> bool:
        return (self.is_hers or self.may_run) and self.question.state not in (State.WITHDRAWN, State.DECLINED)

    @cached_property
    def labels(self) -> list[str]:
        return [label.name for label in self.question.labels.all()]

    @cached_property
    def answers(self) -> list[Said]:
        for said in self._answers:
            said.edits = self._edits.get(said.answer, [])
            said.remarks = self._notes.remarks.get(f"answer-{said.answer.pk}", [])
            said.signs = self._notes.signs.get(f"answer-{said.answer.pk}", [])
        return self._answers

    @cached_property
    def _answers(self) -> list[Said]:
        """The accepted one first, then hosts', then by thanks; two queries with their remarks."""
        thanked = Exists(Helped.objects.filter(answer=OuterRef("pk"), user=self.user))
        found = self.question.given.standing().select_related("by", "acceptance", "draft").annotate(thanked=thanked)
        found = found.prefetch_related("draft__co_writers")
        ranked = found.order_by(F("acceptance").asc(nulls_last=True), "-is_host", "-helped", "pk")[:MOST_ANSWERS]
        return [
            Said(
                answer,
                is_hers=answer.by_id == self.user.pk,
                is_accepted=hasattr(answer, "acceptance"),
                thanked=answer.thanked,  # type: ignore[attr-defined]
                may_delete=answer.by_id == self.user.pk or self.may_run,
            )
            for answer in ranked
        ]

    @cached_property
    def edits(self) -> list[Waiting]:
        """Other words for the question that wait for her, or for others to decide on hers."""
        return self._edits.get(self.question, [])

    @cached_property
    def _edits(self) -> dict[Question | Answer, list[Waiting]]:
        return waiting_on(self.question, [said.answer for said in self._answers], self.user)

    @cached_property
    def may_suggest(self) -> bool:
        """For what she can't change herself."""
        return self.may_remark and self.question.merged_into_id is None

    @cached_property
    def was_changed(self) -> bool:
        return self.question.revisions.exists()

    @cached_property
    def _notes(self) -> Notes:
        return notes_on(self.question, [said.answer for said in self._answers], self.user, runs=self.may_run)

    @property
    def remarks(self) -> list[Noted]:
        return self._notes.remarks.get("question", [])

    @property
    def signs(self) -> list[Sign]:
        return self._notes.signs.get("question", [])

    @property
    def all_signs(self) -> dict[str, tuple[str, Any]]:
        """Those that may be put."""
        return SIGNS

    @cached_property
    def began_under(self) -> Question | None:
        """The question under which it stood as a follow-up, if she sees that."""
        remark = Remark.objects.visible_to(self.user).filter(became=self.question)
        found = remark.select_related("question", "answer__question").first()
        return (found.answer.question if found.answer else found.question) if found else None

    @property
    def people_url(self) -> str:
        """Whom she may name here."""
        if self.session is not None:
            return reverse("ama_people", args=[self.session.pk])
        return reverse("space_question_people", args=[self.question.space.key])

    @property
    def typed_body(self) -> str:
        return documents.to_markdown(self.question.body).text.strip() if self.question.body else ""

    @property
    def home_url(self) -> str:
        """Where its list is."""
        if self.session is not None:
            return self.session.get_absolute_url()
        return reverse("space_questions", args=[self.question.space.key])

    @cached_property
    def tagged(self) -> list[Tagged]:
        """Who is asked by name, as long as nobody has answered."""
        return list(self.question.tagged.select_related("user")) if not self.question.answers else []

    @property
    def waits_for_her(self) -> bool:
        return any(each.user_id == self.user.pk and each.passed_at is None for each in self.tagged)

    @cached_property
    def may_make_page(self) -> bool:
        made = self.question.answered_in_page
        is_free = self.session is None and (made is None or made.trashing_id is not None)
        return is_free and can_make_page(self.user, self.question)

    @cached_property
    def there(self) -> Elsewhere | None:
        """Where it is answered instead, as far as she may know."""
        return elsewhere_of([self.question], self.user).get(self.question.pk)

    @cached_property
    def answered_here(self) -> list[Question]:
        return answered_here(self.question, self.user)

    @property
    def may_point(self) -> bool:
        return self.may_change and self.question.merged_into_id is None and self.there is None

    @property
    def may_point_back(self) -> bool:
        return self.there is not None and can_point_back(self.user, self.question)

    @property
    def may_withdraw(self) -> bool:
        return self.is_hers and not self.question.answers and self.question.state != State.WITHDRAWN

    @property
    def reply_target(self) -> str:
        return f"answer-to-{self.question.pk}"

    @property
    def crumbs(self) -> list[dict[str, str]]:
        space = self.question.space
        above = [{"title": space.name, "url": space.get_absolute_url()}]
        title = str(self.session.page) if self.session is not None else gettext("Questions")
        above.append({"title": title, "url": self.home_url})
        return [*above, {"title": self.question.title, "url": ""}]

    @property
    def trigger(self) -> str:
        nouns = ("question", "answer", "remark", "reaction", "edit", "ama")
        return ", ".join([*(f"cairn:{noun}.changed from:body" for noun in nouns), "cairn:refresh from:body"])
