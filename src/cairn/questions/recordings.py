"""Where in a recording a question is answered: by hand, or from the instant at which it came onto the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import F

from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.models import Moment, Question, Recording, Session, Turn

MOST_OFFERED = 300
_SAID_FIRST = (F("answered_at").asc(nulls_last=True), "pk")  # where it was answered, else where it was first shown
CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,4}):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Heard:
    """A question's place in a recording, in seconds from its start."""

    recording: Recording
    question: Question
    second: int
    by_hand: bool = False

    @property
    def clock(self) -> str:
        return clock(self.second)

    @property
    def is_film(self) -> bool:
        return self.recording.attachment.content_type.startswith("video/")


def clock(second: int) -> str:
    """ "12:40", "1:02:05"."""
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"


def seconds_in(typed: str) -> int:
    """What `clock` says, as seconds; -1 for what is no such thing."""
    found = CLOCK.fullmatch(typed.strip())
    if found is None:
        return -1
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return (hours * 60 + minutes) * 60 + seconds


def second_of(recording: Recording, question: Question) -> int | None:
    """None where it was never on the screen, or before the recording began."""
    by_hand = Moment.objects.filter(recording=recording, question=question).values_list("second", flat=True).first()
    if by_hand is not None:
        return by_hand
    turn = Turn.objects.filter(question=question).order_by(*_SAID_FIRST).first()
    return _after(recording, turn) if turn else None


def heard_of(question: Question, user: User) -> list[Heard]:
    """The places at which it is answered, in recordings whose files she may open."""
    if question.session is None:
        return []
    recordings = _open_to(user, question.session)
    found = [(recording, second_of(recording, question)) for recording in recordings]
    return [Heard(recording, question, second) for recording, second in found if second is not None]


def places(recording: Recording) -> list[Heard]:
    """Every question of the live part, and each that was placed by hand, in the order of the recording."""
    by_hand = Moment.objects.filter(recording=recording).select_related("question")
    found = {each.question_id: Heard(recording, each.question, each.second, by_hand=True) for each in by_hand}
    turns = Turn.objects.filter(session=recording.session).select_related("question").order_by(*_SAID_FIRST)
    looked_at: set[int] = set(found)
    for turn in turns:
        second = None if turn.question_id in looked_at else _after(recording, turn)
        looked_at.add(turn.question_id)
        if second is not None:
            found[turn.question_id] = Heard(recording, turn.question, second)
    return sorted(found.values(), key=lambda each: (each.second, each.question.pk))


def unplaced(recording: Recording, placed: list[Heard]) -> list[Question]:
    """Questions that have no place in it yet, what most want to know first. `placed`: its `places`."""
    found = Question.objects.of(recording.session).shown().exclude(pk__in=[each.question.pk for each in placed])
    return list(found.order_by("-votes", "pk")[:MOST_OFFERED])


def first_turn(recording: Recording) -> Turn | None:
    """The first of its live part: one that came onto the screen later than the recording is in another."""
    return recording.session.turns.filter(began_at__lte=recording.at).first()


def first_second(recording: Recording) -> int:
    """At which second the first question of the live part comes."""
    first = first_turn(recording)
    return max(0, int((first.began_at - recording.starts_at).total_seconds())) if first else 0


def _after(recording: Recording, turn: Turn) -> int | None:
    second = int((turn.began_at - recording.starts_at).total_seconds())
    return second if second >= 0 and turn.began_at <= recording.at else None


def _open_to(user: User, session: Session) -> list[Recording]:
    pages = Page.objects.visible_to(user).values("pk")
    return list(session.recordings.filter(attachment__page__in=pages).select_related("attachment", "session"))
