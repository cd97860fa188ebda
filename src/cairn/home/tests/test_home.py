"""The start page shows each thing as what it is."""

from tests.cast import Cast, SignIn

from cairn.documents import from_markdown
from cairn.pages.operations import create_page
from cairn.pages.operations.write import replace_body


def test_a_draft_of_hers_and_nobody_elses(cast: Cast, as_: SignIn) -> None:
    page = create_page(cast.stone, by=cast.ben, title="Half a thought")
    replace_body(page, by=cast.ben, body=from_markdown("Begun.").body)
    shown = as_(cast.ben).get("/").content.decode()
    assert f'href="/pages/{page.pk}/edit/"' in shown and "a draft, nobody reads it yet" in shown
    assert "Half a thought" not in as_(cast.ravi).get("/").content.decode().split("<main")[-1]
