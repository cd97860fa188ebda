from django.urls import path

from cairn.core.verbs import by_verb
from cairn.live import views

urlpatterns = [path("healthz", by_verb(GET=views.healthz), name="healthz")]
