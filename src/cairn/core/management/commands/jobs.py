"""`cairn jobs`: what waits, what runs, what was given up; `--retry ID` or `--retry all` tries again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_tasks_db.models import DBTaskResult

from cairn.core.worker import retry_failed


class Command(BaseCommand):
    help = "Show jobs that wait, run or were given up. --retry ID (or all) puts given-up jobs back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--retry", metavar="ID", help="the id of a job that was given up, or all")

    def handle(self, *args: Any, retry: str | None, **options: Any) -> None:
        failed = DBTaskResult.objects.failed().order_by("finished_at")
        if retry:
            ids = [str(job.pk) for job in failed] if retry == "all" else [retry]
            if not sum(retry_failed(job_id) for job_id in ids) and retry != "all":
                raise CommandError(f"No job with the id {retry} was given up. `cairn jobs` lists those that were.")
            self.stdout.write(f"{len(ids)} put back into the queue.")
            return
        self.stdout.write(
            f"waiting {DBTaskResult.objects.ready().count()}, running {DBTaskResult.objects.running().count()}, "
            f"given up {failed.count()}"
        )
        for job in failed:
            self.stdout.write(
                f"{job.pk}  {job.finished_at:%Y-%m-%d %H:%M}  {job.task_path}  {job.exception_class_path}"
            )
