"""Frameworks at the HTTP edge: chosen for a decision, changed by an admin, kept by what runs."""

from dataclasses import replace
from typing import Any

import pytest
from tests.cast import Cast, SignIn

from cairn.core.errors import Conflict
from cairn.decisions.ballots.stances import stance_choices
from cairn.decisions.frameworks.builtin import BUILTIN
from cairn.decisions.frameworks.checks import ROLES_MOST
from cairn.decisions.frameworks.form import FrameworkForm
from cairn.decisions.frameworks.queries import current_version
from cairn.decisions.models import Decision, Framework
from cairn.decisions.operations import choose_framework, define_framework, set_up_decision, spin_up_decision
from cairn.decisions.roles import Roles, Setup
from cairn.decisions.tests.conftest import again

HTMX = {"HX-Request": "true"}
ADDRESS = "/decisions/frameworks/"


def words(answer: Any) -> str:
    return answer.content.decode()


def fields(key: str, **more: Any) -> dict[str, Any]:
    """What the form of the framework posts, with changes."""
    version = current_version(key)
    form = FrameworkForm.of(version.definition, version.number)
    return {**dict(form.data.lists()), "number": version.number, **more}


def test_a_new_decision_chooses_one(cast: Cast, as_: SignIn) -> None:
    ben = as_(cast.ben)
    form = words(ben.get("/decisions/new/?space=STONE"))
    assert "DACI" in form and "Ranked choice" in form and "How many people does it affect?" in form
    answers = {"affected": "few", "reversible": "no", "decides": "group", "disagreement": "much"}
    proposed = words(ben.get(f"{ADDRESS}proposal/", answers, headers=HTMX))
    assert "Consensus fits." in proposed and "take the time until all agree" in proposed
    assert 'value="consensus" checked' in proposed
    for asked in ({"affected": "few"}, {"which": "1"}):  # pressed too early, the questions stay open
        assert "Answer all four" in words(ben.get(f"{ADDRESS}proposal/", asked, headers=HTMX))
    ben.post("/decisions/", {"title": "Roof", "space": "STONE", "framework": "consensus"})
    decision = Decision.objects.select_related("framework").get()
    assert decision.definition.name == "Consensus"
    assert [row.role for row in decision.role_holders.all()] == ["facilitator"]
    shown = words(ben.get(decision.get_absolute_url()))
    assert "Members" in shown and "One block stops it." in shown


def test_a_draft_changes_it_and_keeps_its_people(cast: Cast, as_: SignIn, draft: Decision, setup: Setup) -> None:
    set_up_decision(draft, by=cast.ben, setup=setup)
    url = f"/decisions/{draft.pk}/framework/"
    assert "Advice process" in words(as_(cast.ben).get(url, headers=HTMX))
    assert as_(cast.cleo).post(url, {"framework": "raci"}).status_code == 404
    assert as_(cast.ben).post(url, {"framework": "nothing"}).status_code == 404
    assert as_(cast.ben).post(url, {"framework": "raci"}).status_code == 302
    held = Roles.of(again(draft)).holders
    assert held == {
        "responsible": [cast.ben],
        "accountable": [cast.ada],
        "consulted": [cast.cleo],
        "informed": [cast.ravi],
    }
    assert "chose RACI to decide it" in words(as_(cast.ben).get(f"/decisions/{draft.pk}/timeline/"))


def test_what_runs_keeps_its_framework(cast: Cast, as_: SignIn, running: Decision) -> None:
    assert as_(cast.ben).post(f"/decisions/{running.pk}/framework/", {"framework": "raci"}).status_code == 409
    with pytest.raises(Conflict):
        choose_framework(running, by=cast.ben, framework=current_version("vote"))
    changed = fields("daci", **{"role-1-label": "Judge", "role-1-plural": "Judges"})
    assert as_(cast.ben).post(f"{ADDRESS}daci/", changed).status_code == 403
    assert as_(cast.ada).post(f"{ADDRESS}daci/", changed).status_code == 302
    assert (current_version().number, current_version().definition.role("approver").label) == (2, "Judge")
    assert again(running).definition.role("approver").label == "Approver"
    later = spin_up_decision(cast.stone, by=cast.ben, title="Later")
    assert later.definition.role("approver").label == "Judge"


