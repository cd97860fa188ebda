from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "cairn.questions"
    label = "questions"
