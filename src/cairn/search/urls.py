from django.urls import path

from cairn.core.verbs import by_verb
from cairn.search import views

urlpatterns = [path("search/", by_verb(GET=views.search), name="search")]
