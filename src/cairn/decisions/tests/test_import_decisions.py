"""Decision records come in from a folder: through the command, looked at over HTTP."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from tests.cast import Cast, SignIn

from cairn.core.errors import Invalid
from cairn.decisions.models import Decision, DecisionCounter, ImportedDecision, Outcome, Supersession
from cairn.decisions.operations import add_option, interchange
from cairn.pages.models import Page

OLD = """# 1. Poll for news

Date: 2019-02-03

## Status

Superseded by ADR-3

## Context

We need *news*.

## Decision

We poll.
"""
NEW = """---
status: accepted
date: 2024-05-01
decision-makers: [Ada, "@nobody-here"]
consulted: cleo@example.org
tags: [infra]
---

# Use a message bus

## Context and Problem Statement

Polling, as in [ADR-1](0001-poll.md), is slow.

## Considered Options

* NATS
* Kafka

## Decision Outcome

Chosen option: "NATS", because one binary is enough.
"""
IDEA = "# 2. Paint the shed\n\n* Status: proposed\n* Deciders: Ben\n\n## Context\n\nIt is grey.\n"


def write(root: Path, **files: str | bytes) -> Path:
    folder = root / "adr"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name.replace('_', '-', 1)}.md").write_bytes(data)
    return folder


def run(folder: Path, *, space: str = "STONE", email: str | None = "ben@example.org", **options: Any) -> str:
    out = StringIO()
    call_command("import-decisions", str(folder), space=space, email=email, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def decision(title: str) -> Decision:
    return Decision.objects.select_related("page__published", "imported").get(page__title=title)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, **{"0001_poll": OLD, "0002_shed": IDEA, "0003_bus": NEW})


def test_records_become_decisions_with_all_they_say(cast: Cast, as_: SignIn, folder: Path, run_jobs: Any) -> None:
    said = run(folder)
    assert "3 decisions made (2 decided, 1 of them superseded; 1 drafts, 0 withdrawn)" in said
    run_jobs()
    bus, poll, shed = decision("Use a message bus"), decision("Poll for news"), decision("Paint the shed")
    assert [each.status.value for each in (bus, poll, shed)] == ["decided", "superseded", "draft"]
    assert (poll.outcome.number, bus.outcome.number) == (1, 2)  # in the order of their own numbers
    assert (bus.imported.label, bus.imported.status) == ("ADR-3", "accepted")
    assert bus.outcome.at.date().isoformat() == "2024-05-01"
    assert bus.outcome.by == cast.ada and poll.outcome.by is None
    assert {(holder.role, holder.user) for holder in bus.role_holders.all()} == {
        ("approver", cast.ada),
        ("contributor", cast.cleo),
    }
    assert bus.imported.people == [{"role": "approver", "name": "@nobody-here", "email": ""}]
    assert [option.title for option in bus.options.all()] == ["NATS", "Kafka"]
    assert bus.outcome.option is not None and bus.outcome.option.title == "NATS"
    assert poll.supersession.replacement == bus
    page = as_(cast.ravi).get(f"/pages/{bus.page_id}/").content.decode()
    for words in ("one binary is enough", f"/pages/{poll.page_id}/", "@nobody-here", "ADR-3", "adr/0003-bus.md"):
        assert words in page, words
    log = as_(cast.ravi).get("/spaces/STONE/decisions/").content.decode()
    assert "Use a message bus" in log and "D-2" in log
    assert as_(cast.sam).get(f"/pages/{bus.page_id}/").status_code == 404
    assert not apps.get_model("notifications", "Notification").objects.exists() and not mail.outbox  # nobody is told


def test_the_same_files_again_change_nothing(cast: Cast, folder: Path) -> None:
    run(folder)
    before = list(Page.objects.order_by("pk").values_list("pk", "published__number"))
    assert "0 decisions made (0 decided, 0 of them superseded; 0 drafts, 0 withdrawn), 0 changed, 3 unchanged" in run(
        folder
    )
    assert list(Page.objects.order_by("pk").values_list("pk", "published__number")) == before
    assert DecisionCounter.objects.get(space=cast.stone).last == 2 and Supersession.objects.count() == 1


def test_a_changed_file_changes_only_what_nobody_has_touched(cast: Cast, folder: Path, tmp_path: Path) -> None:
    run(folder)
    write(tmp_path, **{"0002_shed": IDEA.replace("proposed", "accepted")})
    assert "1 changed" in run(folder)
    assert decision("Paint the shed").outcome.number == 3  # numbers given stay
    write(tmp_path, **{"0002_shed": IDEA.replace("grey", "green")})
    assert "it is decided as D-3 and no longer changes" in run(folder)

    write(tmp_path, **{"0004_fence": IDEA.replace("2. Paint the shed", "4. Paint the fence")})
    run(folder)
    fence = decision("Paint the fence")
    add_option(fence, by=cast.ben, title="Blue")
    write(tmp_path, **{"0004_fence": IDEA.replace("2. Paint the shed", "4. Paint the fence").replace("grey", "old")})
    assert "people have changed the decision since" in run(folder)
    assert [option.title for option in fence.options.all()] == ["Blue"]


def test_bad_files_are_named_and_left_out(cast: Cast, tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        **{
            "0001_binary": b"\x00\x01\x02" * 50,
            "0002_huge": "# 2. Huge\n\nStatus: accepted\n" + "word " * 2_000_000,
            "0003_broken": "---\nstatus: [accepted\n---\n# 3. Broken\n\n## Decision\n\nx\n",
            "0004_circle": "# 4. Circle\n\nStatus: superseded by ADR-5\n\n## Context\n\nx\n",
            "0005_circle": "# 5. Round\n\nStatus: superseded by ADR-4\n\n## Context\n\nx\n",
            "0006_old": "# 6. Caf\xe9\n\nStatus: accepted\n\n## Context\n\nx\n".encode("cp1252"),
            "notes_of": "# Notes\n\nNo decision.\n",
        },
    )
    said = run(folder)
    for words in (
        "0001-binary.md: It is not text", "0002-huge.md: It is larger than 5 MB",
        "0003-broken.md: Its front matter is not valid YAML", "lead in a circle", "It is not UTF-8",
        "1 files are no decisions, 3 could not be read",
    ):  # fmt: skip
        assert words in said, said
    assert sorted(Page.objects.filter(kind="decision").values_list("title", flat=True)) == ["Café", "Circle", "Round"]
    assert Supersession.objects.count() == 1


def test_who_may_not_write_brings_nothing_in(cast: Cast, folder: Path) -> None:
    with pytest.raises(CommandError, match="may not write"):
        run(folder, email="ravi@example.org")
    with pytest.raises(CommandError, match="no space"):
        run(folder, email="sam@example.org")
    assert not ImportedDecision.objects.exists()


def test_a_folder_that_stops_half_way_is_finished_later(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails leaves no number, no outcome and no empty page behind."""

    def fail(*args: Any, **options: Any) -> None:
        raise Invalid("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(interchange, "_write_outcome", fail)
        said = run(folder)
    assert "The disk is full." in said and not Outcome.objects.exists()
    assert not Page.objects.filter(title="Use a message bus").exists()
    assert "2 decisions made" in run(folder)
    assert sorted(Outcome.objects.values_list("number", flat=True)) == [1, 2]


def test_our_own_records_lose_no_word(cast: Cast) -> None:
    """docs/adr of this project: the records we have ourselves."""
    root = Path(__file__).parents[4] / "docs" / "adr"
    run(root, email=None)
    assert ImportedDecision.objects.count() == len(list(root.glob("*.md")))
