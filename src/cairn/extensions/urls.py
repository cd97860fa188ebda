from django.urls import path

from cairn.core.verbs import by_verb
from cairn.extensions import views

urlpatterns = [
    path("pages/<int:pk>/extension/", by_verb(GET=views.preview), name="page_extension"),
    path("diagrams/frame/", by_verb(GET=views.diagram_frame), name="diagram_frame"),
    path("excerpts/", by_verb(GET=views.excerpts), name="excerpts"),
]
