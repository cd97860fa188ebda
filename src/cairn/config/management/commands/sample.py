"""`cairn sample`: the sample workspace, in an installation that is still empty."""

from typing import Any

from django.core.management.base import BaseCommand

from cairn.config.sample import load_sample


class Command(BaseCommand):
    help = "Fill an empty installation with the sample team, its spaces and pages. Does nothing in any other."

    def handle(self, *args: Any, **options: Any) -> None:
        done = load_sample()
        self.stdout.write(
            "The sample workspace is ready." if done else "There are people here already: nothing changed."
        )
