"""Out as MADR files and in again: nothing that was decided or said is lost, with or without its people here."""

import io
import os
import shutil
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cast import Cast, SignIn

from cairn.comments.operations import start_thread
from cairn.core.clock import now
from cairn.decisions.interchange.exporting import Export, record_of, zipped
from cairn.decisions.interchange.importing import import_decisions
from cairn.decisions.interchange.record import Record
from cairn.decisions.models import Decision, Position, RevisitTrigger
from cairn.decisions.operations import (
    amend_decision,
    cast_ballot,
    escalate_decision,
    record_outcome,
    spin_up_decision,
    start_decision,
    take_position,
)
from cairn.decisions.operations.reopen import reopen_decision
from cairn.decisions.operations.triggers import Trigger, add_trigger
from cairn.decisions.roles import Setup
from cairn.decisions.tests.test_ballot import vote
from cairn.documents import from_markdown
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.pages.operations import replace_body
from cairn.people.actors import SYSTEM
from cairn.spaces.models import Space

DATA = Path(os.environ.get("CAIRN_SHARED_DATA", Path(__file__).parents[4] / "../shared/data")).resolve()
SLICE = [
    *(f"adr-nats/adr/ADR-{number}.md" for number in (5, 11, 33, 52)),
    *(f"rfcs-rust/text/{name}.md" for name in ("0601-replace-be-with-become", "1030-prelude-additions")),
]


def all_of(space: Space) -> list[Decision]:
    found = Decision.objects.for_lists().filter(page__space=space, page__trashing=None).order_by("pk")
    return list(found.select_related("page__published", "start__by", "imported", "framework__framework", "stand_in"))


def records(space: Space, export: Export) -> dict[str, Record]:
    return {each.page.title: record_of(each, export) for each in all_of(space)}


def sent_round(source: Space, target: Space, folder: Path) -> tuple[dict[str, Record], dict[str, Record]]:
    """Records before and after; a draft's file is named after its page, which is another one afterwards."""
    decisions = all_of(source)
    export = Export.of(decisions, SYSTEM)
    folder.mkdir()
    zipfile.ZipFile(io.BytesIO(zipped(decisions, export))).extractall(folder)
    report = import_decisions(folder, space=target, by=SYSTEM)
    assert not report.problems, report.text()
    names = {each.page_id: each.imported.path.partition("/")[2] for each in all_of(target)}
    return records(source, export), records(target, Export(SYSTEM, names))


def lived(cast: Cast) -> Decision:
    """Talked about, taken into a room, decided, reopened, decided again, amended, to be looked at again."""
    decision = spin_up_decision(cast.stone, by=cast.ben, title="Which bus?")
    Decision.objects.filter(pk=decision.pk).update(questions_block=True, silence="consent", stand_in=cast.ada)
    setup = Setup.daci(cast.ben, [cast.ada], [cast.cleo], [cast.ravi], now() + timedelta(days=3))
    start_decision(decision, by=cast.ben, setup=setup)
    decision = Decision.objects.select_related("page").get(pk=decision.pk)
    start_thread(decision.page, by=cast.cleo, body="Who *runs* it?\n\n1. You\n2. `me`\n\n# Not a heading of the file")
    take_position(decision, by=cast.cleo, stance="block", reason="Too\n\n* dear")
    escalate_decision(decision, by=cast.ben)
    record_outcome(decision, by=cast.ada, statement="Kafka.", option=None, override_reason="It is late.")
    later = now() + timedelta(days=2)
    reopen_decision(Decision.objects.get(pk=decision.pk), by=cast.ada, reason="It fell over.", due_at=later)
    take_position(Decision.objects.get(pk=decision.pk), by=cast.cleo, stance="agree", reason="Now yes")
    record_outcome(decision, by=cast.ada, statement="NATS.", option=decision.options.first())
    decision = Decision.objects.get(pk=decision.pk)
    amend_decision(decision, by=cast.ada, text="Only in one zone.", reason="Money")
    add_trigger(decision, by=cast.ben, trigger=Trigger("assumption", words="NATS stays free: and open"))
    add_trigger(decision, by=cast.ben, trigger=Trigger("date", day=(now() + timedelta(days=90)).date()))
    return decision


def test_a_whole_life_goes_out_and_comes_in(cast: Cast, tmp_path: Path) -> None:
    lived(cast)
    ballots = vote(cast, "ranked")
    first, _, slate = ballots.options.all()
    cast_ballot(ballots, by=cast.cleo, marks={slate.pk: 1, first.pk: 2}, reason="It lasts.")
    before, after = sent_round(cast.stone, cast.moss, tmp_path / "out")
    kinds = {entry.kind for entry in before["Which bus?"].history}
    assert kinds >= {"thread", "room", "earlier", "approval", "trigger"}
    assert before["Roof"].positions[0].marks == {slate.title: 1, first.title: 2}
    assert after == before
    copy = next(each for each in all_of(cast.moss) if each.page.title == "Roof")
    assert {mark.option.title: mark.value for mark in copy.positions.get().marks.all()} == before["Roof"].positions[
        0
    ].marks
    assert RevisitTrigger.objects.filter(decision__page__space=cast.moss).count() == 2


