"""One table over all pages of a template; each reader sees what is hers to see, by every door."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.gallery.definition import Definition
from cairn.gallery.library import templates
from cairn.gallery.operations.keep import Keeping, keep_as_template, remove_template
from cairn.gallery.sections.models import Origin, PageSection
from cairn.gallery.sections.tests.conftest import MakePoster, written
from cairn.pages.models import Page
from cairn.pages.operations import (
    copy_page,
    create_page,
    label_page,
    publish_page,
    restrict_page,
    revert_page,
    trash_page,
)
from cairn.pages.operations.write import replace_body
from cairn.people.models import User

URL = "/gallery/poster/sections/"


def content(as_: SignIn, user: User, url: str = URL, **query: Any) -> str:
    answer = as_(user).get(url, query)
    assert answer.status_code == 200
    return str(answer.getvalue().decode().split("<main")[-1])


def pages(as_: SignIn, user: User, **query: Any) -> list[str]:
    answer = as_(user).get("/gallery/poster/sections.json", query)
    assert answer.status_code == 200
    return [page["title"] for page in json.loads(answer.getvalue())["pages"]]


def test_each_reader_sees_the_sections_of_her_pages(cast: Cast, as_: SignIn, poster_of: MakePoster) -> None:
    bridge = poster_of("Bridge", goal="Cross the river", risks="It may rain.", money="12 stones")
    tower = poster_of("Tower", goal="See far", risks="SECRET lightning", owner=cast.cleo)
    poster_of("Draft", draft=True, risks="Unfinished thunder")
    poster_of("Gone", risks="Old worries")
    trash_page(Page.objects.get(title="Gone"), by=cast.ben)
    restrict_page(tower, by=cast.ben, action="view", users=[cast.ben, cast.cleo], teams=[])
    doors: list[Callable[[User], str]] = [
        lambda user: content(as_, user),
        lambda user: content(as_, user, "/gallery/poster/sections.csv"),
        lambda user: content(as_, user, "/gallery/poster/sections.json"),
    ]
    for door in doors:
        ben, ravi, sam = door(cast.ben), door(cast.ravi), door(cast.sam)
        assert "It may rain." in ben and "SECRET" in ben and "It may rain." in ravi
        assert not any(word in text for text in (ravi, sam) for word in ("SECRET", "Tower", "See far"))
        assert "Bridge" not in sam and "It may rain" not in sam
        assert not any(word in ben for word in ("Unfinished", "Old worries"))
    assert as_(None).get(URL).status_code == 302
    assert as_(cast.ben).get("/gallery/nothing/sections/").status_code == 404
    html = content(as_, cast.ben)
    assert f'href="{bridge.get_absolute_url()}#b-section-risks"' in html
    assert 'id="b-section-risks"' in as_(cast.ben).get(bridge.get_absolute_url()).content.decode()


def test_what_is_missing_is_listed_with_who_owns_it(cast: Cast, as_: SignIn, poster_of: MakePoster) -> None:
    poster_of("Bridge", goal="Cross", risks="It may rain.", money="12 stones")
    poster_of("Tower", goal="See far", risks="", owner=cast.cleo)
    same = poster_of("Well", goal="Drink", risks="Dry", money="Ask Ada for the numbers.")
    twice = [*written(goal="Sit", risks="First", money="1")["content"], *written(risks="Second")["content"]]
    poster_of("Bench", body={"version": 1, "type": "doc", "content": twice})
    html = content(as_, cast.ravi)
    missing = html.split('id="sections-lacking"')[1]
    assert "Tower" in missing and "Cleo" in missing and "Risks is not filled yet" in missing
    assert "Money is no longer on the page" in missing
    assert "Well" in missing, "what the template says itself is no answer"
    assert not any(name in missing for name in ("Bridge", "Bench"))
    assert "Stands twice on this page" in html and "First" in html and "Second" not in html
    assert pages(as_, cast.ravi, filled="no") == ["Tower", "Well"]
    assert pages(as_, cast.ravi, filled="yes", section="risks") == ["Bench", "Bridge", "Well"]
    assert PageSection.objects.get(page=same, key="money").is_filled is False


def test_filters_columns_and_order(cast: Cast, as_: SignIn, poster_of: MakePoster) -> None:
    bridge = poster_of("Bridge", risks="b", owner=cast.ben)
    poster_of("Aqueduct", risks="c", owner=cast.cleo)
    poster_of("Canal", risks="a", space=cast.moss, by=cast.ada)
    label_page(bridge, by=cast.ben, labels=["Big one"])
    assert pages(as_, cast.ada) == ["Aqueduct", "Bridge", "Canal"]
    assert pages(as_, cast.ada, sort="-risks", section="risks") == ["Aqueduct", "Bridge", "Canal"]
    assert pages(as_, cast.ada, sort="risks", section="risks") == ["Canal", "Bridge", "Aqueduct"]
    assert pages(as_, cast.ada, space="MOSS") == ["Canal"] and pages(as_, cast.ravi, space="MOSS") == ["Canal"]
    assert pages(as_, cast.gus, space="MOSS") == []
    assert pages(as_, cast.ada, label="big one") == ["Bridge"]
    assert pages(as_, cast.ada, owner=str(cast.cleo.pk)) == ["Aqueduct"]
    assert pages(as_, cast.ada, sort="-published")[0] == "Canal"
    partial = as_(cast.ada).get(URL, {"section": "risks"}, HTTP_HX_REQUEST="true")
    assert partial["HX-Push-Url"] == f"{URL}?section=risks" and b"<html" not in partial.content
    assert pages(as_, cast.ada, section="nonsense", sort="nonsense", page="x", owner="9" * 99) == []


def test_rows_follow_what_is_published(
    cast: Cast, as_: SignIn, poster_of: MakePoster, run_jobs: Callable[[], int]
) -> None:
    page = poster_of("Bridge", risks="It may rain.")
    replace_body(page, by=cast.ben, body=written(risks="=1+1 It may snow."))
    run_jobs()
    assert "rain" in content(as_, cast.ravi)
    publish_page(page, by=cast.ben)
    run_jobs()
    assert "snow" in content(as_, cast.ravi) and "rain" not in content(as_, cast.ravi)
    assert "'=1+1 It may snow." in content(as_, cast.ravi, "/gallery/poster/sections.csv")
    first = page.versions.get(number=1)
    revert_page(page, by=cast.ben, version=first)
    run_jobs()
    assert "rain" in content(as_, cast.ravi)
    copy = copy_page(page, by=cast.ben)
    publish_page(copy, by=cast.ben)
    run_jobs()
    assert list(PageSection.objects.filter(page=copy).values_list("key", "text")) == [("risks", "It may rain.")]
    assert Origin.objects.get(page=copy).template == "poster"
    PageSection.objects.all().delete()
    for _ in range(2):
        call_command("register-sections", verbosity=0)
    assert PageSection.objects.filter(key="risks").count() == 2


def test_a_page_made_from_the_template_is_in_its_table(
    cast: Cast, as_: SignIn, poster: Definition, run_jobs: Callable[[], int]
) -> None:
    answer = as_(cast.ben).post("/gallery/poster/pages/", {"title": "Bridge", "space": "STONE"})
    page = Page.objects.get(title="Bridge")
    assert answer.status_code == 302 and page.kind == "page"
    run_jobs()
    assert Origin.objects.get(page=page).keys == ["goal", "risks", "money"]
    replace_body(page, by=cast.ben, body=written(goal="Cross", risks="Rain"))
    publish_page(page, by=cast.ben)
    run_jobs()
    assert pages(as_, cast.ravi) == ["Bridge"]


def test_queries_do_not_grow(cast: Cast, as_: SignIn, poster_of: MakePoster) -> None:
    bodies = {"goal": "Cross", "risks": "Rain", "money": "12"}

    def cost(url: str) -> int:
        client = as_(cast.ravi)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url).getvalue()
        return len(queries)

    poster_of("Page 0", **bodies)
    one, one_csv = cost(URL), cost("/gallery/poster/sections.csv")
    for number in range(1, 8):
        poster_of(f"Page {number}", **bodies)
    assert cost(URL) == one and cost("/gallery/poster/sections.csv") == one_csv
    assert one_csv <= 8
    assert one <= cost("/gallery/") + 5


def test_embedded_in_a_page_each_reader_sees_her_own(
    cast: Cast, as_: SignIn, poster_of: MakePoster, run_jobs: Callable[[], int]
) -> None:
    poster_of("Bridge", risks="It may rain.")
    restrict_page(poster_of("Tower", risks="SECRET"), by=cast.ben, action="view", users=[cast.ben], teams=[])
    poster_of("Canal", risks="It may dry", space=cast.moss, by=cast.ada)
    body = {"version": 1, "type": "doc", "content": [_block(sections=["risks"])]}
    page = create_page(cast.stone, by=cast.ben, title="All risks", body=body)
    publish_page(page, by=cast.ben)
    run_jobs()
    ben, ravi = (content(as_, user, page.get_absolute_url()) for user in (cast.ben, cast.ravi))
    assert "It may rain." in ben and "SECRET" in ben and "It may dry" not in ben
    assert "It may rain." in ravi and "SECRET" not in ravi and "Tower" not in ravi
    stored = page.versions.get()
    assert not any(word in stored.html + stored.text for word in ("rain", "SECRET", "Bridge"))
    export = as_(cast.ravi).get(f"{page.get_absolute_url()}export.md").content.decode()
    assert "rain" not in export and "SECRET" not in export
    preview = f"{page.get_absolute_url()}extension/"
    given = {"key": "sections", "parameters": json.dumps({"template": "poster", "where": "everywhere"})}
    assert "It may dry" in as_(cast.ben).get(preview, given).content.decode()
    assert "SECRET" not in as_(cast.ravi).get(preview, given).content.decode()
    assert as_(cast.sam).get(preview, given).status_code == 404
    odd = {"key": "sections", "parameters": '{"template":{},"sections":7,"count":"x","page":-1,"label":[]}'}
    assert as_(cast.ben).get(preview, odd).status_code == 200
    offered = as_(cast.ravi).get("/template-sections/").json()["templates"]
    assert {"key": "risks", "heading": "Risks"} in next(t for t in offered if t["template"] == "poster")["sections"]


def _block(**given: Any) -> Any:
    parameters = {"template": "poster", **given}
    attrs = {"extensionType": "cairn", "extensionKey": "sections", "parameters": parameters, "localId": "x"}
    return {"type": "extension", "attrs": attrs}


def test_a_template_of_ones_own_is_read_across_pages_also_after_it_was_removed(
    cast: Cast, as_: SignIn, run_jobs: Callable[[], int]
) -> None:
    source = create_page(cast.stone, by=cast.ben, title="Tower", body=written(risks="What could fall?"))
    kept = Keeping(replace(templates()["blank"], name="Tower plan", purpose="plan"), cast.stone)
    template = keep_as_template(source, kept, by=cast.ben)
    page = create_page(cast.stone, by=cast.ben, title="North tower", body=written(risks="The north wind."))
    Origin.objects.create(page=page, template=template.slug, keys=["risks"])
    publish_page(page, by=cast.ben)
    run_jobs()
    url = f"/gallery/{template.slug}/sections/"
    assert "The north wind." in content(as_, cast.ravi, url)
    remove_template(template, by=cast.ben)
    assert "The north wind." in content(as_, cast.ravi, url)
    assert as_(cast.sam).get(url).status_code == 404
    offered = as_(cast.ravi).get("/template-sections/").json()["templates"]
    assert template.slug not in {each["template"] for each in offered}
