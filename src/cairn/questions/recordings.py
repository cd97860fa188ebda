"""Where in a recording a question is answered: by hand, or from the instant at which it came onto the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cairn.pages.models import Page
from cairn.people.models import User
from cairn.questions.models import Moment, Question, Recording, Session, Turn

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
    turn = Turn.objects.filter(question=question).order_by("pk").first()
    return _after(recording, turn) if turn else None


def heard_of(question: Question, user: User) -> list[Heard]:
    """The places at which it is answered, in recordings whose files she may open."""
    if question.session is None:
        return []
    recordings = _open_to(user, question.session)
    found = [(recording, second_of(recording, question)) for recording in recordings]
    return [Heard(recording, question, second) for recording, second in found if second is not None]


def places(recording: Recording) -> list[Heard]:
    """Every question of the live part with its place, in the order of the recording."""
    moments = dict(Moment.objects.filter(recording=recording).values_list("question", "second"))
    turns = Turn.objects.filter(session=recording.session).select_related("question").order_by("pk")
    found: dict[int, Heard] = {}
    for turn in turns:
        second = moments.get(turn.question_id, _after(recording, turn))
        if turn.question_id not in found and second is not None:
            found[turn.question_id] = Heard(recording, turn.question, second, turn.question_id in moments)
    return sorted(found.values(), key=lambda each: each.second)


def first_second(recording: Recording) -> int:
    """At which second the first question of the live part comes."""
    first = recording.session.turns.first()
    return max(0, int((first.began_at - recording.starts_at).total_seconds())) if first else 0


def _after(recording: Recording, turn: Turn) -> int | None:
    second = int((turn.began_at - recording.starts_at).total_seconds())
    return second if second >= 0 else None


def _open_to(user: User, session: Session) -> list[Recording]:
    pages = Page.objects.visible_to(user).values("pk")
    return list(session.recordings.filter(attachment__page__in=pages).select_related("attachment", "session"))
