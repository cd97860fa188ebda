"""What silence means at the due instant: done by the worker, once, also late, also by two workers."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from tests.at_once import at_once
from tests.cast import Cast, SignIn
from tests.told import notices
from tests.worker import drain

from cairn.core.clock import now
from cairn.core.periodic import enqueue_due
from cairn.decisions.frameworks.queries import framework_named
from cairn.decisions.jobs import any_lapsed, keep_silences
from cairn.decisions.models import Decision, Escalation, Position, Silence
from cairn.decisions.operations import spin_up_decision, start_decision, take_position
from cairn.decisions.roles import Setup
from cairn.decisions.tests.conftest import again
from cairn.pages.operations import trash_page
from cairn.people.models import User

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
WEDNESDAY = MONDAY + timedelta(days=2)


def begin(cast: Cast, silence: str, stand_in: User | None = None) -> Decision:
    """Due on Wednesday at nine; written at Monday nine."""
    with time_machine.travel(MONDAY, tick=False):
        decision = spin_up_decision(cast.stone, by=cast.ben, title="Which message bus")
        Decision.objects.filter(pk=decision.pk).update(silence=silence, stand_in=stand_in)
        start_decision(again(decision), by=cast.ben, setup=Setup.daci(cast.ben, [cast.ada], [cast.cleo], [], WEDNESDAY))
    return again(decision)


def work(at: datetime) -> None:
    """What the worker does at `at`."""
    with time_machine.travel(at, tick=False):
        enqueue_due()
        drain()


def told(decision: Decision) -> dict[str, tuple[str, str]]:
    rows = notices(event__name="decision.lapsed", page=decision.page)
    return {row.user.name: (row.reason, row.text) for row in rows.select_related("user")}


def test_silence_means_consent(cast: Cast, as_: SignIn) -> None:
    decision = begin(cast, "consent")
    work(WEDNESDAY - timedelta(seconds=1))
    assert not Silence.objects.exists()
    with time_machine.travel(WEDNESDAY - timedelta(hours=1), tick=False):
        take_position(decision, by=cast.cleo, stance="concern", reason="Cost.")
    for hours in (0, 1, 48):
        work(WEDNESDAY + timedelta(hours=hours))
    silence = Silence.objects.get()
    assert (silence.policy, [user.name for user in silence.people.all()]) == ("consent", ["Ada"])
    stances = {row.user.name: (row.stance, row.silence_id) for row in Position.objects.select_related("user")}
    assert stances == {"Ada": ("agree", silence.pk), "Cleo": ("concern", None)}
    assert told(decision)["Ada"][0] == "silent" and "silence means consent" in told(decision)["Ben"][1]
    with time_machine.travel(WEDNESDAY + timedelta(hours=2), tick=False):
        html = as_(cast.ravi).get(decision.get_absolute_url()).content.decode()
        assert "by silence" in html
        sent = {"stance": "block", "reason": "I was ill."}
        assert as_(cast.ada).post(f"/decisions/{decision.pk}/position/", sent).status_code == 200
    assert Position.objects.get(user=cast.ada).silence is None


def test_the_driver_closes_what_silence_consented_to(cast: Cast, as_: SignIn) -> None:
    decision = begin(cast, "consent")
    address, sent = f"/decisions/{decision.pk}/outcome/", {"statement": "NATS, as proposed."}
    with time_machine.travel(WEDNESDAY - timedelta(hours=1), tick=False):
        assert as_(cast.ben).post(address, sent).status_code == 403
    work(WEDNESDAY)
    with time_machine.travel(WEDNESDAY + timedelta(hours=1), tick=False):
        assert "Record the decision" in as_(cast.ben).get(decision.get_absolute_url()).content.decode()
        assert {row.pk for row in Decision.objects.decidable_by(cast.ben)} == {decision.pk}
        assert as_(cast.cleo).post(address, sent).status_code == 403
        assert as_(cast.ben).post(address, sent).status_code == 302
    assert again(decision).outcome.statement == "NATS, as proposed."


def test_after_a_week_of_downtime_it_is_done_once(cast: Cast) -> None:
    decision = begin(cast, "consent")
    late = WEDNESDAY + timedelta(days=7)
    work(late)
    work(late + timedelta(minutes=1))
    assert (Silence.objects.count(), Silence.objects.get().at) == (1, late)
    assert {row.user.name for row in decision.positions.all()} == {"Ada", "Cleo"}
    assert not any_lapsed()


def test_a_stand_in_is_asked_and_then_it_escalates(cast: Cast, as_: SignIn) -> None:
    decision = begin(cast, "stand_in", cast.ravi)
    ben, address = as_(cast.ben), decision.get_absolute_url()
    assert "said nothing by then, Ravi is asked" in ben.get(address).content.decode()
    work(WEDNESDAY)
    assert "Ravi stands in. Whoever still says nothing" in ben.get(address).content.decode()
    assert decision.role_holders.filter(role="approver", user=cast.ravi).exists()
    assert again(decision).due_at == WEDNESDAY + timedelta(days=1)  # a working day of his: nine to nine the next day
    assert told(decision)["Ravi"] == ("stand_in", "Ada and Cleo said nothing in time: you are asked to stand in")
    assert "Ravi is asked in your place" in told(decision)["Ada"][1]
    work(WEDNESDAY + timedelta(days=1))
    assert list(Silence.objects.order_by("pk").values_list("policy", flat=True)) == ["stand_in", "escalate"]
    room = Escalation.objects.get()
    assert {user.name for user in room.invited.all()} == {"Ben", "Ada", "Cleo", "Ravi"}


def test_who_does_not_vote_abstains(cast: Cast, as_: SignIn) -> None:
    decision = begin(cast, "consent")
    Decision.objects.filter(pk=decision.pk).update(framework=framework_named("vote").newest)
    decision.role_holders.update(role="voter")
    decision.role_holders.filter(user=cast.ben).update(role="caller")
    ben, address = as_(cast.ben), decision.get_absolute_url()
    assert "Whoever has not voted by then abstains." in ben.get(address).content.decode()
    work(WEDNESDAY)
    assert "did not vote: that is an abstention" in ben.get(address).content.decode()
    assert "you did not vote and abstain" in told(decision)["Ada"][1]
    assert "that counts as an abstention" in told(decision)["Ben"][1]


@pytest.mark.parametrize("why", ["none", "deactivated", "outside"])
def test_no_stand_in_to_ask_escalates(cast: Cast, why: str) -> None:
    who = {"none": None, "deactivated": cast.ravi, "outside": cast.sam}[why]
    decision = begin(cast, "stand_in", who)
    if why == "deactivated":
        User.objects.filter(pk=cast.ravi.pk).update(is_active=False)
    work(WEDNESDAY)
    assert Silence.objects.get().policy == "escalate"
    room = Escalation.objects.get()
    assert (room.host, room.by, room.decision) == (cast.ben, None, decision)
    assert [(item.kind, item.person.name) for item in room.agenda.all()] == [("silence", "Ada"), ("silence", "Cleo")]


def test_nobody_silent_and_nothing_due(cast: Cast) -> None:
    spoken, trashed = begin(cast, "escalate"), begin(cast, "consent")
    with time_machine.travel(MONDAY, tick=False):
        for user in (cast.ada, cast.cleo):
            take_position(spoken, by=user, stance="agree")
        trash_page(trashed.page, by=cast.ben)
    work(WEDNESDAY)
    assert Silence.objects.get().policy == "" and not Escalation.objects.exists()
    assert told(spoken)["Ben"] == (
        "driver",
        "The time is over and everybody has spoken: record the outcome, or move the end",
    )
    assert not trashed.positions.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_it_once(cast: Cast) -> None:
    decisions = [begin(cast, policy) for policy in ("consent", "escalate", "consent")]
    with time_machine.travel(WEDNESDAY + timedelta(hours=1), tick=False):
        at_once(keep_silences.func, keep_silences.func)
        assert now() == WEDNESDAY + timedelta(hours=1)
    assert Silence.objects.count() == len(decisions)
    assert Position.objects.count() == 4 and Escalation.objects.count() == 1
