from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.gallery.sections.views import drift, table

urlpatterns: list[URLPattern | URLResolver] = [
    path("template-sections/", login_required(by_verb(GET=table.options)), name="template_section_options"),
    path("gallery/<slug:slug>/sections/", login_required(by_verb(GET=table.show)), name="template_sections"),
    path("gallery/<slug:slug>/sections.csv", login_required(by_verb(GET=table.as_csv)), name="template_sections_csv"),
    path(
        "gallery/<slug:slug>/sections.json", login_required(by_verb(GET=table.as_json)), name="template_sections_json"
    ),
    path(
        "pages/<int:pk>/new-sections/",
        login_required(by_verb(GET=drift.show, POST=drift.take, DELETE=drift.give_back)),
        name="page_new_sections",
    ),
    path(
        "pages/<int:pk>/new-sections/<slug:key>/dismissal/",
        login_required(by_verb(POST=drift.dismiss, DELETE=drift.recall)),
        name="page_new_section_dismissal",
    ),
]
