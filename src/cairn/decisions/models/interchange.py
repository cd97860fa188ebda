"""Decisions that came from files."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from cairn.core.clock import now
from cairn.decisions.models.decision import Decision
from cairn.people.models import User
from cairn.spaces.models import Space

PAST = {
    "position": _lazy("Positions"),
    "amendment": _lazy("Amendments"),
    "ended": _lazy("Who ended it"),
    "thread": _lazy("Discussion"),
    "change": _lazy("Changes while it ran"),
    "silence": _lazy("When the time was over"),
    "room": _lazy("Rooms"),
    "approval": _lazy("Approvals"),
    "earlier": _lazy("Earlier outcomes"),
    "review": _lazy("What came of it"),
    "trigger": _lazy("To be looked at again"),
}


class ImportedDecision(models.Model):
    """Where a decision came from, and what its file says that has no other place.

    `path` begins with the imported folder's own name; `label` is what its set calls it ("ADR-15"), `status` the state in
    the file's words. `people` are those it names who have no account here: `[{"role", "name", "email"}]`; `kept` is what they said and did, and what else
    has no row here (`interchange.kept`). `digest` is of
    the file, `left` of the decision as the import left it: a later import changes only what nobody has touched since.
    """

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="imported")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    label = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=200, blank=True)
    people = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    left = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "path"], name="decisions_import_path_once")]

    @property
    def past(self) -> list[dict[str, Any]]:
        """What was kept, by kind: `[{"label": "Discussion", "entries": [...]}]`."""
        found: dict[str, list[dict[str, Any]]] = {}
        for entry in self.kept:
            found.setdefault(entry["kind"], []).append(entry)
        return [{"label": str(PAST.get(kind, kind)), "entries": entries} for kind, entries in found.items()]

    @property
    def named(self) -> list[dict[str, str]]:
        """Those without an account, by role: `[{"label": "Approver", "names": "@ripienaar, Ana"}]`."""
        found: dict[str, list[str]] = {}
        for who in self.people:
            found.setdefault(who["role"], []).append(who["name"] or who["email"])
        definition = self.decision.definition
        labels = {key: definition.role(key).label if definition.has_role(key) else key for key in found}
        return [{"label": _(labels[key]), "names": ", ".join(names)} for key, names in found.items()]
