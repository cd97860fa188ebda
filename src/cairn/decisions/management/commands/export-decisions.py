"""`cairn export-decisions FILE [--space KEY] [--state decided] [--as EMAIL]`: decisions as MADR files in a zip."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cairn.decisions.interchange.exporting import Export, write_zip
from cairn.decisions.models import Decision
from cairn.decisions.queries import STATES
from cairn.pages.markdown_import.command import actor
from cairn.spaces.models import Space


class Command(BaseCommand):
    help = "Write decisions as MADR files into a zip. What --as may not see is left out; without it, all is written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the zip to write")
        parser.add_argument("--space", metavar="KEY", help="only the log of this space")
        parser.add_argument("--state", choices=list(STATES), help="only decisions in this state")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="whose eyes to see with")

    def handle(self, *args: Any, file: Path, space: str | None, email: str | None, **options: Any) -> None:
        by = actor(email)
        found = Decision.objects.visible_to(by).for_lists().select_related("page__published", "start__by", "imported")
        if space is not None:
            there = Space.objects.visible_to(by).filter(key=space).first()
            if there is None:
                raise CommandError(f"There is no space {space} that {email or 'the system'} can see.")
            found = found.of_space(there)
        found = found.with_status(options["state"] or "").filter(page__trashing=None).order_by("pk")
        decisions = list(found.select_related("framework__framework"))
        try:
            with file.open("wb") as target:
                write_zip(decisions, Export.of(decisions, by), target)
        except OSError as error:
            raise CommandError(f"{file} can't be written: {error.strerror}. Choose another file.") from error
        self.stdout.write(f"{len(decisions)} decisions written to {file}.")
