"""Lists over pages: the children of one, and reports of properties. Each reader sees what is hers to see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, SignIn

from cairn.extensions.tests.conftest import MakeOwn, excerpt, facts, include, own, para
from cairn.pages.models import Page
from cairn.pages.operations import label_page, restrict_page
from cairn.pages.tests.conftest import MakePage
from cairn.people.models import User


def body_of(as_: SignIn, user: User, page: Page) -> str:
    html = as_(user).get(page.get_absolute_url()).content.decode()
    return str(html.split('id="page-body"')[1].split("page-foot")[0])


def order(html: str, *words: str) -> list[str]:
    return sorted((word for word in words if word in html), key=html.index)


def test_children_are_those_she_may_see(cast: Cast, as_: SignIn, page_with: MakeOwn, page_of: MakePage) -> None:
    page = page_with("Top", own("children", depth=2))
    zoo = page_of("Zoo", parent=page)
    page_of("Apes", parent=page)
    page_of("Lemurs", parent=zoo)
    page_of("Draft", parent=page, draft=True)
    restrict_page(page_of("Shut", parent=page), by=cast.ben, action="view", users=[cast.ben], teams=[])
    assert order(body_of(as_, cast.ravi, page), "Zoo", "Lemurs", "Apes", "Shut", "Draft") == ["Zoo", "Lemurs", "Apes"]
    assert "Shut" in body_of(as_, cast.ben, page)
    by_title = f'{page.get_absolute_url()}extension/?key=children&parameters={{"sort":"title"}}'
    answer = as_(cast.ravi).get(by_title).content.decode()
    assert order(answer, "Zoo", "Lemurs", "Apes") == ["Apes", "Zoo"]
    assert as_(cast.sam).get(by_title).status_code == 404


def test_a_report_has_rows_for_the_pages_she_may_see(cast: Cast, as_: SignIn, page_with: MakeOwn) -> None:
    a = page_with("Aviary", facts(Owner="Ada", Cost="€ 1,200"))
    b = page_with("Barn", facts(owner="Ben", Cost="€ 90"))
    c = page_with("Cellar", facts(Owner="Cleo <i>", Cost="€ 300"))
    for page in (a, b, c):
        label_page(page, by=cast.ben, labels=["building", page.title.lower()])
    page_with("Elsewhere", facts(Owner="Sam"), space=cast.moss)
    restrict_page(c, by=cast.ben, action="view", users=[cast.ben], teams=[])
    page = page_with("Report", own("report", where="space", labels=["Building "], sort="-cost"))
    shown = body_of(as_, cast.ravi, page)
    assert order(shown, "Aviary", "Barn", "Cellar", "Elsewhere") == ["Aviary", "Barn"]
    assert shown.count('<th scope="col">') == 3
    ben = body_of(as_, cast.ben, page)
    assert order(ben, "Aviary", "Cellar", "Barn") == ["Aviary", "Cellar", "Barn"]
    assert "<i>" not in ben
    chosen = page_with("Chosen", own("report", where="everywhere", columns=["OWNER"], sort="owner"))
    shown = body_of(as_, cast.ben, chosen)
    assert order(shown, "Aviary", "Barn", "Cellar", "Elsewhere") == ["Aviary", "Barn", "Cellar", "Elsewhere"]
    assert "1,200" not in shown
    assert "No page that you can see" in body_of(as_, cast.ben, page_with("Below", own("report", where="below")))


def test_queries_do_not_grow_with_what_is_shown(cast: Cast, as_: SignIn, page_with: MakeOwn) -> None:
    sources = [page_with(f"Source {n}", excerpt(para(f"Words {n}")), facts(Owner="Ada")) for n in range(3)]
    plain = page_with("Plain", para("Nothing"))
    one = page_with("One", include(sources[0]))
    many = page_with("Many", *(include(each) for each in sources))
    listed = page_with("Listed", own("children", depth=3), own("report", where="space"))
    client = as_(cast.ravi)

    def cost(page: Page) -> int:
        client.get(page.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            client.get(page.get_absolute_url())
        return len(queries)

    assert cost(one) == cost(many) == cost(plain) + 2
    assert cost(listed) == cost(plain) + 3


@pytest.mark.parametrize("given", ["[1]", "{", "1" * 5000, '{"page":1e400}', '{"page":"x","depth":{},"labels":5}'])
def test_odd_parameters_are_words_or_nothing(cast: Cast, as_: SignIn, page_with: MakeOwn, given: str) -> None:
    page = page_with("Top", para("x"))
    for key in ("children", "include", "report", "math", ""):
        answer = as_(cast.ben).get(f"{page.get_absolute_url()}extension/", {"key": key, "parameters": given})
        assert answer.status_code in (200, 422), (key, answer.status_code)
