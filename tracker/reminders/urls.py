from django.urls import path

from tracker.reminders import views

urlpatterns = [
    path("settings/reminders/", views.choices, name="reminders"),
    path("settings/reminders/calendar/new/", views.calendar_make, name="calendar_make"),
    path(
        "settings/reminders/calendar/ready/",
        views.calendar_ready,
        name="calendar_ready",
    ),
    path("settings/reminders/calendar/off/", views.calendar_off, name="calendar_off"),
    path("settings/reminders/browsers/", views.browser_add, name="browser_add"),
    path(
        "settings/reminders/browsers/<int:pk>/remove/",
        views.browser_remove,
        name="browser_remove",
    ),
    path("reminders/stop/<str:token>/", views.stop, name="reminders_stop"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
    path("calendar/event/<str:day>.ics", views.calendar_event, name="calendar_event"),
    path("service-worker.js", views.service_worker, name="service_worker"),
]
