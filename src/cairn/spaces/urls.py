from django.contrib.auth.decorators import login_required
from django.urls import path

from cairn.core.verbs import by_verb
from cairn.spaces.views import members, spaces

urlpatterns = [
    path("spaces/", login_required(by_verb(GET=spaces.list_spaces)), name="spaces"),
    path("spaces/new/", login_required(by_verb(GET=spaces.new, POST=spaces.create)), name="space_new"),
    path("spaces/<str:key>/", login_required(by_verb(GET=spaces.show)), name="space"),
    path(
        "spaces/<str:key>/settings/",
        login_required(by_verb(GET=spaces.edit, POST=spaces.change)),
        name="space_settings",
    ),
    path(
        "spaces/<str:key>/members/",
        login_required(by_verb(GET=members.list_members, POST=members.add)),
        name="space_members",
    ),
    path(
        "spaces/<str:key>/members/<int:pk>/",
        login_required(by_verb(POST=members.set_role, DELETE=members.remove)),
        name="space_member",
    ),
    path("spaces/<str:key>/membership/", login_required(by_verb(DELETE=members.leave)), name="space_membership"),
]
