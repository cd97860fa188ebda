"""Reminders: at half the time and a day before the end of each one's own working time, each once, whatever happens."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cast import Cast, SignIn

from cairn.comments.operations import start_thread
from cairn.documents import fill_doc
from cairn.feedback.jobs import any_open, remind
from cairn.feedback.models import ReadReminder, Reminder, Review, Round
from cairn.feedback.operations import Ask, ask_to_read, cancel_round, change_round, confirm_reading, start_round
from cairn.feedback.tests.conftest import MONDAY
from cairn.feedback.times import due_reminder, reminders, span_of, time_left
from cairn.livedocs.log import edit
from cairn.pages.models import Page
from cairn.pages.operations import publish_page, restrict_page
from cairn.pages.tests.conftest import body
from cairn.people.hours import is_working, workday_of, working_time
from cairn.people.models import User

HOUR = timedelta(hours=1)


def sent() -> list[tuple[str, str]]:
    rows = Reminder.objects.select_related("review__user").order_by("pk")
    return [(row.review.user.name, row.kind) for row in rows]


def run_through(clock: time_machine.Traveller, until: datetime, step: timedelta) -> None:
    """As the worker does: again and again."""
    from cairn.core.clock import now

    while now() < until:
        remind.func()
        clock.shift(step)


def test_each_once_and_in_her_hours(cast: Cast, page: Page, clock: time_machine.Traveller, run_jobs: Any) -> None:
    User.objects.filter(pk=cast.cleo.pk).update(time_zone="America/New_York")
    ask = Ask([cast.ada, cast.cleo], [], MONDAY + timedelta(days=7, hours=8), "Right?", 90)
    start_round(page, ask, by=cast.ben)
    assert any_open()
    run_through(clock, MONDAY + timedelta(days=8), HOUR)
    assert sent() == [("Cleo", "half"), ("Ada", "half"), ("Cleo", "day"), ("Ada", "day")]
    at = {(row.review.user.name, row.kind): row.at for row in Reminder.objects.select_related("review__user")}
    assert at["Ada", "half"] == MONDAY + timedelta(days=3)  # six working days: three are over
    assert at["Ada", "day"] == MONDAY + timedelta(days=7)  # Monday morning, not Sunday evening
    assert at["Cleo", "day"] == datetime(2026, 11, 27, 17, tzinfo=UTC)  # a New York day before noon on Monday
    run_jobs()
    assert cast.ada.notifications.filter(event__name="review.reminded").count() == 2
    over = cast.ben.notifications.get(event__name="round.time_over")
    assert "0 of 2 have answered" in over.text


def test_after_an_outage_the_later_one_alone(cast: Cast, round_: Round, clock: time_machine.Traveller) -> None:
    change_round(round_, Ask(due_at=MONDAY + timedelta(days=7, hours=9), maturity=10), by=cast.ben)
    clock.move_to(MONDAY + timedelta(days=6, hours=12))  # Sunday evening, both are due: nobody is woken
    remind.func()
    assert sent() == []
    clock.move_to(MONDAY + timedelta(days=7, hours=1))
    remind.func()
    remind.func()
    assert sent() == [("Ada", "day"), ("Cleo", "day")]


def test_none_for_who_has_answered_left_or_cannot_see(
    cast: Cast, as_: SignIn, page: Page, round_: Round, clock: time_machine.Traveller
) -> None:
    start_thread(page, by=cast.cleo, body="Which?")
    restrict_page(page, by=cast.ben, action="view", users=[cast.cleo], teams=[])
    clock.move_to(MONDAY + timedelta(days=4, hours=1))
    remind.func()
    assert sent() == []
    change_round(round_, Ask(due_at=MONDAY + timedelta(days=30), maturity=10), by=cast.ben)
    cancel_round(round_, by=cast.ben)
    clock.move_to(MONDAY + timedelta(days=40))
    remind.func()
    assert sent() == [] and Round.objects.get().overdue_told_at is None and not any_open()


def test_a_new_end_brings_a_new_last_day(cast: Cast, round_: Round, clock: time_machine.Traveller) -> None:
    run_through(clock, MONDAY + timedelta(days=6), timedelta(hours=4))
    assert sent().count(("Ada", "day")) == 1
    change_round(round_, Ask(due_at=MONDAY + timedelta(days=14, hours=8), maturity=10), by=cast.ben)
    run_through(clock, MONDAY + timedelta(days=15), timedelta(hours=4))
    assert sent().count(("Ada", "half")) == 1 and sent().count(("Ada", "day")) == 1


def test_readers_are_reminded_too_and_anew_of_what_matters(
    cast: Cast, page: Page, clock: time_machine.Traveller, run_jobs: Any
) -> None:
    ask = Ask([cast.ada, cast.cleo], [], MONDAY + timedelta(days=7, hours=8))
    request = ask_to_read(page, ask, by=cast.ben)
    assert any_open()
    clock.shift(HOUR)
    confirm_reading(request.acknowledgements.get(user=cast.cleo), by=cast.cleo, number=1)
    run_through(clock, MONDAY + timedelta(days=8), 4 * HOUR)
    assert list(ReadReminder.objects.values_list("acknowledgement__user__name", "kind").order_by("pk")) == [
        ("Ada", "half"), ("Ada", "day"),
    ]  # fmt: skip
    run_jobs()
    told = cast.ada.notifications.filter(event__name="acknowledgement.reminded").order_by("pk")
    assert [notice.text for notice in told] == [
        "Half of the time to read this page is over", "This page is to be read in a day",
    ]  # fmt: skip
    edit(page.document_id, lambda doc: fill_doc(doc, body("Another bridge.")), by=cast.ben)
    publish_page(page, by=cast.ben, material=True)
    run_jobs()
    run_through(clock, MONDAY + timedelta(days=17), 4 * HOUR)
    assert ReadReminder.objects.filter(version__number=2).count() == 4, "both of both"


ZONES = st.sampled_from(["UTC", "Europe/Vienna", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"])
STARTS = st.integers(0, 400 * 24 * 60).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n))


@settings(max_examples=60, deadline=None)
@given(ZONES, STARTS, st.integers(1, 40 * 24), st.sampled_from(["12345", "7", "1234567"]), st.sampled_from([7, 9, 22]))
def test_reminders_fall_into_working_time_between_start_and_end(
    zone: str, start: datetime, hours: int, days: str, begins: int
) -> None:
    user = User(time_zone=zone, working_days=days, workday_start=time(begins), workday_end=time((begins + 8) % 24))
    review = Review(user=user, at=start, round=Round(due_at=start + hours * HOUR))
    due, found = review.round.due_at, reminders(span_of(review))
    assert list(found) in ([], ["day"], ["half", "day"])
    for kind, at in found.items():
        assert start <= at < due and is_working(user, at)
        assert (
            due_reminder(span_of(review), set(), at) == kind
            and due_reminder(span_of(review), {"half", "day"}, at) == ""
        )
    if "day" in found:
        assert working_time(user, found["day"], due) == workday_of(user)
    assert due_reminder(span_of(review), set(), due) == "" and time_left(user, due, due) == ""
