from django.contrib.auth.decorators import login_required
from django.urls import path

from cairn.core.verbs import by_verb
from cairn.roadmaps.views import exports, items, roadmaps

urlpatterns = [
    path("roadmaps/<int:pk>/", login_required(by_verb(GET=roadmaps.show)), name="roadmap"),
    path("roadmaps/<int:pk>/items/", login_required(by_verb(POST=items.add)), name="roadmap_items"),
    path("roadmaps/<int:pk>/roadmap.csv", login_required(by_verb(GET=exports.table)), name="roadmap_csv"),
    path("roadmaps/<int:pk>/roadmap.svg", login_required(by_verb(GET=exports.drawing)), name="roadmap_svg"),
    path("roadmaps/<int:pk>/roadmap.png", login_required(by_verb(GET=exports.picture)), name="roadmap_png"),
    path("roadmap-pages/", login_required(by_verb(GET=roadmaps.pages)), name="roadmap_pages"),
    path("roadmap-lanes/<int:pk>/", login_required(by_verb(PUT=roadmaps.name_lane)), name="roadmap_lane"),
    path("roadmap-items/<int:pk>/", login_required(by_verb(GET=items.show)), name="roadmap_item"),
    path(
        "roadmap-items/<int:pk>/fields/<slug:field>/", login_required(by_verb(PUT=items.change)), name="roadmap_field"
    ),
    path("roadmap-items/<int:pk>/dates/", login_required(by_verb(PUT=items.schedule)), name="roadmap_dates"),
    path("roadmap-items/<int:pk>/place/", login_required(by_verb(PUT=items.place)), name="roadmap_place"),
    path(
        "roadmap-items/<int:pk>/removal/",
        login_required(by_verb(PUT=items.remove, DELETE=items.restore)),
        name="roadmap_removal",
    ),
    path("roadmap-items/<int:pk>/links/", login_required(by_verb(POST=items.link)), name="roadmap_links"),
    path(
        "roadmap-items/<int:pk>/links/<int:page_pk>/",
        login_required(by_verb(DELETE=items.unlink)),
        name="roadmap_link",
    ),
]
