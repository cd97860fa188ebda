"""Every door of the product over HTTP. Sockets are in asgi.py."""

from django.urls import include, path

urlpatterns = [
    path("", include("cairn.home.urls")),
    path("", include("cairn.people.urls")),
    path("", include("cairn.spaces.urls")),
    path("", include("cairn.pages.urls")),
    path("", include("cairn.comments.urls")),
    path("", include("cairn.action_items.urls")),
    path("", include("cairn.extensions.urls")),
    path("", include("cairn.feedback.urls")),
    path("", include("cairn.suggestions.urls")),
    path("", include("cairn.decisions.urls")),
    path("", include("cairn.gallery.urls")),
    path("", include("cairn.gallery.sections.urls")),
    path("", include("cairn.roadmaps.urls")),
    path("", include("cairn.questions.urls")),
    path("", include("cairn.questions.afterwards.urls")),
    path("", include("cairn.debates.urls")),
    path("", include("cairn.series.urls")),
    path("", include("cairn.drafting.urls")),
    path("", include("cairn.notifications.urls")),
    path("", include("cairn.mail.urls")),
    path("", include("cairn.search.urls")),
    path("", include("cairn.live.urls")),
    path("", include("cairn.ui.urls")),
]

handler400 = "cairn.core.middleware.errors.bad_request"
handler500 = "cairn.core.middleware.errors.server_error"
