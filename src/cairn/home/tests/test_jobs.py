"""Given-up jobs: admins see them and try again."""

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.cast import Cast, SignIn

from cairn.activity.jobs import dispatch_event


def test_admins_see_what_was_given_up_and_try_again(cast: Cast, as_: SignIn) -> None:
    dispatch_event.enqueue(1)
    job = DBTaskResult.objects.latest("enqueued_at")
    job.set_failed(OSError("the disk was full"))
    address = f"/settings/jobs/{job.pk}/retry/"
    assert [as_(user).get("/settings/jobs/").status_code for user in (cast.ada, cast.ben, cast.gus)] == [200, 403, 403]
    assert "the disk was full" in as_(cast.ada).get("/settings/jobs/").content.decode()
    assert as_(cast.ben).post(address).status_code == 403
    assert as_(cast.ada).post(address).status_code == 303
    job.refresh_from_db()
    assert job.status == TaskResultStatus.READY and job.run_after <= timezone.now()
    assert as_(cast.ada).post(address).status_code == 404
