"""Nobody sees what they may not see: a decision that takes another's place, or is replaced, by no door."""

from collections.abc import Callable
from typing import Any

from tests.cast import Cast, SignIn
from tests.told import notices, watch_page

from cairn.action_items.models import ActionItem
from cairn.decisions.models import Decision, Status
from cairn.decisions.operations.supersede import supersede_decision
from cairn.decisions.operations.withdraw import withdraw_decision
from cairn.decisions.tests.conftest import again
from cairn.decisions.tests.test_blind import SECRET, blind, leaks, outer_doors, setup
from cairn.decisions.tests.test_citations import citing
from cairn.decisions.tests.test_supersede import decide, words
from cairn.pages.operations import move_page, restrict_page

__all__ = ["blind", "setup"]
HTMX = {"HX-Request": "true"}


def naming(client: Any, addresses: list[str], *secrets: str) -> set[str]:
    """Addresses whose answer says one of `secrets`."""
    said = {}
    for address in addresses:
        answer = client.get(address)
        said[address] = b"".join(answer).decode() if answer.streaming else answer.content.decode(errors="replace")
    return {address for address, text in said.items() if any(secret in text for secret in secrets)}


def doors(decision: Decision, citer: str) -> list[str]:
    log, own = "/spaces/STONE/decisions/", f"/decisions/{decision.pk}/"
    views = ["", "?view=board", "?view=timeline", "?state=superseded", "csv/", "feed/", "figures/", "?q=bus"]
    parts = ["facts/", "timeline/", "positions/", "madr.md"]
    page = decision.page.get_absolute_url()
    found = ["/search/?q=bus", "/search/?q=bus&palette=1", f"/cards/?url={page}", f"/embeds/?url={page}"]
    mine = ["/", "/inbox/", "/action-items/", "/decisions/", "/decisions/?q=D-2"]
    return [
        page,
        citer,
        f"{page}export.md",
        *(log + view for view in views),
        *(own + part for part in parts),
        *found,
        *mine,
    ]


def test_what_takes_its_place_is_named_to_whoever_may_see_it(
    cast: Cast, as_: SignIn, run_jobs: Callable[[], int]
) -> None:
    old, new = decide(cast, "Old bus"), decide(cast, "Secret bus")
    page = citing(cast.stone, cast.ben, old.get_absolute_url(), "inlineCard")
    for user in (cast.ravi, cast.ada):
        watch_page(old.page, by=user)
    run_jobs()
    supersede_decision(old, by=cast.ben, replacement=new, reason="It is slow.")
    restrict_page(new.page, by=cast.ada, action="view", users=[cast.ada], teams=[])
    run_jobs()
    all_doors = doors(old, page.get_absolute_url())
    ravi, ada = as_(cast.ravi), as_(cast.ada)
    assert naming(ravi, all_doors, "D-2", "Secret bus") - {"/decisions/?q=D-2"} == set()
    assert "0 decisions" in words(ravi.get("/decisions/?q=D-2"))
    told = {notice.user: notice.text for notice in notices(event__name="decision.superseded")}
    assert told == {cast.ravi: "Ben said that another decision replaces this one"} | (
        {cast.ada: "Ben said that D-2 replaces this decision"}
    )
    named = naming(ada, all_doors, "D-2")
    assert {old.page.get_absolute_url(), page.get_absolute_url(), f"/decisions/{old.pk}/timeline/"} <= named
    assert {"/search/?q=bus", f"/cards/?url={old.get_absolute_url()}", "/spaces/STONE/decisions/csv/"} <= named
    assert "made it superseded by a decision you can’t see" in words(ravi.get(f"/decisions/{old.pk}/timeline/"))
    assert "Superseded" in words(ravi.get("/search/?q=bus"))
    assert "D-" not in ActionItem.objects.get(page=page).text
    again_ = as_(cast.ben).post(
        f"/decisions/{old.pk}/supersession/", {"replacement": old.pk, "reason": "x"}, headers=HTMX
    )
    assert (again_.status_code, "D-2" in words(again_)) == (409, False)


def test_what_it_replaces_is_named_to_whoever_may_see_it(cast: Cast, as_: SignIn, run_jobs: Callable[[], int]) -> None:
    old, new = decide(cast, "Secret bus"), decide(cast, "New bus")
    supersede_decision(old, by=cast.ben, replacement=new, reason="It is slow.")
    restrict_page(old.page, by=cast.ada, action="view", users=[cast.ada], teams=[])
    run_jobs()
    addresses = [new.page.get_absolute_url(), f"/decisions/{new.pk}/timeline/"]
    assert naming(as_(cast.ravi), addresses, "D-1", "Secret bus") == set()
    assert naming(as_(cast.ada), addresses, "D-1") == set(addresses)
    refused = as_(cast.ben).post(f"/pages/{new.page_id}/trashing/", headers=HTMX)
    assert refused.status_code == 409
    assert "pages that you can’t see" in words(refused) and "1 more" not in words(refused)


def test_a_space_that_she_may_not_see_is_not_named_by_what_was_decided_there(cast: Cast, as_: SignIn) -> None:
    decision = decide(cast, "Which bus")
    move_page(decision.page, by=cast.ada, parent=None, space=cast.moss, opens=True)
    url = f"/decisions/{decision.pk}/facts/"
    assert "of Stone" in words(as_(cast.ada).get(url, headers=HTMX))
    seen = words(as_(cast.sam).get(url, headers=HTMX))
    assert "D-1" in seen and "Stone" not in seen and "STONE" not in seen


def test_a_blind_decision_that_was_withdrawn_stays_blind(cast: Cast, as_: SignIn, blind: Decision) -> None:
    withdraw_decision(blind, by=cast.ben, reason="Nobody needs it.")
    assert again(blind).status == Status.WITHDRAWN
    assert leaks(as_(cast.ada), outer_doors(blind)) == []
    assert naming(as_(cast.ada), [f"/decisions/{blind.pk}/madr.md"], SECRET) == set()
