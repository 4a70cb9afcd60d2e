from django.urls import path

from tracker.course import setup_views as views

urlpatterns = [
    path("course/new/", views.course_new, name="course_new"),
    path("course/details/", views.course_details, name="course_details"),
    path("course/dose/", views.course_dose, name="course_dose"),
    path("course/finish/", views.course_finish, name="course_finish"),
    path("course/reopen/", views.course_reopen, name="course_reopen"),
]
