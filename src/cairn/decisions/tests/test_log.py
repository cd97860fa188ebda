"""The log: what it shows to whom, how it is narrowed, and that nothing of what she may not see is in any number."""

import json
import re
from typing import Any

import pytest
from tests.cast import Cast, SignIn

from cairn.decisions.models import Decision
from cairn.decisions.operations import record_outcome, spin_up_decision, start_decision, take_position
from cairn.decisions.roles import Setup
from cairn.documents import from_markdown
from cairn.pages.operations import create_page, label_page, publish_page, restrict_page

STONE, ALL = "/spaces/STONE/decisions/", "/decisions/"
HTMX = {"HX-Request": "true"}


def words(answer: Any) -> str:
    return str(answer.content.decode())


def counted(html: str, label: str) -> str:
    """The count beside a choice of a facet; "" where there is none."""
    found = re.search(rf'facet-label">{re.escape(label)}</span><span class="facet-count">(\d+)<', html)
    return found[1] if found else ""


@pytest.fixture
def busy(cast: Cast, draft: Decision, setup: Setup) -> Decision:
    """Of STONE: a draft, one decided with reasons, one that only Ada may see; of MOSS: one that Sam runs."""
    start_decision(draft, by=cast.ben, setup=setup)
    take_position(draft, by=cast.cleo, stance="concern", reason="A broker that nobody here has run before.")
    label_page(draft.page, by=cast.ben, labels=["money"])
    record_outcome(draft, by=cast.ada, statement="NATS with JetStream.\nIt survives a node.")
    spin_up_decision(cast.stone, by=cast.ben, title="A draft of Ben")
    secret = spin_up_decision(
        cast.stone, by=cast.ada, title="Whom to pay", body=from_markdown("Salaries in the broker.").body
    )
    start_decision(secret, by=cast.ada, setup=Setup({"driver": [cast.ada], "approver": [cast.ada]}, setup.due_at))
    label_page(secret.page, by=cast.ada, labels=["salaries"])
    restrict_page(secret.page, by=cast.ada, action="view", users=[cast.ada], teams=[])
    moss = spin_up_decision(cast.moss, by=cast.sam, title="Which moss")
    start_decision(moss, by=cast.sam, setup=Setup({"driver": [cast.sam], "approver": [cast.ben]}, setup.due_at))
    return draft


def test_the_log_of_a_space(cast: Cast, as_: SignIn, draft: Decision) -> None:
    ben = as_(cast.ben)
    assert "Which message bus" in words(ben.get(STONE))
    assert "No decisions yet" in words(as_(cast.ravi).get(STONE))  # a draft is not his to see
    assert as_(cast.sam).get(STONE).status_code == 404
    assert as_(None).get(STONE).status_code == 302
    assert "No decisions yet" in words(as_(cast.sam).get(ALL))


def test_what_is_decided_keeps_its_number(cast: Cast, as_: SignIn, busy: Decision) -> None:
    log = words(as_(cast.ravi).get(STONE))
    assert "D-1" in log and "NATS with JetStream." in log and "It survives" not in log and "money" in log
    assert as_(cast.ravi).get(f"{STONE}D-1/")["Location"] == busy.get_absolute_url()
    assert (as_(cast.ravi).get(f"{STONE}D-2/").status_code, as_(cast.sam).get(f"{STONE}D-1/").status_code) == (404, 404)


@pytest.mark.parametrize("view", ["list", "board", "timeline"])
def test_the_whole_workspace_in_three_views(cast: Cast, as_: SignIn, busy: Decision, view: str) -> None:
    shown = {who: words(as_(who).get(f"{ALL}?view={view}")) for who in cast.all()}
    for who, titles in {
        cast.ada: {"Which message bus", "Whom to pay", "Which moss"},
        cast.ben: {"Which message bus", "A draft of Ben", "Which moss"},
        cast.ravi: {"Which message bus", "Which moss"},
        cast.gus: {"Which message bus"},
        cast.sam: {"Which moss"},
    }.items():
        every = {"Which message bus", "Whom to pay", "A draft of Ben", "Which moss"}
        assert titles <= {title for title in every if f">{title}</a>" in shown[who]}, who
        assert not [title for title in every - titles if title in shown[who] and who is not cast.ada], who


