"""A template once more, as a team's own."""

from tests.cast import Cast, SignIn

from cairn.documents import named_sections
from cairn.gallery.library import templates
from cairn.gallery.models import Template, TemplateUse
from cairn.pages.models import Page

HTMX = {"HX-Request": "true"}


def test_a_shipped_one_becomes_their_own(cast: Cast, as_: SignIn) -> None:
    ben, url = as_(cast.ben), "/gallery/project-poster/copies/"
    assert 'value="Copy of ' in ben.get(url).content.decode()
    assert "are made by the editors" in as_(cast.gus).get(url).content.decode()
    wish = {"name": "Poster of the crew", "where": "STONE"}
    assert as_(cast.cleo).post(url, wish, headers=HTMX).status_code == 403  # reads STONE
    assert as_(cast.sam).post(url, wish, headers=HTMX).status_code == 404
    assert ben.post(url, {**wish, "where": ""}, headers=HTMX).status_code == 403  # the workspace's are its admins'
    long = ben.post(url, {**wish, "name": "x" * 81}, headers=HTMX)
    assert long.status_code == 422 and "x" * 81 in long.content.decode() and not Template.objects.exists()

    assert ben.post(url, wish, headers=HTMX)["HX-Redirect"] == "/gallery/poster-of-the-crew/definition/"
    copy, shipped = Template.objects.get(), templates()["project-poster"]
    assert copy.space == cast.stone and copy.latest is not None and copy.latest.number == 1
    read = copy.latest.read()
    assert read.variables == shipped.variables and read.example == shipped.example
    assert [each.key for each in read.sections] == [each.key for each in named_sections(shipped.body)]
    assert as_(cast.sam).get("/gallery/poster-of-the-crew/").status_code == 404

    assert ben.post("/gallery/poster-of-the-crew/copies/", {"where": "MOSS"}, headers=HTMX).status_code == 200
    assert Template.objects.get(space=cast.moss).slug == "copy-of-poster-of-the-crew"
    answers = {f"v-{each.key}": "Bridge" for each in read.variables if each.type == "text"}
    ben.post("/gallery/copy-of-poster-of-the-crew/pages/", {"space": "MOSS", "title": "Bridge", **answers})
    if page := Page.objects.filter(title="Bridge").first():
        assert TemplateUse.objects.get(page=page).slug == "copy-of-poster-of-the-crew"


def test_one_that_another_app_begins_makes_plain_pages(cast: Cast, as_: SignIn) -> None:
    begun = next((each for each in templates().values() if each.begins), None)
    if begun is None:
        return
    as_(cast.ada).post(f"/gallery/{begun.slug}/copies/", {"name": "Ours"}, headers=HTMX)
    latest = Template.objects.get(slug="ours").latest
    assert latest is not None and latest.read().begins == ""
