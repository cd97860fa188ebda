"""`cairn import-markdown FOLDER --space KEY`: a folder of Markdown files as pages."""

from pathlib import Path

from cairn.pages.markdown_import import ImportReport, import_markdown
from cairn.pages.markdown_import.command import ImportCommand
from cairn.people.actors import Actor
from cairn.spaces.models import Space


class Command(ImportCommand):
    help = "Bring the Markdown files of a folder in as pages. The same folder again changes only what has changed."

    def bring_in(self, folder: Path, space: Space, by: Actor) -> ImportReport:
        return import_markdown(folder, space=space, by=by, progress=self.progress)
