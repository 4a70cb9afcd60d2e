from django.urls import path

from tracker.sharing import downloads, health_views, open_views, views

urlpatterns = [
    path("share/", views.share, name="share"),
    path("share/ready/", views.share_ready, name="share_ready"),
    path("share/questions/", views.share_questions, name="share_questions"),
    path("share/<int:pk>/off/", views.share_off, name="share_off"),
    path("summary/", downloads.summary, name="summary"),
    path("summary.pdf", downloads.summary_pdf, name="summary_pdf"),
    path("summary.fhir.json", downloads.summary_fhir, name="summary_fhir"),
    path("summary.csv", downloads.summary_csv, name="summary_csv"),
    path("summary.txt", downloads.summary_txt, name="summary_txt"),
    path("s/<str:token>/", open_views.shared_summary, name="shared_summary"),
    path("s/<str:token>/open/", open_views.open_shared, name="open_shared"),
    path("s/<str:token>/summary.pdf", open_views.shared_pdf, name="shared_pdf"),
    path("shl/<str:token>", health_views.health_link, name="health_link"),
    path(
        "shl/<str:ticket>/file", health_views.health_link_file, name="health_link_file"
    ),
]
