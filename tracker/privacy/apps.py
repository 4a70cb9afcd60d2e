from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "tracker.privacy"
    label = "privacy"
