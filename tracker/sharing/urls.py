from django.urls import path

from tracker.sharing import views

urlpatterns = [
    path("share/", views.share, name="share"),
    path("share/ready/", views.share_ready, name="share_ready"),
    path("share/questions/", views.share_questions, name="share_questions"),
    path("share/<int:pk>/off/", views.share_off, name="share_off"),
    path("summary/", views.summary, name="summary"),
    path("s/<str:token>/", views.shared_summary, name="shared_summary"),
]
