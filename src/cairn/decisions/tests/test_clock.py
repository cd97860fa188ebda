"""The fair clock, what is no due instant, and a stand-in who could not stand in: at the form."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from tests.cast import Cast, SignIn

from cairn.decisions.clock.fair import FairClock, span
from cairn.decisions.models import Decision
from cairn.decisions.operations import start_decision, take_position
from cairn.decisions.roles import Roles, Setup
from cairn.decisions.tests.conftest import again
from cairn.people.models import Absence, User

HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def sent(cast: Cast, **more: object) -> dict[str, object]:
    return {
        "role_driver": cast.ben.pk,
        "role_approver": [cast.ada.pk],
        "role_contributor": [cast.cleo.pk],
        "due_at": "2026-11-24T11:00",
        "silence": "escalate",
    } | more


def test_the_form_says_who_has_too_little_time(cast: Cast, as_: SignIn, draft: Decision) -> None:
    User.objects.filter(pk=cast.ada.pk).update(time_zone="Asia/Tokyo")  # nine to five is 0:00 to 8:00 UTC
    Absence.objects.create(user=cast.cleo, first_day=date(2026, 11, 23), last_day=date(2026, 11, 23), by=cast.cleo)
    address = f"/decisions/{draft.pk}/clock/"
    with time_machine.travel(MONDAY, tick=False):
        html = as_(cast.ben).get(address, sent(cast, due_at="2026-11-24T02:00")).content.decode()
        assert "Ada has 2 working hours" in html
        assert "Cleo has no working time (away until 23 November)" in html
        assert "Tuesday 11:00 in Asia/Tokyo" in html
        assert 'data-value="2026-11-24T17:00"' in html  # by then Cleo has had her day
        fair = as_(cast.ben).get(address, sent(cast, due_at="2026-11-25T17:00")).content.decode()
        assert "Too little time" not in fair and "2 working days" in fair
        assert as_(cast.ben).get(address, sent(cast, due_at="soon")).content.decode().count("fair-clock") == 0
        assert as_(cast.cleo).get(address, sent(cast)).status_code == 404  # a draft is the editors'
        answer = as_(cast.ben).post(f"/decisions/{draft.pk}/start/", sent(cast, due_at="2026-11-24T02:00"), follow=True)
        assert "Ada has 2 working hours" in answer.content.decode()
        page = as_(cast.ravi).get(draft.get_absolute_url()).content.decode()
        assert "2 working hours" in page and "called into a room" in page


def test_days_away_that_are_counted_out_are_said(cast: Cast, as_: SignIn, draft: Decision) -> None:
    for person, first, last in ((cast.cleo, 24, 25), (cast.ada, 25, 25), (cast.ben, 30, 30)):
        Absence.objects.create(user=person, first_day=date(2026, 11, first), last_day=date(2026, 11, last), by=person)
    with time_machine.travel(MONDAY, tick=False):
        html = (
            as_(cast.ben).get(f"/decisions/{draft.pk}/clock/", sent(cast, due_at="2026-11-26T17:00")).content.decode()
        )
    assert "away from 24 to 25 November" in html and "away on 25 November" in html and "30 November" not in html


def test_who_has_spoken_is_not_short_of_time(cast: Cast, draft: Decision) -> None:
    with time_machine.travel(MONDAY, tick=False):
        setup = Setup.daci(cast.ben, [cast.ada], [cast.cleo], [], MONDAY + 3 * HOUR)
        start_decision(draft, by=cast.ben, setup=setup)
        decision = again(draft)
        assert [each.user.name for each in FairClock.of(decision, Roles.of(decision)).short] == ["Ada", "Cleo"]
        take_position(decision, by=cast.cleo, stance="agree")
        assert [each.user.name for each in FairClock.of(decision, Roles.of(decision)).short] == ["Ada"]


@pytest.mark.parametrize(
    ("zone", "typed", "words"),
    [
        ("Europe/Vienna", "2027-03-28T02:30", "jumps over 02:30: there is no such time. Pick 03:00 or later"),
        ("Europe/Vienna", "2027-10-31T02:30", "shows 02:30 twice"),
        ("America/New_York", "2027-03-14T02:00", "jumps over 02:00"),
        ("UTC", "2026-11-22T09:00", "in the past"),
        ("UTC", "2026-11-24", "no day and hour we can read"),
        ("UTC", "0001-01-01T00:00", "no day and hour we can read"),
        ("UTC", "", "Without an end nobody knows when to answer"),
    ],
)
def test_what_is_no_due_instant(cast: Cast, as_: SignIn, draft: Decision, zone: str, typed: str, words: str) -> None:
    User.objects.filter(pk=cast.ben.pk).update(time_zone=zone)
    with time_machine.travel(MONDAY, tick=False):
        answer = as_(cast.ben).post(f"/decisions/{draft.pk}/start/", sent(cast, due_at=typed))
    html = answer.content.decode()
    assert answer.status_code == 422 and words in html and again(draft).status.value == "draft"
    assert f'value="{typed}"' in html  # what was typed is kept


def test_silence_is_chosen_in_the_form(cast: Cast, as_: SignIn, draft: Decision) -> None:
    start, client = f"/decisions/{draft.pk}/start/", as_(cast.ben)
    with time_machine.travel(MONDAY, tick=False):
        nobody = client.post(start, sent(cast, silence="stand_in"))
        assert nobody.status_code == 422 and "Say who stands in" in nobody.content.decode()
        blind = client.post(start, sent(cast, silence="stand_in", stand_in=cast.sam.pk))
        assert blind.status_code == 422 and "Sam can’t see this page" in blind.content.decode()
        assert client.post(start, sent(cast, silence="stand_in", stand_in=cast.ravi.pk)).status_code == 302
        assert (again(draft).silence, again(draft).stand_in) == ("stand_in", cast.ravi)
        client.post(f"/decisions/{draft.pk}/setup/", {**sent(cast), "silence": "consent"})
        assert (again(draft).silence, again(draft).stand_in) == ("consent", None)
        without = {name: value for name, value in sent(cast).items() if name != "silence"}
        client.post(f"/decisions/{draft.pk}/setup/", without)
    assert again(draft).silence == "consent"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "no working time"),
        (1, "1 working minute"),
        (119, "1 working hour"),
        (15 * 60, "15 working hours"),
        (960, "2 working days"),
    ],
)
def test_spans(minutes: int, words: str) -> None:
    assert span(timedelta(minutes=minutes), 8 * HOUR) == words
