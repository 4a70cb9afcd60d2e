from django.urls import include, path

from tracker.course import views

urlpatterns = [
    path("course/", views.course, name="course"),
    path("", include("tracker.course.setup_urls")),
]
