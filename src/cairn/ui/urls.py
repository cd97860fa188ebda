from django.urls import path

from cairn.core.verbs import by_verb
from cairn.ui import views

urlpatterns = [
    path("styleguide/", by_verb(GET=views.styleguide), name="styleguide"),
    path("styleguide/people/", by_verb(GET=views.styleguide_people), name="styleguide_people"),
]
