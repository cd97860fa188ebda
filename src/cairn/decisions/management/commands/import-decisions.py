"""`cairn import-decisions FOLDER --space KEY`: decision records, RFCs and decision logs as decisions."""

from pathlib import Path

from cairn.decisions.interchange.importing import import_decisions
from cairn.decisions.interchange.report import DecisionReport
from cairn.pages.markdown_import.command import ImportCommand
from cairn.people.actors import Actor
from cairn.spaces.models import Space


class Command(ImportCommand):
    help = "Bring decision records (MADR, Nygard), Rust RFCs and exported decision logs in as decisions. Tells nobody."
    things = "decisions"

    def bring_in(self, folder: Path, space: Space, by: Actor) -> DecisionReport:
        return import_decisions(folder, space=space, by=by, progress=self.progress)
