"""Blocks in other pages: a roadmap, and the state of a project. Each with the rights of who reads."""

import pytest

from cairn.action_items.operations import sync_action_items
from cairn.decisions.operations import spin_up_decision
from cairn.documents import from_markdown
from cairn.extensions.registry import register_parts
from cairn.pages.models import Page
from cairn.pages.operations import create_page, publish_page, restrict_page
from cairn.roadmaps.models import Item, Roadmap
from cairn.roadmaps.operations import add_item, change_item, create_roadmap, link_page
from tests.cast import Cast, SignIn


@pytest.fixture
def roadmap(cast: Cast) -> Roadmap:
    made = create_roadmap(cast.stone, by=cast.ben, title="The way up")
    publish_page(made.page, by=cast.ben)
    return made


@pytest.fixture
def items(cast: Cast, roadmap: Roadmap) -> list[Item]:
    return [add_item(roadmap, by=cast.ben, title=title) for title in ("Ropes", "Boots", "Summit")]


def page_of(cast: Cast, title: str, text: str, parent: Page | None = None) -> Page:
    body = from_markdown(text).body
    page = create_page(cast.stone, by=cast.ben, title=title, body=body, parent=parent)
    publish_page(page, by=cast.ben)
    register_parts(page.pk)
    return Page.objects.select_related("published", "space").get(pk=page.pk)


@pytest.mark.parametrize("view", ["board", "timeline", "table"])
def test_a_roadmap_in_a_page(cast: Cast, as_: SignIn, roadmap: Roadmap, items: list[Item], view: str) -> None:
    change_item(items[0], by=cast.ben, field="start", value="2027-02-01")
    page = page_of(cast, "Host", f"```cairn\nroadmap\npage: {roadmap.page_id}\nview: {view}\n```")
    shown = as_(cast.ravi).get(f"/pages/{page.pk}/").content.decode()
    assert "Ropes" in shown and "data-embedded" in shown and "data-writable" not in shown
    restrict_page(roadmap.page, by=cast.ben, action="view", users=[cast.ben], teams=[])
    hidden = as_(cast.ravi).get(f"/pages/{page.pk}/").content.decode()
    assert "Ropes" not in hidden and "The way up" not in hidden and "A roadmap you can" in hidden


def test_a_roadmap_that_nobody_chose(cast: Cast, as_: SignIn) -> None:
    page = page_of(cast, "Host", "```cairn\nroadmap\n```")
    assert "No roadmap has been chosen" in as_(cast.ravi).get(f"/pages/{page.pk}/").content.decode()


def test_the_state_of_a_project(cast: Cast, as_: SignIn, roadmap: Roadmap, items: list[Item]) -> None:
    cited = spin_up_decision(cast.stone, by=cast.ben, title="Which rope").page
    publish_page(cited, by=cast.ben)
    text = f"[Decision](/pages/{cited.pk}/)\n\n- [ ] Buy rope\n- [x] Measure\n\n```cairn\nproject\n```"
    poster = page_of(cast, "Poster", text)
    sync_action_items(poster)
    link_page(items[2], by=cast.ben, page=poster.pk)
    citing = spin_up_decision(
        cast.stone, by=cast.ben, title="Which mountain", body=from_markdown(f"See [it](/pages/{poster.pk}/)").body
    ).page
    publish_page(citing, by=cast.ben)
    register_parts(citing.pk)
    below = page_of(cast, "Below", "- [ ] Book the hut", parent=poster)
    sync_action_items(below)

    shown = _block(as_, cast.ravi, poster)
    for words in ("Which rope", "Which mountain", "Buy rope", "Measure", "Book the hut", "Summit"):
        assert words in shown, words
    assert "Ropes" not in shown
    change_item(items[2], by=cast.ben, field="state", value="progress")
    assert "In progress" in _block(as_, cast.ravi, poster)
    for page in (citing, below, roadmap.page):
        restrict_page(page, by=cast.ben, action="view", users=[cast.ben], teams=[])
    narrowed = _block(as_, cast.ravi, poster)
    assert "Which rope" in narrowed and "Buy rope" in narrowed
    assert not any(words in narrowed for words in ("Which mountain", "Book the hut", "Summit"))


def test_a_page_without_anything_says_how_and_hears_of_the_first(
    cast: Cast, as_: SignIn, roadmap: Roadmap, items: list[Item]
) -> None:
    poster = page_of(cast, "Poster", "```cairn\nproject\n```")
    secret = create_roadmap(cast.stone, by=cast.ben, title="Secret").page
    restrict_page(secret, by=cast.ben, action="view", users=[cast.ben], teams=[])
    said = _block(as_, cast.ravi, poster)
    assert "will stand here" in said
    assert f'data-follow="{roadmap.page_id} "' in said, "where the first item may be linked; none that is hidden"


def _block(as_: SignIn, user: object, page: Page) -> str:
    answer = as_(user).get(f"/pages/{page.pk}/extension/?key=project", headers={"HX-Request": "true"})  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.content.decode()
