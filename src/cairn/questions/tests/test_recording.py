"""A recording of the live part leads to each question by the time at which it was on the screen."""

import io
import wave
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast, SignIn

from cairn.pages.operations import attach_file, create_page
from cairn.questions.models import Answer, Host, Question, Recording, Session, Turn
from cairn.questions.operations import ask_question, change_answer
from cairn.questions.operations.live_part import put_on_screen, say_live
from cairn.questions.operations.recording import attach_recording
from cairn.questions.recordings import clock, places, seconds_in
from cairn.questions.tests.test_desk import form
from cairn.questions.writing import Asked, Said

SOUND = b"ID3\x03\x00\x00\x00\x00\x00\x21" + bytes(400)


def sound(name: str = "talk.mp3") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, SOUND)


def spoken(cast: Cast, session: Session, question: Question) -> Question:
    """Two questions on the screen, the second 12 minutes and 40 seconds after the first, and both answered there."""
    other = ask_question(session, Asked("Who pays?"), by=cast.gus)
    for asked in (question, other):
        put_on_screen(asked, by=cast.ben)
        say_live(asked, by=cast.ben)
    first, second = Turn.objects.all()
    first.began_at -= timedelta(hours=1)
    second.began_at = first.began_at + timedelta(seconds=760)
    Turn.objects.bulk_update([first, second], ["began_at"])
    return other


def talk(seconds: int = 2) -> SimpleUploadedFile:
    """What a recorder writes."""
    file = io.BytesIO()
    with wave.open(file, "wb") as heard:
        heard.setnchannels(1)
        heard.setsampwidth(1)
        heard.setframerate(100)
        heard.writeframes(b"\x80" * 100 * seconds)
    return SimpleUploadedFile("talk.wav", file.getvalue())


