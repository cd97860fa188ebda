from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "cairn.feedback"
    label = "feedback"
