from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.gallery.sections import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("template-sections/", login_required(by_verb(GET=views.options)), name="template_section_options"),
    path("gallery/<slug:slug>/sections/", login_required(by_verb(GET=views.show)), name="template_sections"),
    path("gallery/<slug:slug>/sections.csv", login_required(by_verb(GET=views.as_csv)), name="template_sections_csv"),
    path(
        "gallery/<slug:slug>/sections.json", login_required(by_verb(GET=views.as_json)), name="template_sections_json"
    ),
]
