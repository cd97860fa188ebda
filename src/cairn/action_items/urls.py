from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.action_items import views
from cairn.core.verbs import by_verb

urlpatterns: list[URLPattern | URLResolver] = [
    path("action-items/", login_required(by_verb(GET=views.list_action_items)), name="action_items"),
    path(
        "action-items/<int:pk>/completion/",
        login_required(by_verb(PUT=views.complete, DELETE=views.reopen)),
        name="action_item_completion",
    ),
]
