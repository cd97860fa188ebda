"""`cairn import-markdown FOLDER --space KEY`: a folder of Markdown files as pages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cairn.core.errors import CairnError
from cairn.pages.markdown_import import ImportReport, import_markdown
from cairn.people.actors import SYSTEM, Actor
from cairn.people.models import User
from cairn.spaces.models import Space

SHOWN = 20  # kinds of problems on the terminal; --report has every one


class Command(BaseCommand):
    help = "Bring the Markdown files of a folder in as pages. The same folder again changes only what has changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder; nothing outside of it is read")
        parser.add_argument("--space", required=True, metavar="KEY", help="the space that the pages go into")
        parser.add_argument("--as", dest="email", metavar="EMAIL", help="who imports: her name stands on the pages")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write all that could not be carried over here")

    def handle(self, *args: Any, folder: Path, space: str, email: str | None, **options: Any) -> None:
        target = options.get("report")
        if target is not None:
            _write(target, "The import has not finished.\n")
        by = _actor(email)
        there = Space.objects.visible_to(by).filter(key=space).first()
        if there is None:
            raise CommandError(f"There is no space {space} that {email or 'the system'} can see. Make it first.")
        try:
            report = import_markdown(folder, space=there, by=by, progress=self._progress)
        except CairnError as error:
            raise CommandError(error.message) from error
        except DatabaseError as error:
            raise CommandError(
                f"The database could not be written: {error}. Pages imported so far are whole; import again to go on."
            ) from error
        self._show(report, target)

    def _progress(self, done: int, total: int) -> None:
        if done % 50 == 0 or done == total:
            self.stderr.write(f"{done} of {total} pages written")

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


def _actor(email: str | None) -> Actor:
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
