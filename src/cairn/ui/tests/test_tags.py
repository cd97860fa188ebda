"""The words and marks that every template uses."""

from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone

from cairn.ui import icons, instants
from cairn.ui.hues import HUES, hue_of

NOON = datetime(2026, 12, 2, 11, 0, tzinfo=UTC)  # a Wednesday, 12:00 in Berlin


@pytest.fixture(autouse=True)
def berlin():
    with time_machine.travel(NOON, tick=False), timezone.override(ZoneInfo("Europe/Berlin")):
        yield


def draw(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 12, 2, 10, 59, 30, tzinfo=UTC), "just now"),
        (datetime(2026, 12, 2, 10, 59, tzinfo=UTC), "1 minute ago"),
        (datetime(2026, 12, 2, 8, 0, tzinfo=UTC), "3 hours ago"),
        (datetime(2026, 12, 2, 3, 0, tzinfo=UTC), "today 04:00"),
        (datetime(2026, 12, 1, 16, 0, tzinfo=UTC), "yesterday 17:00"),
        (datetime(2026, 11, 27, 16, 0, tzinfo=UTC), "Friday 17:00"),
        (datetime(2026, 10, 1, 16, 0, tzinfo=UTC), "1 October"),
        (datetime(2025, 10, 1, 16, 0, tzinfo=UTC), "1 October 2025"),
    ],
)
def test_instants_are_relative_within_a_week_in_the_readers_zone(moment, words):
    assert instants.relative(moment) == words


def test_an_instant_shows_its_exact_time_and_zone_on_hover():
    html = draw("{% instant moment %}", moment=datetime(2026, 12, 1, 16, 0, tzinfo=UTC))
    assert 'datetime="2026-12-01T16:00:00+00:00"' in html
    assert 'title="Tuesday 1 December 2026, 17:00 CET"' in html
    assert draw("{% instant nothing %}", nothing=None) == ""


def test_due_says_whose_time_and_warns_when_near_or_past():
    friday = datetime(2026, 12, 4, 16, 0, tzinfo=UTC)
    assert instants.due_words(friday) == "Due Friday 17:00 your time (CET)"
    assert instants.due_state(friday) == "later"
    assert "due-soon" in draw("{% due d %}", d=datetime(2026, 12, 3, 16, 0, tzinfo=UTC))
    past = draw("{% due d %}", d=datetime(2026, 12, 1, 16, 0, tzinfo=UTC))
    assert "due-overdue" in past and "Was due yesterday 17:00 your time (CET)" in past


def test_a_zone_without_letters_is_named_by_its_distance():
    with timezone.override(ZoneInfo("America/Sao_Paulo")):
        assert instants.zone_name(NOON) == "UTC-03:00"


def test_an_avatar_shows_initials_and_never_markup():
    assert ">AO</span>" in draw("{% avatar user 32 %}", user=SimpleNamespace(pk=3, name="Ada Okafor", hue=3))
    html = draw("{% avatar user 32 label=True %}", user=SimpleNamespace(pk=3, name='"><script>', hue=3))
    assert "<script>" not in html
    assert "avatar-24" in draw("{% avatar user 33 %}", user=SimpleNamespace(pk=3, name="Ada"))


def test_a_stack_counts_the_rest_and_names_them():
    people = [SimpleNamespace(pk=n, name=name) for n, name in enumerate(["Ada", "Ben", "Cleo"])]
    html = draw("{% avatar_stack people 24 2 %}", people=people)
    assert "+1" in html and 'title="Cleo"' in html


def test_hues_are_stable_and_within_the_palette():
    assert hue_of(13) == hue_of("13") == 1
    assert {hue_of(word) for word in ("PROD", "ENG", "DESIGN")} <= set(range(HUES))


def test_icons_come_only_from_the_folder():
    assert "<path" in icons.svg("search") and 'aria-hidden="true"' in icons.svg("search")
    assert 'aria-label="Find"' in icons.svg("search", "Find")
    for name in ("nothing", "../forms", ""):
        with pytest.raises(LookupError):
            icons.svg(name)
