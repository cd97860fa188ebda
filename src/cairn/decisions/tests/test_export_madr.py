"""Decisions go out as MADR files, and come in again as the same decisions."""

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.cast import Cast, SignIn

from cairn.core.clock import now
from cairn.decisions.interchange.exporting import Export, file_name, record_of, zipped
from cairn.decisions.interchange.importing import import_decisions
from cairn.decisions.interchange.record import Named, Record, Said, State
from cairn.decisions.interchange.writing import write
from cairn.decisions.models import Decision, ImportedDecision
from cairn.decisions.operations import record_outcome, spin_up_decision, start_decision, take_position
from cairn.decisions.roles import Setup
from cairn.decisions.tests.test_interchange_text import LINE, TEXT, records
from cairn.people.actors import SYSTEM
from cairn.people.models import Workspace

STATES = st.sampled_from([State.DRAFT, State.DECIDED, State.WITHDRAWN])


@st.composite
def importable(draw: st.DrawFn) -> Record:
    """A record of people who are here, saying only what a decision in its state can say."""
    drawn = draw(records())
    state = draw(STATES)
    record = replace(
        drawn, state=state, keeps_outcome=state is State.WITHDRAWN, number=None, changes=[], labels=sorted(drawn.labels)
    )
    record.title = draw(LINE.filter(str.isprintable))
    record.people = [Named("driver", "Ben"), Named("approver", "Ada"), Named("approver", "@elsewhere")]
    record.started_by = Named("", "Ben") if record.started else None
    record.positions = [Said(Named("", "Cleo"), "concern", draw(TEXT), on=date(2024, 5, 1))]
    record.reason = (record.reason or "Gone.") if state is State.WITHDRAWN else ""
    record.on = record.on or now().replace(microsecond=0, hour=3)
    if state is State.DRAFT:
        record.statement = record.effect = record.check_by = record.override_reason = record.chosen = ""
        record.on = record.review_on = None
    return record


def load(pk: int) -> Decision:
    found = Decision.objects.for_lists().select_related(
        "page__published", "start__by", "imported", "framework__framework"
    )
    return found.get(pk=pk)


@settings(
    max_examples=6, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(record=importable())
def test_what_is_imported_goes_out_as_it_came(
    cast: Cast, tmp_path_factory: pytest.TempPathFactory, record: Record
) -> None:
    folder = tmp_path_factory.mktemp("out")
    (folder / "a.md").write_text(write(record), encoding="utf-8")
    report = import_decisions(folder, space=cast.moss, by=SYSTEM)
    assert report.created == 1 and not report.problems, report.text()
    imported = ImportedDecision.objects.get(path=f"{folder.name}/a.md")
    again = record_of(load(imported.decision_id), Export(SYSTEM))
    assert replace(again, number=None, path="a.md") == record
    folder_two = tmp_path_factory.mktemp("again")
    (folder_two / "a.md").write_text(write(again), encoding="utf-8")
    import_decisions(folder_two, space=cast.moss, by=SYSTEM)
    second = ImportedDecision.objects.get(path=f"{folder_two.name}/a.md")
    assert replace(record_of(load(second.decision_id), Export(SYSTEM)), number=again.number) == again


@pytest.fixture
def decided(cast: Cast) -> Decision:
    Workspace.objects.get_or_create(pk=1)
    decision = spin_up_decision(cast.stone, by=cast.ben, title="Which *bus*?")
    setup = Setup.daci(cast.ben, [cast.ada], [cast.cleo, cast.crew], [cast.ravi], now() + timedelta(days=3))
    start_decision(decision, by=cast.ben, setup=setup)
    take_position(decision, by=cast.cleo, stance="concern", reason="Costs\n\n# more")
    record_outcome(decision, by=cast.ada, statement="We take NATS.\nFor now.", option=decision.options.first())
    return load(decision.pk)


def test_a_made_decision_comes_in_again_as_the_same(cast: Cast, decided: Decision, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    zipfile.ZipFile(io.BytesIO(zipped([decided], Export.of([decided], SYSTEM)))).extractall(folder)
    report = import_decisions(folder, space=cast.moss, by=SYSTEM)
    assert not report.problems and report.numbers == [1]
    copy = load(ImportedDecision.objects.get().decision_id)
    assert record_of(copy, Export(SYSTEM)) == record_of(decided, Export(SYSTEM))
    assert copy.status == decided.status and copy.outcome.by == cast.ada


def test_readers_get_what_they_may_see(cast: Cast, as_: SignIn, decided: Decision) -> None:
    secret = spin_up_decision(cast.stone, by=cast.ben, title="A draft")
    for reader, names in ((cast.ben, 2), (cast.ravi, 1)):
        answer = as_(reader).get("/spaces/STONE/decisions/madr.zip")
        listed = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
        assert len(listed) == names and file_name(decided) in listed
    assert as_(cast.sam).get("/spaces/STONE/decisions/madr.zip").status_code == 404
    assert zipfile.ZipFile(io.BytesIO(as_(cast.sam).get("/decisions/madr.zip").content)).namelist() == []
    assert "/spaces/STONE/decisions/madr.zip" in as_(cast.ravi).get("/spaces/STONE/decisions/").content.decode()
    text = as_(cast.ravi).get(f"/decisions/{decided.pk}/madr.md").content.decode()
    assert "status: accepted" in text and "We take NATS." in text
    assert as_(cast.ravi).get(f"/decisions/{secret.pk}/madr.md").status_code == 404


def test_a_blind_phase_stays_blind(cast: Cast, as_: SignIn) -> None:
    decision = spin_up_decision(cast.stone, by=cast.ben, title="Blind")
    Decision.objects.filter(pk=decision.pk).update(is_blind=True)
    setup = Setup.daci(cast.ben, [cast.ada], [cast.cleo], [], now() + timedelta(days=3))
    start_decision(decision, by=cast.ben, setup=setup)
    take_position(decision, by=cast.cleo, stance="block", reason="Hush")
    for reader, sees in ((cast.ben, False), (cast.ada, False), (cast.cleo, True)):
        text = as_(reader).get(f"/decisions/{decision.pk}/madr.md").content.decode()
        assert ("Hush" in text) == sees and ("block: Cleo" in text) == sees