def test_an_admin_saves_from_the_newest_version(cast: Cast, as_: SignIn) -> None:
    ada = as_(cast.ada)
    assert 'value="Approver"' in words(ada.get(f"{ADDRESS}daci/"))
    assert as_(cast.ben).get(f"{ADDRESS}daci/").status_code == 403
    assert ada.get(f"{ADDRESS}nothing/").status_code == 404
    before = fields("daci")
    assert ada.post(f"{ADDRESS}daci/", before).status_code == 302
    assert current_version().number == 1  # saving the same adds no version
    assert ada.post(f"{ADDRESS}daci/", {**before, "summary": "Mine."}).status_code == 302
    stale = ada.post(f"{ADDRESS}daci/", {**before, "summary": "Hers."})
    assert stale.status_code == 409
    assert (
        "Ada saved version 2" in words(stale) and "Hers." in words(stale) and 'name="number" value="2"' in words(stale)
    )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": " "}, "Give it a name"),
        (
            {"role-1-may": ["drive", "decide", "voice"]},
            "Exactly one role drives the decision; now it is Driver, Approver.",
        ),
        ({"role-0-may": ["voice"]}, "Exactly one role drives the decision; now it is none."),
        ({"role-1-may": ["voice"]}, "At least one role has to decide, or choose a ballot that does."),
        ({"role-1-may": []}, "Choose what this role may do"),
        ({"role-0-minimum": "0"}, "Somebody has to drive it: at least 1."),
        ({"role-2-label": "Driver"}, "Two roles have this name."),
        ({"role-3-may": ["voice", "informed"]}, "is for those who do nothing else"),
        ({"role-2-minimum": "3", "role-2-maximum": "2"}, "At least as many as it needs"),
        ({"role-2-minimum": "some"}, "From 0 to 1000."),
        ({"stances": ["concern", "block"]}, "People need “agree”"),
        ({"quorum": "150"}, "A share from 0 to 100 percent."),
        ({"ballot": "scores", "lowest": "5", "highest": "1"}, "The highest score is above the lowest"),
        ({"ballot": "sortition"}, "Choose how people answer."),
    ],
)
def test_what_could_not_work_is_refused(cast: Cast, as_: SignIn, change: dict[str, Any], reason: str) -> None:
    answer = as_(cast.ada).post(ADDRESS, {**fields("daci"), "name": "Ours", **change})
    assert answer.status_code == 422
    assert reason in words(answer) and 'value="Approver"' in words(answer)  # what was typed is there again
    assert not Framework.objects.filter(name="Ours").exists()


def test_a_framework_of_our_own(cast: Cast, as_: SignIn) -> None:
    ada, ours = as_(cast.ada), {**fields("vote"), "name": "Proposal"}
    assert as_(cast.ben).post(ADDRESS, ours).status_code == 403
    assert as_(cast.ben).get(f"{ADDRESS}new/").status_code == 403
    assert 'value="Voter"' in words(ada.get(f"{ADDRESS}new/?like=vote"))
    assert ada.get(f"{ADDRESS}new/").status_code == 200
    assert ada.post(ADDRESS, ours).status_code == 302
    assert current_version("proposal_2").definition.name == "Proposal"  # "proposal" is an address
    assert "Proposal" in words(as_(cast.gus).get(ADDRESS))
    retirement = f"{ADDRESS}proposal_2/retirement/"
    assert as_(cast.ben).post(retirement).status_code == 403
    assert ada.post(retirement).status_code == 302
    assert 'value="proposal_2"' not in words(ada.get("/decisions/new/"))
    assert ada.delete(retirement, headers=HTMX)["HX-Redirect"] == ADDRESS
    assert 'value="proposal_2"' in words(ada.get("/decisions/new/"))


def test_the_last_one_on_offer_stays(cast: Cast, as_: SignIn) -> None:
    ada = as_(cast.ada)
    for framework in Framework.objects.exclude(key="daci"):
        assert ada.post(f"{ADDRESS}{framework.key}/retirement/").status_code == 302
    assert ada.post(f"{ADDRESS}daci/retirement/").status_code == 409
    with pytest.raises(Conflict):
        define_framework(by=cast.ada, definition=current_version("daci").definition)


def test_a_position_says_what_it_means_here() -> None:
    """A block stops a consent round; in DACI the Approver may go on with a reason."""
    hints = {each.key: {choice.key: choice.hint for choice in stance_choices(each)} for each in BUILTIN if each.stances}
    assert "until resolved" in hints["consent"]["block"] and "takes a reason" in hints["daci"]["block"]
    assert hints["consensus"]["abstain"] != hints["sense_check"]["abstain"]


def test_a_renamed_position_does_not_keep_the_hint_of_the_other_word() -> None:
    came = next(each for each in BUILTIN if each.key == "consent")
    ours = replace(came, words={**came.words, "concern": "Doubt", "block": "Red line"})
    hints = {choice.key: (choice.word, choice.hint) for choice in stance_choices(ours)}
    assert hints["concern"] == ("Doubt", "") and hints["block"] == ("Red line", "Stops it until resolved")
    assert hints["agree"][1] == "Safe enough to try"


def test_a_role_can_be_added(cast: Cast, as_: SignIn) -> None:
    ada = as_(cast.ada)
    form = words(ada.get(f"{ADDRESS}daci/"))
    assert "Add a role" in form and form.count('<fieldset class="framework-role" hidden>') == ROLES_MOST - 4
    assert as_(cast.ben).get(f"{ADDRESS}daci/").status_code == 403
    last = {f"role-{ROLES_MOST - 1}-label": "Sponsor", f"role-{ROLES_MOST - 1}-may": ["voice"]}
    assert ada.post(f"{ADDRESS}daci/", fields("daci", **last)).status_code == 302
    assert [role.label for role in current_version("daci").definition.roles][-1] == "Sponsor"
