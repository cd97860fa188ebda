from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.suggestions.views import rulings, suggesting

ONE = "pages/<int:page_id>/suggestions/<slug:suggestion>/"
ALL = "pages/<int:page_id>/suggestions/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("pages/<int:page_id>/suggesting/", login_required(by_verb(GET=suggesting.suggest)), name="page_suggesting"),
    path(ALL, login_required(by_verb(GET=suggesting.list_rulings)), name="page_suggestions"),
    path(f"{ALL}acceptance/", login_required(by_verb(POST=rulings.accept)), name="suggestions_acceptance"),
    path(f"{ALL}rejection/", login_required(by_verb(POST=rulings.reject)), name="suggestions_rejection"),
    path(f"{ONE}acceptance/", login_required(by_verb(POST=rulings.accept)), name="suggestion_acceptance"),
    path(f"{ONE}rejection/", login_required(by_verb(POST=rulings.reject)), name="suggestion_rejection"),
    path(f"{ONE}comments/", login_required(by_verb(POST=suggesting.discuss)), name="suggestion_comments"),
]
