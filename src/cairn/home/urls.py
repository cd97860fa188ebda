from django.urls import path

from cairn.core.verbs import by_verb
from cairn.home import views

urlpatterns = [path("", by_verb(GET=views.home), name="home")]
