from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.gallery.views import browsing, using

urlpatterns: list[URLPattern | URLResolver] = [
    path("gallery/", login_required(by_verb(GET=browsing.list_templates)), name="gallery"),
    path("gallery/<slug:slug>/", login_required(by_verb(GET=using.show)), name="template"),
    path("pages/<int:pk>/example/", login_required(by_verb(GET=using.example)), name="page_example"),
    path("gallery/<slug:slug>/pages/", login_required(by_verb(POST=using.use)), name="template_pages"),
]
