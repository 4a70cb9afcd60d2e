from django.urls import path

from tracker.sharing import downloads, views

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
    path("s/<str:token>/", views.shared_summary, name="shared_summary"),
]
