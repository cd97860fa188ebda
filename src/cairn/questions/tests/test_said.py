"""An instant as a person says it: understood, asked back, or refused with words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from cairn.core.errors import Invalid
from cairn.questions.planning.said import AsksBack, instant_of

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)


def said(text: str, chosen: str = "", ends: bool = True) -> str:
    """In UTC, as Berlin says it on 1 September 2026."""
    with time_machine.travel(NOW, tick=False), timezone.override(ZoneInfo("Europe/Berlin")):
        at = instant_of(text, "closes_at", chosen=chosen, ends=ends)
        return f"{at:%Y-%m-%d %H:%M}" if at else ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("12 October 2026, 17:00", "2026-10-12 15:00"),
        ("October 12, 5 pm", "2026-10-12 15:00"),
        ("2026-10-12 17:00", "2026-10-12 15:00"),
        ("2026-10-12T17:00", "2026-10-12 15:00"),
        ("12.10.2026 17:00", "2026-10-12 15:00"),
        ("12 October", "2026-10-12 21:59"),
        ("3 March, noon", "2027-03-03 11:00"),
        ("12 October 2026, 5:30pm EDT", "2026-10-12 21:30"),
        ("12 January 2027, 5 pm EST", "2027-01-12 22:00"),
        ("12 October, 17:00 ET", "2026-10-12 21:00"),
        ("12 October 2026 17:00 UTC", "2026-10-12 17:00"),
        ("12 October 2026 17:00 UTC+2", "2026-10-12 15:00"),
        ("12 October 2026 17:00 Asia/Kolkata", "2026-10-12 11:30"),
        ("tomorrow 9:00", "2026-09-02 07:00"),
    ],
)
def test_understood(text: str, wanted: str) -> None:
    assert said(text) == wanted


def test_est_in_october_is_asked_back_with_both_on_both_clocks() -> None:
    with pytest.raises(AsksBack) as asked:
        said("12 October, EST")
    edt, est = asked.value.choices
    assert "23:59 EDT" in edt.label and "UTC-05:00" in est.label
    assert (f"{edt.at.astimezone(UTC):%d %H:%M}", f"{est.at.astimezone(UTC):%d %H:%M}") == ("13 03:59", "13 04:59")
    assert said("12 October, EST", chosen=est.value) == "2026-10-13 04:59"
    with pytest.raises(AsksBack):
        said("12 October, EST", chosen="2026-01-01T00:00:00+00:00")


def test_one_abbreviation_of_three_places_is_asked_back() -> None:
    with pytest.raises(AsksBack) as asked:
        said("12 December 2026, 10:00 IST")
    assert len(asked.value.choices) >= 3


def test_the_hour_that_comes_twice_is_asked_back_and_the_one_that_never_comes_refused() -> None:
    with pytest.raises(AsksBack) as asked:
        said("25 October 2026, 02:30")
    assert {choice.label.split()[1] for choice in asked.value.choices} == {"CEST", "CET"}
    with pytest.raises(Invalid, match="jumps over"):
        said("28 March 2027, 02:30")


@pytest.mark.parametrize(
    "text", ["soon", "32 October", "12 October, 25:00", "12 October 17", "½", "²" * 20, "0000-00-00"]
)
def test_refused(text: str) -> None:
    with pytest.raises(Invalid):
        said(text)
