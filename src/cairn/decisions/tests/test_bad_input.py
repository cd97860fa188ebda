"""What people type and press at the wrong moment: over HTTP, in parallel where it can happen in parallel, on whichever
database the suite runs on."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from tests.at_once import at_once
from tests.cast import Cast

from cairn.core.clock import now
from cairn.decisions.frameworks.queries import current_version
from cairn.decisions.interchange.importing import import_decisions
from cairn.decisions.models import (
    BallotMark,
    Cell,
    Criterion,
    DecisionCounter,
    ImportedDecision,
    Option,
    Outcome,
    Position,
)
from cairn.decisions.operations import cast_ballot, spin_up_decision, start_decision
from cairn.decisions.roles import Setup
from cairn.decisions.tests.test_ballot import vote
from cairn.decisions.tests.test_frameworks import fields
from cairn.decisions.tests.test_races import poster, started
from cairn.people.models import User
from cairn.people.operations import deactivate_person

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_position_in_the_second_of_the_close_is_before_it_or_told(cast: Cast) -> None:
    """Never an answer that nobody counted: what came too late is refused with what was decided."""
    (decision,) = started(cast, 1)
    close = poster(cast.ada, f"/decisions/{decision.pk}/outcome/", {"statement": "NATS."})
    votes = [
        poster(user, f"/decisions/{decision.pk}/position/", {"stance": "agree", "reason": ""})
        for user in (cast.ben, cast.cleo)
    ]
    closed, *voted = at_once(close, *votes)
    assert closed == 302 and set(voted) <= {200, 409}
    assert Position.objects.count() == voted.count(200)
    late = signed_in(cast.cleo).post(f"/decisions/{decision.pk}/position/", {"stance": "block", "reason": "No."})
    assert late.status_code == 409 and "D-1" in late.content.decode()
    assert not Position.objects.filter(stance="block").exists()


def test_a_setup_that_changes_while_it_is_decided(cast: Cast) -> None:
    """The Approver is replaced and decides at the same moment: whoever is later is refused, and nothing is half done."""
    (decision,) = started(cast, 1)
    url, due = f"/decisions/{decision.pk}/setup/", (now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    change = poster(cast.ben, url, {"role_driver": cast.ben.pk, "role_approver": cast.ben.pk, "due_at": due})
    close = poster(cast.ada, f"/decisions/{decision.pk}/outcome/", {"statement": "NATS."})
    statuses = at_once(change, close)
    assert statuses in ([302, 403], [409, 302])
    assert Outcome.objects.filter(decision=decision).exists() == (statuses[1] == 302)
    holds = set(decision.role_holders.filter(role="approver").values_list("user", flat=True))
    assert holds == ({cast.ben.pk} if statuses[0] == 302 else {cast.ada.pk, cast.ben.pk})


def test_an_approver_who_left_decides_nothing(cast: Cast) -> None:
    (decision,) = started(cast, 1)
    client = signed_in(cast.ada)
    other = cast.sam
    other.role = "admin"
    other.save(update_fields=["role"])
    deactivate_person(cast.ada, by=other)
    answer = client.post(f"/decisions/{decision.pk}/outcome/", {"statement": "NATS."})
    assert answer.status_code in (302, 403) and not Outcome.objects.exists()
    assert signed_in(cast.ben).get(f"/pages/{decision.page_id}/").status_code == 200
    answer = signed_in(cast.ben).post(f"/decisions/{decision.pk}/outcome/", {"statement": "Kafka."})
    assert answer.status_code == 302  # the other Approver still may


def test_an_approver_leaves_in_the_second_in_which_she_decides(cast: Cast) -> None:
    """Her outcome stands whole, or there is none and the other Approver decides."""
    (decision,) = started(cast, 1)
    cast.sam.role = "admin"
    cast.sam.save(update_fields=["role"])
    close = poster(cast.ada, f"/decisions/{decision.pk}/outcome/", {"statement": "NATS."})

    def leave() -> int:
        deactivate_person(cast.ada, by=cast.sam)
        return 200

    closed, left = at_once(close, leave)
    made = Outcome.objects.filter(decision=decision, by=cast.ada, number=1).exists()
    assert closed in (302, 403) and left == 200 and not User.objects.get(pk=cast.ada.pk).is_active
    later = signed_in(cast.ben).post(f"/decisions/{decision.pk}/outcome/", {"statement": "Kafka."})
    assert later.status_code == (409 if made else 302) and Outcome.objects.count() == 1


def test_votes_in_the_second_of_the_close_are_counted_or_refused(cast: Cast) -> None:
    decision = vote(cast, "vote")
    a, b, _slate = decision.options.all()
    cast_ballot(decision, by=cast.ben, marks={a.pk: 1})
    cast_ballot(decision, by=cast.ada, marks={a.pk: 1})
    close = poster(cast.ben, f"/decisions/{decision.pk}/outcome/", {})
    votes = [poster(user, f"/decisions/{decision.pk}/ballot/", {"choice": b.pk}) for user in (cast.cleo, cast.ravi)]
    closed, *voted = at_once(close, *votes)
    counted = voted.count(200)
    assert set(voted) <= {200, 409} and BallotMark.objects.count() == 2 + counted
    if counted == 2:  # a tie is for whoever called the vote to break
        assert closed == 422 and not Outcome.objects.exists()
    else:
        assert closed == 302 and f"of {2 + counted} ballots" in Outcome.objects.get().statement


def test_two_admins_change_a_framework_at_once(cast: Cast) -> None:
    User.objects.filter(pk=cast.ben.pk).update(role="admin")
    sent = fields("daci")
    presses = [
        poster(user, "/decisions/frameworks/daci/", {**sent, "summary": user.name}) for user in (cast.ada, cast.ben)
    ]
    assert sorted(at_once(*presses)) == [302, 409]
    assert current_version().number == 2


def test_fifty_options_by_thirty_criteria_are_one_page(cast: Cast, django_assert_max_num_queries: object) -> None:
    decision = spin_up_decision(cast.stone, by=cast.ben, title="Large")
    decision.options.all().delete()
    decision.criteria.all().delete()
    options = Option.objects.bulk_create(Option(decision=decision, title=f"O{n}", position=n) for n in range(50))
    criteria = Criterion.objects.bulk_create(Criterion(decision=decision, name=f"C{n}", position=n) for n in range(30))
    Cell.objects.bulk_create(
        Cell(option=option, criterion=criterion, value=f"{option.title} {criterion.name}", revision=1)
        for option in options
        for criterion in criteria
    )
    client = signed_in(cast.ben)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        page = client.get(f"/pages/{decision.page_id}/").content.decode()
    assert "O49 C29" in page
    assert client.post(f"/decisions/{decision.pk}/options/", {"title": "One more"}).status_code == 422
    assert client.post(f"/decisions/{decision.pk}/criteria/", {"name": "One more"}).status_code == 422


def test_a_cell_of_a_hundred_kilobytes_is_refused_with_its_text(cast: Cast) -> None:
    (decision,) = started(cast, 1)
    option, criterion = decision.options.first(), decision.criteria.last()
    assert option and criterion
    url, text = f"/decisions/{decision.pk}/options/{option.pk}/cells/{criterion.pk}/", "word " * 20_000
    answer = signed_in(cast.ben).post(url, {"value": text, "revision": 0})
    assert answer.status_code == 422 and text.strip() in answer.content.decode()
    assert not Cell.objects.exclude(value="").exists()


def test_one_person_in_two_roles_is_asked_once(cast: Cast) -> None:
    decision = spin_up_decision(cast.stone, by=cast.ben, title="Both")
    setup = Setup.daci(cast.ben, [cast.ben, cast.ada], [cast.cleo, cast.crew], [cast.cleo], now() + timedelta(days=1))
    start_decision(decision, by=cast.ben, setup=setup)
    page = signed_in(cast.ben).get(f"/decisions/{decision.pk}/positions/").content.decode()
    assert signed_in(cast.ben).post(
        f"/decisions/{decision.pk}/position/", {"stance": "agree", "reason": ""}
    ).status_code in (200, 302)
    assert Position.objects.filter(decision=decision, user=cast.ben).count() == 1 and page
    assert signed_in(cast.ben).post(f"/decisions/{decision.pk}/outcome/", {"statement": "Yes."}).status_code == 302


def test_imports_and_a_close_at_once_share_the_numbers(cast: Cast, tmp_path: Path) -> None:
    """Two imports of one folder beside an Approver who decides: each file once, no number twice, none left out."""
    (decision,) = started(cast, 1)
    folder = tmp_path / "adr"
    folder.mkdir()
    for n in range(1, 4):
        (folder / f"000{n}-x.md").write_text(f"# {n}. File {n}\n\nStatus: accepted\n\n## Context\n\nx\n")

    def bring_in() -> int:
        import_decisions(folder, space=cast.stone, by=cast.ada)
        return 200

    close = poster(cast.ada, f"/decisions/{decision.pk}/outcome/", {"statement": "NATS."})
    assert at_once(bring_in, close, bring_in) == [200, 302, 200]
    import_decisions(folder, space=cast.stone, by=cast.ada)  # what one left to the other is finished
    assert ImportedDecision.objects.count() == 3
    assert sorted(Outcome.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert DecisionCounter.objects.get(space=cast.stone).last == 4
