"""A recording of the live part leads to each question by the time at which it was on the screen."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import Cast, SignIn

from cairn.pages.operations import attach_file, create_page
from cairn.questions.models import Answer, Question, Recording, Session, Turn
from cairn.questions.operations import ask_question, change_answer
from cairn.questions.operations.live_part import put_on_screen, say_live
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
    second.began_at = first.began_at + timedelta(seconds=760)
    second.save()
    return other


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
