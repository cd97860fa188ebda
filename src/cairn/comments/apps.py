from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "cairn.comments"
    label = "comments"
