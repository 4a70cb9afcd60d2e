from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "tracker.support"
    label = "support"

    def ready(self) -> None:
        from tracker.support import checks  # noqa: F401  registers the check
