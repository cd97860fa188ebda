"""When something may be mailed: on her clock, over its jumps, in her hours."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.mail.kinds import BY_NAME
from cairn.mail.models import MailPreferences
from cairn.mail.rhythm import is_quiet, mail_at
from cairn.people.hours import is_working
from cairn.people.models import User
from cairn.people.zones import zone_of

WATCHING, MENTIONS = BY_NAME["watching"], BY_NAME["mentions"]


def person(zone: str = "Europe/Berlin") -> User:
    return User(name="Mira", time_zone=zone, working_days="12345", workday_start=time(9), workday_end=time(17))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def when(user: User, moment: str, **chosen: object) -> str:
    prefs = MailPreferences(**{"watching": "now", **chosen})
    found = mail_at(user, prefs, WATCHING, at(moment))
    return "never" if found is None else found.astimezone(zone_of(user)).strftime("%a %d %H:%M %Z")


def test_rhythms() -> None:
    user = person()  # 16 March 2027 is a Tuesday
    assert when(user, "2027-03-16T10:20") == "Tue 16 11:20 CET"
    assert when(user, "2027-03-16T10:20", watching="hourly") == "Tue 16 12:00 CET"
    assert when(user, "2027-03-16T10:20", watching="daily") == "Wed 17 09:00 CET"
    assert when(user, "2027-03-16T08:00", watching="daily") == "Wed 17 09:00 CET"
    assert when(user, "2027-03-16T07:59:59", watching="daily") == "Tue 16 09:00 CET"
    assert when(user, "2027-03-16T10:20", watching="weekly", digest_day=1, digest_hour=7) == "Mon 22 07:00 CET"
    assert when(user, "2027-03-16T10:20", watching="none") == "never"
    assert when(user, "2027-03-16T10:20", stopped_at=at("2027-01-01T00:00")) == "never"


def test_quiet_and_working_hours() -> None:
    user, quiet = person(), {"quiet_from": time(20), "quiet_to": time(7)}
    assert when(user, "2027-03-16T21:00", **quiet) == "Wed 17 07:00 CET"
    assert when(user, "2027-03-16T19:30", watching="hourly", **quiet) == "Wed 17 07:00 CET"
    assert when(user, "2027-03-19T16:30", working_hours_only=True) == "Mon 22 09:00 CET"
    assert when(user, "2027-03-19T16:30", working_hours_only=True, watching="daily") == "Mon 22 09:00 CET"
    assert when(user, "2027-03-19T16:30", watching="daily") == "Sat 20 09:00 CET"
    prefs = MailPreferences(urgent_any_time=True, working_hours_only=True, **quiet)
    assert mail_at(user, prefs, MENTIONS, at("2027-03-20T23:00")) == at("2027-03-20T23:00")


def test_the_clock_jumps() -> None:
    """Berlin, 28 March 2027: 2:00 is 3:00. 31 October 2027: 3:00 is 2:00 again."""
    user = person()
    assert when(user, "2027-03-27T12:00", watching="daily", digest_hour=2) == "Sun 28 03:00 CEST"
    assert when(user, "2027-03-28T01:00", watching="daily", digest_hour=2) == "Mon 29 02:00 CEST"
    assert when(user, "2027-10-30T12:00", watching="daily", digest_hour=2) == "Sun 31 02:00 CEST"
    assert when(user, "2027-10-31T00:30", watching="daily", digest_hour=2) == "Mon 01 02:00 CET"
    assert when(person("Asia/Kolkata"), "2027-03-28T01:00", watching="hourly") == "Sun 28 07:00 IST"


def test_another_zone_is_another_instant() -> None:
    moment = "2027-03-16T10:20"
    assert when(person("America/New_York"), moment, watching="daily") == "Tue 16 09:00 EDT"
    assert when(person("Asia/Tokyo"), moment, watching="daily") == "Wed 17 09:00 JST"


@settings(max_examples=60, deadline=None)
@given(
    minutes=st.integers(0, 60 * 24 * 500),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
    rhythm=st.sampled_from(["now", "hourly", "daily", "weekly"]),
    hour=st.integers(0, 23),
    works=st.booleans(),
)
def test_never_before_never_in_her_rest_and_soon_enough(
    minutes: int, zone: str, rhythm: str, hour: int, works: bool
) -> None:
    user, happened = person(zone), at("2027-01-01T00:00") + timedelta(minutes=minutes)
    prefs = MailPreferences(
        watching=rhythm, digest_hour=hour, quiet_from=time(22), quiet_to=time(6, 30), working_hours_only=works
    )
    found = mail_at(user, prefs, WATCHING, happened)
    assert found is not None and happened <= found <= happened + timedelta(days=8)
    if rhythm in ("now", "hourly"):
        assert not is_quiet(prefs, found.astimezone(zone_of(user)).time())
        assert not works or is_working(user, found)