def test_each_question_has_its_place_and_who_waits_is_answered(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    other, address, ben = spoken(cast, session, question), f"/ama/{session.pk}/recordings/", as_(cast.ben)
    assert as_(cast.sam).post(address, {"file": sound()}).status_code == 404
    assert as_(cast.ravi).post(address, {"file": sound()}).status_code == 403
    words = SimpleUploadedFile("talk.txt", b"what was said")
    assert ben.post(address, {"file": words}).status_code == 422 and not Recording.objects.exists()
    assert ben.post(address, {"file": sound(), "first_at": "02:05"}).status_code == 200
    recording = Recording.objects.get()
    assert [(each.question, each.clock) for each in places(recording)] == [(question, "02:05"), (other, "14:45")]
    page = as_(cast.gus).get(other.get_absolute_url()).content.decode()
    assert "Hear the answer · 14:45" in page and f'{recording.attachment.get_absolute_url()}#t=885"' in page
    part = as_(cast.gus).get(recording.attachment.get_absolute_url(), headers={"Range": "bytes=10-19"})
    assert part.status_code == 206 and len(b"".join(part)) == 10
    assert set(Answer.objects.values_list("question", "is_host")) == {(question.pk, True), (other.pk, True)}
    ben.put(f"/recordings/{recording.pk}/questions/{other.pk}/", **form(second="1:02:03"))
    assert ben.put(f"/recordings/{recording.pk}/", **form(first_at="00:10")).status_code == 200
    recording.refresh_from_db()
    assert [each.clock for each in places(recording)] == ["00:10", "1:02:03"], "by hand it stays where it is"
    for wrong in ("soon", "99:99", "-1:00"):
        assert ben.put(f"/recordings/{recording.pk}/", **form(first_at=wrong)).status_code == 422
    assert as_(cast.ravi).put(f"/recordings/{recording.pk}/", **form(first_at="00:00")).status_code == 403
    change_answer(Answer.objects.get(question=other), by=cast.ben, said=Said("The town pays"))
    assert ben.delete(f"/recordings/{recording.pk}/").status_code == 200
    assert list(Answer.objects.standing().values_list("text", flat=True)) == ["The town pays"]


def test_a_file_of_another_page_is_heard_by_those_who_see_that_page(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    spoken(cast, session, question)
    draft = create_page(cast.stone, by=cast.ben, title="Never published")
    kept = attach_file(draft, sound(), by=cast.ben)
    address, ben = f"/ama/{session.pk}/recordings/", as_(cast.ben)
    assert ben.post(address, {"address": "/attachments/nothing/talk.mp3"}).status_code == 422
    assert ben.post(address, {"address": f"https://cairn.example{kept.get_absolute_url()}"}).status_code == 200
    assert "Hear the answer" in ben.get(question.get_absolute_url()).content.decode()
    assert "Hear the answer" not in as_(cast.ravi).get(question.get_absolute_url()).content.decode()


def test_a_host_who_only_reads_the_page_attaches_it(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    spoken(cast, session, question)
    address = f"/ama/{session.pk}/recordings/"
    assert as_(cast.cleo).post(address, {"file": talk()}).status_code == 403
    Host.objects.create(session=session, user=cast.cleo, position=2)
    assert as_(cast.cleo).post(address, {"file": talk()}).status_code == 200
    kept = Recording.objects.get()
    assert (kept.attachment.content_type, kept.by, kept.attachment.page) == ("audio/wav", cast.cleo, session.page)
    attached = as_(cast.cleo).post(f"/pages/{session.page_id}/attachments/", {"file": talk(3)})
    assert attached.status_code == 403, "of the page itself she changes nothing"


def test_without_a_live_part_each_question_gets_its_place_by_hand(
    cast: Cast, as_: SignIn, session: Session, question: Question
) -> None:
    ben = as_(cast.ben)
    assert ben.post(f"/ama/{session.pk}/recordings/", {"file": talk()}).status_code == 200
    recording = Recording.objects.get()
    at, one = f"/recordings/{recording.pk}/questions/", f"/recordings/{recording.pk}/questions/{question.pk}/"
    assert as_(cast.sam).post(at, {"question": question.pk, "second": "12:40"}).status_code == 404
    assert as_(cast.gus).post(at, {"question": question.pk, "second": "12:40"}).status_code == 403
    assert ben.post(at, {"question": "", "second": "12:40"}).status_code == 422
    assert ben.post(at, {"question": question.pk, "second": "soon"}).status_code == 422 and not Answer.objects.exists()
    assert ben.post(at, {"question": question.pk, "second": "12:40"}).status_code == 200
    assert "Hear the answer · 12:40" in as_(cast.gus).get(question.get_absolute_url()).content.decode()
    assert Answer.objects.get().is_host, "who waits for it hears of it"
    put_on_screen(question, by=cast.ben)
    assert [each.clock for each in places(recording)] == ["12:40"]
    assert as_(cast.gus).delete(one).status_code == 403
    assert ben.delete(one).status_code == 200
    assert not places(recording), "what is on the screen later than it was recorded is not in it"
    assert not Answer.objects.standing().exists()
    assert ben.put(f"/recordings/{recording.pk}/", **form(first_at="00:10")).status_code == 409


def test_what_was_passed_over_is_where_it_was_answered(cast: Cast, session: Session, question: Question) -> None:
    spoken(cast, session, question)
    passed, _other = Turn.objects.all()
    passed.answered_at = None
    passed.save()
    later = passed.began_at + timedelta(minutes=40)
    Turn.objects.filter(ended_at=None).update(ended_at=later)
    Turn.objects.create(session=session, question=question, began_at=later, answered_at=later + timedelta(minutes=5))
    recording = attach_recording(session, talk(), by=cast.ben)
    assert [each.clock for each in places(recording)] == ["12:40", "40:00"]


def test_places_are_written_as_people_write_them() -> None:
    assert [clock(second) for second in (0, 760, 3723)] == ["00:00", "12:40", "1:02:03"]
    assert [seconds_in(typed) for typed in ("00:00", " 12:40 ", "1:02:03", "90:00", "12", "")] == [
        0,
        760,
        3723,
        5400,
        -1,
        -1,
    ]
