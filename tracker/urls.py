"""The address book."""

from django.urls import include, path

from tracker.ui import views as ui

# Addresses that answer without signing in. Everything else asks who you are (a house test walks them all).
PUBLIC = frozenset(
    {
        "",
        "support/",
        "s/<str:token>/",
        "s/<str:token>/open/",
        "s/<str:token>/summary.pdf",
        "shl/<str:token>",
        "shl/<str:ticket>/file",
        "view",
        "calendar/<str:token>.ics",
        "reminders/stop/<str:token>/",
        "service-worker.js",
        "healthz",
        "readyz",
        "accounts/",
    }
)

urlpatterns = [
    path("", ui.welcome, name="welcome"),
    path("healthz", ui.healthz, name="healthz"),
    path("readyz", ui.readyz, name="readyz"),
    path("accounts/", include("allauth.urls")),
    path("", include("tracker.preferences.urls")),
    path("", include("tracker.privacy.urls")),
    path("", include("tracker.support.urls")),
    path("", include("tracker.journal.urls")),
    path("", include("tracker.course.urls")),
    path("", include("tracker.learn.urls")),
    path("", include("tracker.labs.urls")),
    path("", include("tracker.checkins.urls")),
    path("", include("tracker.sharing.urls")),
    path("", include("tracker.viewer.urls")),
    path("", include("tracker.reminders.urls")),
]
handler404 = "tracker.ui.views.not_found"
