"""The recording of a live part: attached, set right in time, taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.activity.record import record
from cairn.core.db import atomic
from cairn.core.errors import Conflict, Forbidden, Invalid
from cairn.pages.access import can_view
from cairn.pages.models import Attachment
from cairn.people.actors import Actor
from cairn.people.models import User
from cairn.questions.guard import lock_questions, run_session
from cairn.questions.models import Answer, Moment, Question, Recording, Session, Turn
from cairn.questions.operations.answer import delete_answer, put_answer
from cairn.questions.operations.files import keep_file
from cairn.questions.recordings import first_turn, second_of
from cairn.questions.writing import Said

LONGEST = 24 * 3600  # seconds


def attach_recording(
    session: Session, file: UploadedFile[Any] | Attachment, *, by: User, first_at: int = 0
) -> Recording:
    """A file, or one that stands on a page of the workspace already. `first_at`: the second at which the first question
    of the live part comes; from there the instants of all others follow. Where none was on the screen, each question is
    given its place by hand. What was answered by word of mouth and has no words yet gets an answer that leads to its
    place, so that who waits for it hears of it.
    """
    with atomic():
        fresh = run_session(session, by=by)
        attachment = _seen(file, by) if isinstance(file, Attachment) else keep_file(fresh, file, by=by)
        if not attachment.content_type.startswith(("audio/", "video/")):
            raise Invalid(_("This is neither sound nor film. Attach a file that a browser plays: MP3, M4A, MP4, WebM."))
        found = Recording.objects.filter(session=fresh, attachment=attachment).first()
        if found is not None:
            return found
        recording = Recording(session=fresh, attachment=attachment, by=by)
        recording.starts_at = _beginning(recording, first_at)
        recording.save()
        _record("ama.recorded", recording, by)
        _answer_from(recording, by)
    return recording


def shift_recording(recording: Recording, first_at: int, *, by: Actor) -> Recording:
    """It began earlier or later: the first question of the live part comes at this second of it."""
    with atomic():
        run_session(recording.session, by=by)
        if first_turn(recording) is None:
            raise Conflict(_("No question was on the screen before this was recorded. Give each its place by hand."))
        recording.starts_at = _beginning(recording, first_at)
        recording.save(update_fields=["starts_at"])
        _record("ama.recording_changed", recording, by)
    return recording


def set_moment(recording: Recording, question: Question, second: int, *, by: User) -> Moment:
    """By hand: where this question is answered. It stays there whatever is shifted, and who waits for it hears of it."""
    with atomic():
        session = run_session(recording.session, by=by)
        if question.session_id != session.pk:
            raise Conflict(_("This question was not asked in this session."))
        to = {"second": _checked(second)}
        moment, _new = Moment.objects.update_or_create(recording=recording, question=question, defaults=to)
        _record("ama.recording_changed", recording, by, question=question.pk)
        _answer_from(recording, by, [question.pk])
    return moment


def unset_moment(recording: Recording, question: Question, *, by: Actor) -> None:
    """Not by hand any more: where it was on the screen, else nowhere, and then nothing leads there."""
    with atomic():
        run_session(recording.session, by=by)
        gone, _rows = Moment.objects.filter(recording=recording, question=question).delete()
        if not gone:
            return
        _record("ama.recording_changed", recording, by, question=question.pk)
        if second_of(recording, question) is None:
            _lead_nowhere(recording, by, question)


def remove_recording(recording: Recording, *, by: Actor) -> None:
    """Off the session; its file stays with its page. Answers that only led to it go, unless somebody wrote words."""
    with atomic():
        run_session(recording.session, by=by)
        _lead_nowhere(recording, by)
        _record("ama.recording_removed", recording, by)
        recording.delete()


def _answer_from(recording: Recording, by: User, placed: Sequence[int] = ()) -> None:
    """What was answered by word of mouth, or has its place by hand (`placed`). `by` says so; the answer is the hosts'."""
    spoken = Turn.objects.filter(session=recording.session).exclude(answered_at=None).values("question")
    heard = Q(pk__in=placed) if placed else Q(pk__in=spoken)
    waits = Question.objects.of(recording.session).shown().filter(heard, answers=0).order_by("pk")
    lock_questions([question.pk for question in waits])
    for question in waits.select_related("session__page__space"):
        if second_of(recording, question) is None:
            continue
        words = _("Answered live: [hear it in the recording](%(url)s).") % {"url": f"/questions/{question.pk}/#hear"}
        answer = put_answer(question, Said(words), by=by, by_hosts=True)
        answer.source = _source(recording)
        answer.save(update_fields=["source"])


def _lead_nowhere(recording: Recording, by: Actor, question: Question | None = None) -> None:
    """Answers that say nothing else than where to hear it go: of one question, or of all."""
    led_here = Answer.objects.standing().filter(source=_source(recording), edited_at=None)
    led_here = led_here.filter(question=question) if question else led_here
    for answer in led_here.select_related("question__session__page__space").order_by("question", "pk"):
        delete_answer(answer, by=by)


def _source(recording: Recording) -> str:
    return f"recording:{recording.pk}"


def _beginning(recording: Recording, first_at: int) -> datetime:
    """From where its first question comes; without one, the instant at which it was attached: no turn is later."""
    first, second = first_turn(recording), _checked(first_at)
    return first.began_at - timedelta(seconds=second) if first else recording.at


def _seen(attachment: Attachment, by: User) -> Attachment:
    if not can_view(by, attachment.page):
        raise Forbidden(_("The page that this file stands on is not open to you."))
    return attachment


def _checked(second: int) -> int:
    if not 0 <= second <= LONGEST:
        raise Invalid(_("Write a place in the recording as minutes and seconds, like 12:40."))
    return second


def _record(name: str, recording: Recording, by: Actor, **data: Any) -> None:
    page = recording.session.page
    where = {"space_id": page.space_id, "page_id": page.pk, "target_id": recording.session_id}
    record(name, by=by, **where, recording=recording.pk, **data)
