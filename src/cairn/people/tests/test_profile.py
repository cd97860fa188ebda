"""A person's own page: words, hours, picture."""

from datetime import datetime, time
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.cast import Cast, SignIn

from cairn.core.errors import Forbidden
from cairn.people.models import User
from cairn.people.operations import Profile, change_profile
from cairn.people.zones import local_time

FORM = {
    "name": "Ben Two",
    "title": "Engineer",
    "time_zone": "Asia/Tokyo",
    "working_days": ["1", "2", "7"],
    "workday_start": "08:30",
    "workday_end": "16:00",
}


def _picture(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, "green").save(out, kind)
    return SimpleUploadedFile("me.png", out.getvalue())


def test_change(cast: Cast, as_: SignIn) -> None:
    assert as_(cast.ben).post("/people/me/profile/", FORM).status_code == 303
    ben = User.objects.get(pk=cast.ben.pk)
    assert (ben.name, ben.title, ben.time_zone, ben.working_days) == ("Ben Two", "Engineer", "Asia/Tokyo", "127")
    assert ben.workday_start == time(8, 30)
    assert as_(None).post("/people/me/profile/", FORM).status_code == 302
    with pytest.raises(Forbidden):
        change_profile(cast.ada, Profile("Mallory"), by=cast.ben)


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"name": "x" * 10_000},
        {"time_zone": "Mars/Olympus"},
        {"workday_end": "08:30"},
        {"working_days": "9"},
    ],
)
def test_bad_input(cast: Cast, as_: SignIn, change: dict[str, str]) -> None:
    answer = as_(cast.ben).post("/people/me/profile/", {**FORM, **change})
    assert answer.status_code == 422 and 'value="Engineer"' in answer.content.decode()
    assert User.objects.get(pk=cast.ben.pk).title == ""


def test_picture(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.ben)
    assert client.post("/people/me/picture/", {"picture": _picture()}).status_code == 303
    ben = User.objects.get(pk=cast.ben.pk)
    answer = as_(cast.gus).get(ben.picture_url)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "image/webp"
    assert Image.open(BytesIO(b"".join(answer.streaming_content))).size == (256, 256)
    assert as_(cast.gus).get(f"/people/{cast.sam.pk}/picture/").status_code == 404
    assert client.delete("/people/me/picture/").status_code == 303
    assert User.objects.get(pk=cast.ben.pk).picture_url == ""


@pytest.mark.parametrize("content", [b"", b"GIF89a not really", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_what_is_no_picture(cast: Cast, as_: SignIn, content: bytes) -> None:
    file = SimpleUploadedFile("me.png", content, "image/png")
    assert as_(cast.ben).post("/people/me/picture/", {"picture": file}).status_code == 422
    assert not User.objects.get(pk=cast.ben.pk).picture


def test_others_see_her_hours(cast: Cast, as_: SignIn) -> None:
    User.objects.filter(pk=cast.ben.pk).update(time_zone="Asia/Tokyo")
    with time_machine.travel(datetime(2026, 3, 2, 14, 32, tzinfo=ZoneInfo("Asia/Tokyo")), tick=False):
        html = as_(cast.cleo).get(f"/people/{cast.ben.pk}/").content.decode()
    assert "14:32 there" in html and "working until 17:00" in html


@pytest.mark.parametrize(
    ("hour", "day", "works"), [(8, 2, False), (9, 2, True), (16, 2, True), (17, 2, False), (12, 1, False)]
)
def test_working_now(hour: int, day: int, works: bool) -> None:
    """2 March 2026 is a Monday."""
    user = User(name="A", time_zone="Europe/Oslo")
    with time_machine.travel(
        datetime(2026, 3, day, hour, 30 if works else 0, tzinfo=ZoneInfo("Europe/Oslo")), tick=False
    ):
        assert local_time(user).works_now is works


def test_night_shift() -> None:
    user = User(name="A", workday_start=time(22), workday_end=time(6))
    with time_machine.travel(datetime(2026, 3, 2, 23, tzinfo=ZoneInfo("UTC")), tick=False):
        assert local_time(user).works_now and local_time(user).until == "06:00"
