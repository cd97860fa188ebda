"""Smart links: what they say and show, to whom."""

from tests.cast import Cast, SignIn

from cairn.documents import Adf
from cairn.pages.models import Page
from cairn.pages.operations import create_page, restrict_page
from cairn.pages.tests.conftest import MakePage


def body_of(*content: Adf) -> Adf:
    return {"version": 1, "type": "doc", "content": list(content)}


def words(text: str) -> Adf:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


def embed(page: Page) -> Adf:
    return {"type": "embedCard", "attrs": {"url": page.get_absolute_url(), "layout": "center"}}


def test_an_embed_shows_its_page_to_those_who_may_see_it(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    inner = page_of("Inner", body=body_of(words("Deeper words")))
    heading = {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Grass"}]}
    shown = page_of("Pasture", body=body_of(heading, words("Green words"), embed(inner)))
    shut = page_of("Shut", body=body_of(words("Secret words")))
    restrict_page(shut, by=cast.ben, action="view", users=[cast.ben], teams=[])
    outer = page_of("Outer", body=body_of(embed(shown), embed(shut)))
    to_ravi = as_(cast.ravi).get(outer.get_absolute_url()).content.decode()
    assert "Green words" in to_ravi and "Secret words" not in to_ravi
    assert "A page you can" in to_ravi and ">Shut" not in to_ravi
    # What is embedded embeds nothing itself, and brings no second element of the same id.
    assert "Deeper words" not in to_ravi and "Inner" in to_ravi
    assert 'id="grass"' not in to_ravi
    assert "Secret words" in as_(cast.ben).get(outer.get_absolute_url()).content.decode()


def test_a_page_may_embed_itself(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Ring")
    ring = page_of("Other", body=body_of(words("Round"), embed(page)))
    assert as_(cast.ravi).get(ring.get_absolute_url()).status_code == 200


def test_the_editor_asks_for_an_embed(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    shown, shut = page_of("Pasture", body=body_of(words("Green words"))), page_of("Shut", body=body_of(words("Secret")))
    restrict_page(shut, by=cast.ben, action="view", users=[cast.ben], teams=[])
    ravi = as_(cast.ravi)
    assert "Green words" in ravi.get("/embeds/", {"url": shown.get_absolute_url()}).content.decode()
    locked = ravi.get("/embeds/", {"url": shut.get_absolute_url()})
    assert locked.status_code == 200 and "Secret" not in locked.content.decode()
    assert "A page you can" in locked.content.decode()
    for elsewhere in ("https://example.com/pages/1/", "javascript:/pages/1/", "//[", ""):
        assert ravi.get("/embeds/", {"url": elsewhere}).status_code == 404
    assert as_(None).get("/embeds/", {"url": shown.get_absolute_url()}).status_code == 302


def test_spaces_and_drafts_have_cards(cast: Cast, as_: SignIn, page_of: MakePage) -> None:
    page = page_of("Herd")
    ravi, sam = as_(cast.ravi), as_(cast.sam)
    space = page.space.get_absolute_url()
    told = ravi.get("/cards/", {"url": space}).json()
    assert (told["title"], told["kind"], told["can_embed"]) == (page.space.name, "Space", False)
    hidden = sam.get("/cards/", {"url": space}).json()
    assert hidden["is_hidden"] and page.space.name not in str(hidden)
    draft = create_page(page.space, by=cast.ben, title="Begun")
    assert as_(cast.ben).get("/cards/", {"url": draft.get_absolute_url()}).json()["status"] == "Draft"
    assert "Begun" not in str(ravi.get("/cards/", {"url": draft.get_absolute_url()}).json())