def test_who_has_no_account_keeps_her_words(cast: Cast, as_: SignIn, tmp_path: Path) -> None:
    lived(cast)
    out = tmp_path / "away"
    out.mkdir()
    decisions = all_of(cast.stone)
    zipfile.ZipFile(io.BytesIO(zipped(decisions, Export.of(decisions, SYSTEM)))).extractall(out)
    for file in out.glob("*.md"):
        words = file.read_text().replace("Cleo", "Dora Elsewhere").replace("Ada", "Eva Gone")
        file.write_text(words)
    (out / "broken.md").write_text("---\nstatus: accepted\ncairn:\n  state: perhaps\n---\n\n# Broken\n")
    report = import_decisions(out, space=cast.moss, by=SYSTEM)
    assert report.created == 1 and [each.path for each in report.problems] == ["broken.md"]
    (copy,) = all_of(cast.moss)
    assert not Position.objects.filter(decision=copy).exists()
    again = record_of(copy, Export(SYSTEM))
    assert [(said.who.name, said.stance, said.reason) for said in again.positions] == [
        ("Dora Elsewhere", "agree", "Now yes")
    ]
    assert [(change.who.name, change.text) for change in again.changes if change.who] == [
        ("Eva Gone", "Only in one zone.")
    ]
    shown = as_(cast.ben).get(copy.get_absolute_url()).content.decode()
    for words in ("Dora Elsewhere", "Now yes", "Only in one zone.", "Too", "Who <em>runs</em> it?", "It fell over."):
        assert words in shown, words
    assert as_(cast.gus).get(copy.get_absolute_url()).status_code == 404


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not here")
def test_a_slice_of_the_real_sets_comes_back(cast: Cast, tmp_path: Path) -> None:
    """The whole sets: docs/subsystems/decision-interchange.md."""
    folder = tmp_path / "slice"
    for file in SLICE:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(DATA / file, folder / file)
    import_decisions(folder, space=cast.stone, by=SYSTEM)
    before, after = sent_round(cast.stone, cast.moss, tmp_path / "out")
    assert len(before) == len(SLICE) and after == before


OURS = Path(__file__).parents[4] / "docs/adr"
WHOLE = {
    DATA / "adr-nats": 52,
    DATA / "rfcs-rust": 106,
    DATA / "tsc-wiki/TSC": 81,
    OURS: len(list(OURS.glob("[0-9]*.md"))),
}


@pytest.mark.skipif(not os.environ.get("CAIRN_ALL_DATA"), reason="minutes; CAIRN_ALL_DATA=1 takes every file")
@pytest.mark.parametrize("folder", WHOLE, ids=lambda folder: folder.name)
def test_the_whole_sets_come_back(cast: Cast, tmp_path: Path, folder: Path) -> None:
    """In every field, body included: docs/subsystems/decision-interchange.md has the counts."""
    import_decisions(folder, space=cast.stone, by=SYSTEM)
    decisions = all_of(cast.stone)
    assert len(decisions) == WHOLE[folder]
    before, after = sent_round(cast.stone, cast.moss, tmp_path / "out")
    assert len(all_of(cast.moss)) == len(decisions)
    assert {title: None for title in before if before[title] != after.get(title)} == {}


def test_links_lead_from_space_to_space_and_drafts_of_one_title_stay_apart(cast: Cast, tmp_path: Path) -> None:
    first = spin_up_decision(cast.moss, by=cast.ben, title="Which boat?")
    second = spin_up_decision(cast.stone, by=cast.ben, title="Which rope?")
    third = spin_up_decision(cast.stone, by=cast.ben, title="Which rope?")
    for here, there in ((first, third), (second, third)):
        body = from_markdown(f"See [the other](/pages/{there.page_id}/).").body
        replace_body(here.page, by=cast.ben, body=body)
    decisions = all_of(cast.stone) + all_of(cast.moss)
    out = tmp_path / "out"
    out.mkdir()
    zipfile.ZipFile(io.BytesIO(zipped(decisions, Export.of(decisions, SYSTEM)))).extractall(out)
    files = {file.relative_to(out).as_posix(): file.read_text() for file in out.rglob("*.md")}
    assert set(files) == {"MOSS/draft-which-boat.md", "STONE/draft-which-rope.md", "STONE/draft-which-rope-2.md"}
    assert "(../STONE/draft-which-rope-2.md)" in files["MOSS/draft-which-boat.md"]
    assert "(draft-which-rope-2.md)" in files["STONE/draft-which-rope.md"]
    Page.objects.filter(space=cast.stone).update(title="Old")
    report = import_decisions(out, space=cast.stone, by=SYSTEM)
    came = {each.imported.path.partition("/")[2]: each.page for each in all_of(cast.stone) if hasattr(each, "imported")}
    assert not report.problems and set(came) == set(files)
    link = f"/pages/{came['STONE/draft-which-rope-2.md'].pk}/"
    for name in ("MOSS/draft-which-boat.md", "STONE/draft-which-rope.md"):
        assert link in str(draft_body(came[name]))
