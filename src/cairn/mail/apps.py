from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "cairn.mail"
    label = "mail"
