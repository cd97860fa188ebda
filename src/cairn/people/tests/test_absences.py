"""Days away: who says so, who sees it, and what counts them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.people.hours import add_working, is_working, next_working, working_time
from cairn.people.models import Absence, User
from cairn.people.zones import local_time

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
WEEK = {"first_day": "2026-11-24", "last_day": "2026-11-26", "note": "With the children"}


@pytest.fixture(autouse=True)
def _monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_she_says_it_and_everybody_sees_it(cast: Cast, as_: SignIn) -> None:
    address = f"/people/{cast.ben.pk}/absences/"
    assert as_(cast.ben).post(address, WEEK).status_code == 303
    assert as_(cast.cleo).post(address, WEEK).status_code == 403
    assert as_(cast.cleo).get(address).status_code == 403
    assert as_(None).post(address, WEEK).status_code == 302
    assert as_(cast.ada).post(address, {**WEEK, "first_day": "2026-12-01", "last_day": "2026-12-01"}).status_code == 303
    html = as_(cast.gus).get(f"/people/{cast.ben.pk}/").content.decode()
    assert "24 November 2026 – 26 November 2026" in html and "With the children" in html
    assert "Add days away" not in html
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=UTC), tick=False):
        assert "away until Thursday 26 November" in as_(cast.cleo).get("/people/").content.decode()
        assert "Take back" in as_(cast.ben).get("/people/me/profile/").content.decode()
    gone = Absence.objects.get(first_day=date(2026, 11, 24))
    assert as_(cast.cleo).delete(f"{address}{gone.pk}/").status_code == 403
    assert as_(cast.ben).delete(f"/people/{cast.ben.pk + 1}/absences/{gone.pk}/").status_code == 404
    assert as_(cast.ben).delete(f"{address}{gone.pk}/").status_code == 303
    assert cast.ben.absences.count() == 1


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"last_day": "2026-11-23"}, "before the first"),
        ({"first_day": "2026-11-01", "last_day": "2026-11-22"}, "days are over"),
        ({"last_day": "2036-11-22"}, "three years"),
        ({"last_day": "tomorrow"}, "date"),
        ({"note": "x" * 121}, "120"),
    ],
)
def test_bad_input(cast: Cast, as_: SignIn, change: dict[str, str], word: str) -> None:
    answer = as_(cast.ben).post(f"/people/{cast.ben.pk}/absences/", {**WEEK, **change})
    assert answer.status_code == 422 and word in answer.content.decode()
    assert not Absence.objects.exists()


def test_it_counts_as_no_work(cast: Cast) -> None:
    Absence.objects.create(user=cast.ben, first_day=date(2026, 11, 24), last_day=date(2026, 11, 26), by=cast.ben)
    ben, friday = again(cast.ben), datetime(2026, 11, 27, 9, tzinfo=UTC)
    assert working_time(ben, MONDAY, friday) == 8 * HOUR
    assert add_working(ben, MONDAY, 9 * HOUR) == friday + HOUR
    assert next_working(ben, datetime(2026, 11, 24, 10, tzinfo=UTC)) == friday
    assert not is_working(ben, datetime(2026, 11, 25, 12, tzinfo=UTC))
    User.objects.filter(pk=ben.pk).update(working_days="")
    anytime = again(ben)
    assert working_time(anytime, MONDAY, friday) == 17 * HOUR + 9 * HOUR  # Monday 7–24, Friday 0–9
    assert next_working(anytime, datetime(2026, 11, 24, 10, tzinfo=UTC)) == datetime(2026, 11, 27, tzinfo=UTC)


def test_days_are_those_of_her_zone_and_run_on(cast: Cast) -> None:
    User.objects.filter(pk=cast.ben.pk).update(time_zone="Pacific/Auckland")
    for first, last in ((24, 24), (25, 26), (28, 28)):
        Absence.objects.create(
            user=cast.ben, first_day=date(2026, 11, first), last_day=date(2026, 11, last), by=cast.ada
        )
    here = ZoneInfo("Pacific/Auckland")
    with time_machine.travel(datetime(2026, 11, 24, 0, 30, tzinfo=here), tick=False):
        assert local_time(again(cast.ben)).away_until == date(2026, 11, 26)
    with time_machine.travel(datetime(2026, 11, 23, 23, 30, tzinfo=here), tick=False):
        assert local_time(again(cast.ben)).away_until is None


def test_a_list_of_people_asks_once(cast: Cast, as_: SignIn) -> None:
    client = as_(cast.ada)
    client.get("/people/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/people/")
    assert sum("people_absence" in query["sql"] for query in queries) == 1
