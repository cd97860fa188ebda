"""One person in two roles: what adds nothing is left out, and said."""

from tests.cast import Cast, SignIn

from cairn.decisions.doubles import doubles
from cairn.decisions.frameworks.builtin import BUILTIN
from cairn.decisions.models import Decision
from cairn.decisions.roles import Roles
from cairn.decisions.tests.conftest import again


def test_what_adds_nothing_is_left_out_and_said(cast: Cast, as_: SignIn, draft: Decision) -> None:
    sent = {
        "role_driver": cast.ben.pk,
        "role_approver": [cast.ben.pk, cast.ada.pk],  # who drives it may also decide
        "role_contributor": [cast.ada.pk, cast.cleo.pk],
        "role_informed": [cast.cleo.pk],
        "due_at": "2030-11-26T11:00",
        "silence": "escalate",
    }
    words = [
        "Ada is Approver already, so Contributor is left out",
        "Cleo is Contributor already, so Informed is left out",
    ]
    form = as_(cast.ben).get(f"/decisions/{draft.pk}/clock/", sent).content.decode()
    saved = as_(cast.ben).post(f"/decisions/{draft.pk}/setup/", sent, follow=True).content.decode()
    for each in words:
        assert each in form and each in saved
    holders = Roles.of(again(draft)).holders
    assert holders == {
        "driver": [cast.ben],
        "approver": [cast.ben, cast.ada],
        "contributor": [cast.cleo],
        "informed": [],
    }


def test_a_role_keeps_those_it_can_not_do_without(cast: Cast) -> None:
    vote = next(each for each in BUILTIN if each.key == "vote")
    assert doubles(vote, {"caller": [cast.ada], "voter": [cast.ada]}) == []
    twice = doubles(vote, {"caller": [cast.ada], "voter": [cast.ada, cast.ben]})
    assert [(each.user, each.dropped.key) for each in twice] == [(cast.ada, "voter")]


def test_of_two_roles_that_are_the_same_the_first_stays(cast: Cast) -> None:
    rapid = next(each for each in BUILTIN if each.key == "rapid")
    twice = doubles(rapid, {"agree": [cast.ada], "input": [cast.ada]})
    assert [(each.kept.key, each.dropped.key) for each in twice] == [("agree", "input")]
