"""The days of a rhythm."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.series.rhythm import Rhythm, following

days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("rhythm", "after", "expected"),
    [
        ("week", date(2027, 1, 31), date(2027, 2, 7)),
        ("two_weeks", date(2027, 2, 7), date(2027, 2, 14)),
        ("month", date(2027, 1, 31), date(2027, 2, 28)),
        ("month", date(2027, 2, 28), date(2027, 3, 31)),
        ("month", date(2027, 12, 31), date(2028, 1, 31)),
        ("month", date(2027, 1, 1), date(2027, 1, 31)),
    ],
)
def test_the_next_day(rhythm: str, after: date, expected: date) -> None:
    assert following(date(2027, 1, 31), rhythm, after) == expected


@given(days, st.sampled_from(Rhythm.values), st.integers(0, 4000))
def test_it_is_later_and_never_skips_one(anchor: date, rhythm: str, distance: int) -> None:
    after = anchor + timedelta(days=distance)
    found = following(anchor, rhythm, after)
    assert after < found <= after + timedelta(days=31)
    assert following(anchor, rhythm, found - timedelta(days=1)) == found
