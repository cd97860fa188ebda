"""Working time, over every jump of the clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.people.hours import add_working, is_working, next_working, workday_of, working_time
from cairn.people.models import User

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
ZONES = [
    "UTC",
    "Europe/Vienna",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Pacific/Apia",
    "Asia/Tehran",
]


def person(zone: str = "Europe/Vienna", days: str = "12345", start: time = time(9), end: time = time(17)) -> User:
    return User(name="Ada", time_zone=zone, working_days=days, workday_start=start, workday_end=end)


def at(text: str, zone: str = "Europe/Vienna", fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


people = st.builds(
    person,
    st.sampled_from(ZONES),
    st.sets(st.sampled_from("1234567")).map(lambda days: "".join(sorted(days))),
    st.times(),
    st.times(),
).filter(lambda user: user.workday_start != user.workday_end)
instants = st.integers(0, 16 * 365 * 24 * 3600).map(lambda n: datetime(2011, 12, 1, tzinfo=UTC) + timedelta(seconds=n))
spans = st.timedeltas(timedelta(), timedelta(days=40))


@settings(max_examples=60, deadline=None)
@given(people, instants, spans, spans)
def test_time_adds_up_and_back(user: User, start: datetime, one: timedelta, other: timedelta) -> None:
    middle, end = start + one, start + one + other
    whole = working_time(user, start, end)
    assert timedelta() <= whole <= end - start
    assert whole == working_time(user, start, middle) + working_time(user, middle, end)
    done = add_working(user, start, one)
    assert done >= start + one
    assert working_time(user, start, done) == one
    assert one == timedelta() or working_time(user, start, done - timedelta(microseconds=1)) < one


@settings(max_examples=60, deadline=None)
@given(people, instants)
def test_whoever_does_not_work_now_starts_next(user: User, start: datetime) -> None:
    begins = next_working(user, start)
    assert begins >= start and is_working(user, begins)
    assert is_working(user, start) == (begins == start)
    if not is_working(user, start):
        assert working_time(user, start, begins) == timedelta()
        assert working_time(user, begins, begins + MINUTE) > timedelta()


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(ZONES), instants.map(lambda each: each.replace(second=0, microsecond=0)))
def test_office_hours_are_what_the_wall_clock_says(zone: str, start: datetime) -> None:
    user = person(zone, "123")
    worked = sum(
        local.isoweekday() <= 3 and 9 <= local.hour < 17
        for local in ((start + n * 5 * MINUTE).astimezone(ZoneInfo(zone)) for n in range(288))
    )
    assert abs(working_time(user, start, start + timedelta(days=1)) - worked * 5 * MINUTE) <= 10 * MINUTE


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-23T09:00", "2026-11-27T17:00", 40),  # a week
        ("2026-11-27T16:00", "2026-11-30T10:00", 2),  # over a week-end
        ("2026-11-28T00:00", "2026-11-30T00:00", 0),  # the week-end itself
        ("2026-11-24T08:00", "2026-11-24T09:30", 0.5),
        ("2026-11-24T17:00", "2026-11-24T09:00", 0),  # backwards
    ],
)
def test_an_office_week(start: str, end: str, hours: float) -> None:
    assert working_time(person(), at(start), at(end)) == hours * HOUR


def test_a_night_shift_loses_and_gains_the_hour_of_the_jump() -> None:
    night = person(days="6", start=time(22), end=time(6))
    assert workday_of(night) == 8 * HOUR
    assert working_time(night, at("2026-03-28T12:00"), at("2026-03-29T12:00")) == 7 * HOUR
    assert working_time(night, at("2026-10-24T12:00"), at("2026-10-25T12:00")) == 9 * HOUR
    assert working_time(night, at("2026-11-21T12:00"), at("2026-11-22T12:00")) == 8 * HOUR
    assert is_working(night, at("2026-03-29T05:59")) and not is_working(night, at("2026-03-29T06:00"))


def test_hours_that_the_clock_skips_or_repeats() -> None:
    early = person(days="7", start=time(1), end=time(2, 30))
    assert working_time(early, at("2026-03-29T00:00"), at("2026-03-29T12:00")) == HOUR  # 02:30 never came
    assert working_time(early, at("2026-10-25T00:00"), at("2026-10-25T12:00")) == 2.5 * HOUR  # until its second pass
    skipped = person(days="7", start=time(2, 15), end=time(4))
    assert next_working(skipped, at("2026-03-29T00:00")) == at("2026-03-29T03:00")
    assert add_working(person(), at("2026-03-27T16:00"), 2 * HOUR) == at("2026-03-30T10:00")


def test_no_working_days_or_an_unknown_zone_stop_nobody() -> None:
    anytime, lost = person(days=""), person("Nowhere/Land")
    noon = at("2026-11-22T12:00")
    assert is_working(anytime, noon) and next_working(anytime, noon) == noon
    assert add_working(anytime, noon, 5 * HOUR) == noon + 5 * HOUR
    assert working_time(anytime, noon, noon + 5 * HOUR) == 5 * HOUR
    assert next_working(lost, noon) == at("2026-11-23T09:00", "UTC")