def test_counts_know_nothing_of_what_she_may_not_see(cast: Cast, as_: SignIn, busy: Decision) -> None:
    ravi, ada = words(as_(cast.ravi).get(ALL)), words(as_(cast.ada).get(ALL))
    assert (counted(ravi, "Running"), counted(ada, "Running")) == ("1", "2")
    assert (counted(ravi, "Stone"), counted(ravi, "Moss"), counted(ada, "Stone")) == ("1", "1", "3")
    assert (counted(ravi, "money"), counted(ravi, "salaries"), counted(ada, "salaries")) == ("1", "", "1")
    assert "2 decisions" in ravi and "Stone" not in words(as_(cast.sam).get(ALL)).split("log-facets")[1]
    asked = words(as_(cast.ravi).get(f"{ALL}?tag=salaries&space=STONE&state=running"))
    assert "Whom to pay" not in asked and "0 decisions" in asked


def test_facets_combine_and_stand_in_the_address(cast: Cast, as_: SignIn, busy: Decision) -> None:
    ben = as_(cast.ben)
    answer = ben.get(f"{ALL}?role=mine&space=STONE&state=draft&state=decided&nonsense=1&q=", headers=HTMX)
    assert answer["HX-Push-Url"] == f"{ALL}?space=STONE&state=draft&state=decided&role=mine"
    html = words(answer)
    assert "Which message bus" in html and "A draft of Ben" in html and "Which moss" not in html
    assert (counted(html, "Moss"), counted(html, "Running"), counted(html, "I drive")) == ("0", "0", "2")
    assert "<html" not in html and 'hx-swap-oob="true"' in html  # the part that changed
    assert "Which moss" in words(ben.get(f"{ALL}?role=decide"))
    assert "Which moss" not in words(ben.get(f"{ALL}?role=drive"))
    money = words(ben.get(f"{ALL}?tag=money&tag=other"))
    assert "Nothing here fits" in money and "Tag: other" in money
    assert ben.get(f"{ALL}?page=99999999999999999999&view=cards&state=sold").status_code == 200


def test_why_finds_reasons_and_says_where(cast: Cast, as_: SignIn, busy: Decision, run_jobs: Any) -> None:
    run_jobs()
    found = words(as_(cast.ravi).get(f"{STONE}?q=broker"))
    assert "Cleo, Concern" in found and "A <mark>broker</mark> that nobody" in found and "#positions" in found
    assert "Whom to pay" not in found and "1 decision<" in found
    assert "Whom to pay" in words(as_(cast.ada).get(f"{STONE}?q=salaries+broker"))
    assert "Nothing here says" in words(as_(cast.ravi).get(f"{STONE}?q=salaries", headers=HTMX))
    assert "It <mark>survives</mark> a node" in words(as_(cast.ravi).get(f"{STONE}?q=survives"))
    assert "A draft of Ben" in words(as_(cast.ben).get(f"{STONE}?q=draft+ben"))
    assert "Which message bus" in words(as_(cast.ravi).get(f"{ALL}?q=D-1"))
    assert as_(cast.ravi).get(f"{STONE}?q=%22%20AND%20(*").status_code == 200


def test_a_blind_phase_hides_reasons_from_the_search(
    cast: Cast, as_: SignIn, draft: Decision, setup: Setup, run_jobs: Any
) -> None:
    Decision.objects.filter(pk=draft.pk).update(is_blind=True)
    start_decision(draft, by=cast.ben, setup=setup)
    take_position(draft, by=cast.cleo, stance="block", reason="Too much zinc in it.")
    run_jobs()
    assert "Which message bus" not in words(as_(cast.ada).get(f"{STONE}?q=zinc"))
    take_position(draft, by=cast.ada, stance="agree", reason="Fine.")  # or she may not decide
    record_outcome(draft, by=cast.ada, statement="Done.", override_reason="We can live with it.")
    run_jobs()
    assert "Too much <mark>zinc</mark>" in words(as_(cast.ravi).get(f"{STONE}?q=zinc"))


