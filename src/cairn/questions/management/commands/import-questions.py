"""`cairn import-questions FOLDER --space KEY`: a Stack Exchange data dump as everyday questions."""

from pathlib import Path

from cairn.pages.markdown_import.command import ImportCommand
from cairn.people.actors import Actor
from cairn.questions.stack_exchange.report import QuestionReport
from cairn.questions.stack_exchange.run import import_dump
from cairn.spaces.models import Space


class Command(ImportCommand):
    help = "Bring questions, answers, votes and comments of a Stack Exchange data dump in. Tells nobody."
    things = "posts"

    def bring_in(self, folder: Path, space: Space, by: Actor) -> QuestionReport:
        return import_dump(folder, space=space, by=by, progress=self.progress)
