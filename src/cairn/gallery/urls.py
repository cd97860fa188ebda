from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.gallery.views import arranging, browsing, copies, own, using, versions

urlpatterns: list[URLPattern | URLResolver] = [
    path("gallery/", login_required(by_verb(GET=browsing.list_templates)), name="gallery"),
    path("gallery/<slug:slug>/", login_required(by_verb(GET=using.show)), name="template"),
    path("pages/<int:pk>/template/", login_required(by_verb(GET=own.keep_form, POST=own.keep)), name="page_template"),
    path(
        "gallery/<slug:slug>/definition/",
        login_required(by_verb(GET=own.edit, POST=own.change)),
        name="template_definition",
    ),
    path(
        "gallery/<slug:slug>/removal/",
        login_required(by_verb(POST=own.remove, DELETE=own.put_back)),
        name="template_removal",
    ),
    path("gallery/<slug:slug>/text/", login_required(by_verb(POST=own.rewrite)), name="template_text"),
    path(
        "gallery/<slug:slug>/versions/", login_required(by_verb(GET=versions.list_versions)), name="template_versions"
    ),
    path(
        "gallery/<slug:slug>/hiding/",
        login_required(by_verb(POST=arranging.hide, DELETE=arranging.offer)),
        name="template_hiding",
    ),
    path(
        "gallery/<slug:slug>/standard/",
        login_required(by_verb(POST=arranging.standard, DELETE=arranging.no_standard)),
        name="template_standard",
    ),
    path("pages/<int:pk>/example/", login_required(by_verb(GET=using.example)), name="page_example"),
    path(
        "gallery/<slug:slug>/copies/",
        login_required(by_verb(GET=copies.choice, POST=copies.copy)),
        name="template_copies",
    ),
    path("gallery/<slug:slug>/pages/", login_required(by_verb(POST=using.use)), name="template_pages"),
]
