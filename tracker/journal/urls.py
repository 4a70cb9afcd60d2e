from django.urls import path, register_converter

from tracker.journal import views
from tracker.journal.converters import DayConverter
from tracker.journal.history import history

register_converter(DayConverter, "day")

urlpatterns = [
    path("today/", views.today, name="today"),
    path("days/<day:day>/", views.day, name="day"),
    path("days/<day:day>/edit/", views.day_edit, name="day_edit"),
    path("days/<day:day>/saved/", views.day_saved, name="day_saved"),
    path("days/<day:day>/undo/", views.day_undo, name="day_undo"),
    path("days/<day:day>/item/", views.day_item, name="day_item"),
    path(
        "findings/<int:pk>/contacted/",
        views.finding_contacted,
        name="finding_contacted",
    ),
    path("findings/<int:pk>/", views.finding, name="finding"),
    path("history/", history, name="history"),
]
