"""Searching: the right hits, first, with what may be seen and nothing else."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast, SignIn

from cairn.documents import from_markdown
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, restrict_page, trash_page
from cairn.people.models import User
from cairn.search.fulltext import find, words_of
from cairn.spaces.models import Space

RunJobs = Callable[[], int]


def written(space: Space, by: User, title: str, text: str) -> Page:
    page = create_page(space, by=by, title=title, body=from_markdown(text).body)
    publish_page(page, by=by)
    return page


def titles(client_html: str, *names: str) -> list[str]:
    places = {name: client_html.find(f">{name}</a>") for name in names}
    return [name for name in sorted(places, key=lambda name: places[name]) if places[name] >= 0]


def test_title_before_text_prefix_and_stem(cast: Cast, run_jobs: RunJobs, as_: SignIn) -> None:
    written(cast.stone, cast.ben, "Lunch", "We discussed migrating the database at length.")
    written(cast.stone, cast.ben, "Database migrations", "How they run.")
    run_jobs()
    html = as_(cast.ravi).get("/search/?q=migration datab").content.decode()
    assert titles(html, "Lunch", "Database migrations") == ["Database migrations", "Lunch"]
    assert "<mark>" in html


def test_nobody_finds_what_she_may_not_see(cast: Cast, run_jobs: RunJobs, as_: SignIn) -> None:
    page = written(cast.stone, cast.ben, "Secret cairn", "obsidian")
    run_jobs()

    def found(user: User | None) -> bool:
        return "Secret cairn" in as_(user).get("/search/?q=obsidian").content.decode()

    assert [found(user) for user in cast.all()] == [True, True, True, True, True, False]
    assert as_(None).get("/search/?q=obsidian").status_code == 302
    restrict_page(page, by=cast.ben, action="view", users=[cast.ben], teams=[])
    run_jobs()
    assert [found(user) for user in cast.all()] == [False, True, False, False, False, False]
    trash_page(page, by=cast.ben)
    run_jobs()
    assert not found(cast.ben)


def test_drafts_are_not_found_and_a_new_version_replaces_the_old(cast: Cast, run_jobs: RunJobs, as_: SignIn) -> None:
    create_page(cast.stone, by=cast.ben, title="Draft about basalt", body=from_markdown("basalt").body)
    run_jobs()
    assert "Draft about basalt" not in as_(cast.ben).get("/search/?q=basalt").content.decode()


def test_the_palette_finds_pages_spaces_and_people(cast: Cast, run_jobs: RunJobs, as_: SignIn) -> None:
    written(cast.stone, cast.ben, "Mossy stones", "green")
    run_jobs()
    html = as_(cast.ben).get("/search/?q=mos", headers={"X-Palette": "1"}).content.decode()
    assert "Mossy stones" in html and "Moss" in html and "data-palette" in html
    assert "Ravi" in as_(cast.ben).get("/search/?q=rav", headers={"X-Palette": "1"}).content.decode()


def test_some_words_are_better_than_nothing(cast: Cast, run_jobs: RunJobs, as_: SignIn) -> None:
    written(cast.stone, cast.ben, "Granite", "hard")
    run_jobs()
    html = as_(cast.ben).get("/search/?q=granite unicorn").content.decode()
    assert "Granite" in html and "some of them" in html


@pytest.mark.parametrize("text", ['"', "a AND", "NEAR(", "*", "col:x", "'; --", "(a|b) & !c", "😀", "x" * 5000])
def test_whatever_is_typed_is_answered(cast: Cast, as_: SignIn, text: str) -> None:
    assert as_(cast.ben).get("/search/", {"q": text}).status_code == 200


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_breaks_the_database(db: None, text: str) -> None:
    assert find(words_of(text), Page.objects.all(), limit=3) == []