@pytest.mark.parametrize("view", ["list", "board", "timeline"])
def test_queries_do_not_grow(
    cast: Cast, as_: SignIn, busy: Decision, view: str, django_assert_max_num_queries: Any
) -> None:
    ben = as_(cast.ben)
    ben.get(ALL)
    with django_assert_max_num_queries(18):
        ben.get(f"{ALL}?view={view}")


@pytest.mark.parametrize("view", ["list", "board", "timeline"])
def test_the_log_in_a_page(cast: Cast, as_: SignIn, busy: Decision, view: str) -> None:
    given = {"where": "everywhere", "view": view, "count": 50, "states": ["decided", "running", "sold"]}
    attrs = {"extensionType": "cairn", "extensionKey": "decisions", "parameters": given, "localId": "log"}
    body = {"version": 1, "type": "doc", "content": [{"type": "extension", "attrs": attrs}]}
    page = create_page(cast.stone, by=cast.ada, title="What we decided", body=body)
    publish_page(page, by=cast.ada)
    shown = {who.name: words(as_(who).get(page.get_absolute_url())) for who in (cast.ada, cast.ravi, cast.gus)}
    assert "Whom to pay" in shown["Ada"] and "Which moss" in shown["Ravi"]
    for name in ("Ravi", "Gus"):  # of what she may not see nothing is said, whoever wrote the page
        assert "Which message bus" in shown[name] and "Whom to pay" not in shown[name] and "draft of" not in shown[name]
    assert "Which moss" not in shown["Gus"]
    preview = f"{page.get_absolute_url()}extension/"
    drawn = as_(cast.ravi).get(preview, {"key": "decisions", "parameters": json.dumps({"tags": ["salaries"]})})
    assert "No decision that you can see" in words(drawn)
    assert as_(cast.sam).get(preview, {"key": "decisions", "parameters": "{}"}).status_code == 404
    odd = json.dumps({"count": -3, "states": {"a": 1}, "tags": [[], None, 3], "view": 7, "q": ["x"], "where": 1})
    assert as_(cast.ravi).get(preview, {"key": "decisions", "parameters": odd}).status_code == 200


def test_a_log_in_a_page_is_narrowed_and_sorted(cast: Cast, as_: SignIn, busy: Decision) -> None:
    """By who drives it and by title; the link below leads to the same in the log, where it can be taken off."""
    ravi = as_(cast.ravi)
    choices = ravi.get("/decisions/choices/").json()
    assert [str(cast.ben.pk), "Ben"] in choices["drivers"] and ["daci", "DACI"] in choices["frameworks"]
    assert "Ada" not in [name for _pk, name in choices["drivers"]]  # what she drives is not his to see
    assert [name for _pk, name in as_(cast.sam).get("/decisions/choices/").json()["drivers"]] == ["Sam"]
    preview = f"{busy.page.get_absolute_url()}extension/"

    def drawn(**given: Any) -> str:
        return words(ravi.get(preview, {"key": "decisions", "parameters": json.dumps({"where": "everywhere"} | given)}))

    mine = drawn(drivers=[str(cast.ben.pk)], sort="title", frameworks=["daci"])
    assert "Which message bus" in mine and f"driver={cast.ben.pk}" in mine and "sort=title" in mine
    assert "No decision that you can see" in drawn(drivers=[str(cast.gus.pk)])
    titles = re.findall(r'class="list-title"[^>]*>([^<]+)<', drawn(sort="title", count=50))
    assert titles == sorted(titles, key=str.casefold) and len(titles) > 1
    log = words(ravi.get(f"{ALL}?driver={cast.ben.pk}"))
    assert "Driven by: Ben" in log and "Which message bus" in log
    table = b"".join(ravi.get(f"{ALL}csv/?driver={cast.ben.pk}&sort=odd")).decode()
    assert "Which message bus" in table and "Which moss" not in table
