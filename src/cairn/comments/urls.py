from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.comments.views import assignments, comments, reactions, resolutions, threads
from cairn.core.verbs import by_verb

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "pages/<int:page_id>/threads/",
        login_required(by_verb(GET=threads.list_threads, POST=threads.start)),
        name="page_threads",
    ),
    path("threads/<int:pk>/", login_required(by_verb(GET=threads.show_thread)), name="thread"),
    path("threads/<int:pk>/comments/", login_required(by_verb(POST=comments.reply)), name="thread_comments"),
    path(
        "threads/<int:pk>/resolution/",
        login_required(by_verb(POST=resolutions.resolve, DELETE=resolutions.reopen)),
        name="thread_resolution",
    ),
    path("threads/<int:pk>/kind/", login_required(by_verb(PUT=threads.mark)), name="thread_kind"),
    path(
        "threads/<int:pk>/assignment/",
        login_required(by_verb(GET=assignments.show, POST=assignments.assign, DELETE=assignments.unassign)),
        name="thread_assignment",
    ),
    path(
        "comments/<int:pk>/reactions/<slug:sign>/",
        login_required(by_verb(PUT=reactions.react, DELETE=reactions.withdraw)),
        name="comment_reaction",
    ),
    path(
        "comments/<int:pk>/",
        login_required(by_verb(GET=comments.show_comment, PUT=comments.save, DELETE=comments.delete)),
        name="comment",
    ),
    path("comments/<int:pk>/edit/", login_required(by_verb(GET=comments.edit_form)), name="comment_edit"),
]
