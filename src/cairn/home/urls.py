from django.urls import path

from cairn.core.verbs import by_verb
from cairn.home.views import jobs, start

urlpatterns = [
    path("", by_verb(GET=start.home), name="home"),
    path("settings/jobs/", by_verb(GET=jobs.jobs), name="jobs"),
    path("settings/jobs/<uuid:job>/retry/", by_verb(POST=jobs.retry), name="job_retry"),
]
