from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.gallery import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("gallery/", login_required(by_verb(GET=views.list_templates)), name="gallery"),
    path("gallery/<slug:slug>/", login_required(by_verb(GET=views.show)), name="template"),
    path("gallery/<slug:slug>/pages/", login_required(by_verb(POST=views.use)), name="template_pages"),
]
