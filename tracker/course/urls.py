from django.urls import include, path

from tracker.course import views
from tracker.course.windows import windows

urlpatterns = [
    path("course/", views.course, name="course"),
    path("course/windows/", windows, name="windows"),
    path("", include("tracker.course.setup_urls")),
]
