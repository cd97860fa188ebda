"""What came in before anybody looked for groups."""

from django_tasks import task

from cairn.questions.often.grouping import any_missing, group_missing

__all__ = ["any_missing", "group_all"]


@task()
def group_all() -> None:
    group_missing()
