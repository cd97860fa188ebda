"""What the commands share that bring a folder in: `--space`, `--as`, `--report`, and what they say."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cairn.core.errors import CairnError
from cairn.pages.markdown_import.report import ImportReport
from cairn.people.actors import SYSTEM, Actor
from cairn.people.models import User
from cairn.spaces.models import Space

SHOWN = 20  # kinds of problems on the terminal; --report has every one


class ImportCommand(BaseCommand):
    """`bring_in` is the import; `things` what it makes, in words."""

    things = "pages"

    def bring_in(self, folder: Path, space: Space, by: Actor) -> ImportReport:
        raise NotImplementedError

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder; nothing outside of it is read")
        parser.add_argument("--space", required=True, metavar="KEY", help="the space that they go into")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="who imports: her name stands on what comes in")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write all that could not be carried over here")

    def handle(self, *args: Any, folder: Path, space: str, email: str | None, **options: Any) -> None:
        target = options.get("report")
        if target is not None:
            _write(target, "The import has not finished.\n")
        by = actor(email)
        there = Space.objects.visible_to(by).filter(key=space).first()
        if there is None:
            raise CommandError(f"There is no space {space} that {email or 'the system'} can see. Make it first.")
        try:
            report = self.bring_in(folder, there, by)
        except CairnError as error:
            raise CommandError(error.message) from error
        except DatabaseError as error:
            raise CommandError(
                f"The database could not be written: {error}. What was imported so far is whole; import again to go on."
            ) from error
        self._show(report, target)

    def progress(self, done: int, total: int) -> None:
        if done % 50 == 0 or done == total:
            self.stderr.write(f"{done} of {total} {self.things} written")

    def _show(self, report: ImportReport, target: Path | None) -> None:
        kinds = report.kinds()
        for count, what, path in kinds[:SHOWN]:
            self.stdout.write(f"{path}: {what}" + (f" And {count - 1} more of this kind." if count > 1 else ""))
        if len(kinds) > SHOWN:
            self.stdout.write(f"… and {len(kinds) - SHOWN} more kinds.")
        self.stdout.write(f"{report.summary}.")
        if len(kinds) < len(report.problems) and target is None:
            self.stdout.write("--report FILE writes down every one of them.")
        if target is not None:
            _write(target, report.text())


def actor(email: str | None) -> Actor:
    if email is None:
        return SYSTEM
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise CommandError(f"Nobody here has the address {email}. Nothing was imported.")
    return user


def _write(target: Path, text: str) -> None:
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(
            f"The report can't be written to {target}: {error.strerror}. Choose another file."
        ) from error
