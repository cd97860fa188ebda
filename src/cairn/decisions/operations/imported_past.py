"""What a file says of the way to a decision: rows where its people have an account here, by name where they have none."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cairn.core.clock import now
from cairn.decisions.interchange.kept import ENDED, as_json, kept_change, kept_position
from cairn.decisions.interchange.people import People
from cairn.decisions.interchange.record import Entry, Record, Said, instant
from cairn.decisions.models import (
    Amendment,
    Approval,
    BallotMark,
    Decision,
    Option,
    Outcome,
    Position,
    RevisitKind,
    RevisitTrigger,
    Silence,
)
from cairn.decisions.operations.outcome import record_dissent
from cairn.people.models import User


def write_past(decision: Decision, told: Record, options: dict[str, Option], people: People) -> list[dict[str, Any]]:
    """Writes what can be rows, and gives back the rest as `ImportedDecision.kept`."""
    past = _Past(decision, told, options, people)
    kept = [kept_position(said) for said in told.positions if not past.take_position(said)]
    if told.ended_by and people.person(told.ended_by) is None:
        kept.append(Entry(ENDED, told.ended_by, told.ended))
    if past.outcome is not None:
        record_dissent(past.outcome)
    for change in told.changes:
        person = people.person(change.who)
        if past.outcome is None or person is None or change.on is None:
            kept.append(kept_change(change))
        else:
            Amendment.objects.create(
                outcome=past.outcome, text=change.text, reason=change.reason, by=person, at=instant(change.on)
            )
    decision.triggers.all().delete()
    decision.silences.filter(positions=None).delete()  # of an earlier import of the same file
    kept += [entry for entry in told.history if not past.take(entry)]
    return [as_json(entry) for entry in kept]


class _Past:
    def __init__(self, decision: Decision, told: Record, options: dict[str, Option], people: People) -> None:
        self.decision, self.told, self.options, self.people = decision, told, options, people
        self.outcome = Outcome.objects.filter(decision=decision).first()

    def take_position(self, said: Said) -> bool:
        """A position or a ballot of somebody who has an account here; a ballot only where all its options are known."""
        person = self.people.person(said.who)
        if person is None or not all(key in self.options for key in said.marks):
            return False
        text, on = self.decision.page.published, said.on or self.told.on
        position, _ = Position.objects.update_or_create(
            decision=self.decision,
            user=person,
            defaults={
                "stance": said.stance,
                "reason": said.reason,
                "version": text,
                "at": instant(on) if on is not None else now(),
                "confirmed_version": text if said.confirmed else None,
                "confirmed_at": instant(said.confirmed) if said.confirmed else None,
                "silence": self._silence() if said.silent else None,
            },
        )
        position.marks.all().delete()
        marks = [BallotMark(position=position, option=self.options[key], value=n) for key, n in said.marks.items()]
        BallotMark.objects.bulk_create(marks)
        return True

    def take(self, entry: Entry) -> bool:
        """Whether it became a row that says all of it."""
        person = self.people.person(entry.who)
        if entry.below or entry.on is None or (entry.who is not None and person is None):
            return False
        if entry.kind == "silence" and instant(entry.on) == self.decision.due_at and self.decision.silences.exists():
            told = {"policy": entry.facts.get("policy", ""), "at": entry.facts.get("at", entry.on.isoformat())}
            self.decision.silences.update(policy=told["policy"][:8], at=datetime.fromisoformat(told["at"]))
            return True
        if entry.kind == "approval" and person is not None and self.outcome is not None:
            Approval.objects.get_or_create(outcome=self.outcome, user=person, defaults={"at": instant(entry.on)})
            return True
        if entry.kind == "trigger" and person is not None:
            return self._take_trigger(entry, person, entry.on)
        return False

    def _take_trigger(self, entry: Entry, person: User, on: date) -> bool:
        """One on a day to come, or an assumption; those on pages are words: the page is another one here."""
        told = entry.facts
        day = date.fromisoformat(told["day"]) if "day" in told else None
        if told.get("kind") == RevisitKind.DATE and day is not None and day > now().date():
            fields: dict[str, Any] = {"day": day}
        elif told.get("kind") == RevisitKind.ASSUMPTION and told.get("words"):
            fields = {"words": told["words"][:300]}
        else:
            return False
        RevisitTrigger.objects.create(decision=self.decision, kind=told["kind"], by=person, at=instant(on), **fields)
        return True

    def _silence(self) -> Silence | None:
        due = self.decision.due_at
        if due is None:
            return None
        return Silence.objects.get_or_create(decision=self.decision, due_at=due, defaults={"policy": "consent"})[0]
