"""Addresses of the portal."""

from __future__ import annotations

from django.urls import include, path

from wuze.portal.county import views as county
from wuze.portal.health import healthz
from wuze.portal.manual import views as manual
from wuze.portal.toolbox import views as toolbox
from wuze.portal.views import complaint, desk, export, history, news, search, trail, used

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("beside/", desk.beside, name="desk-beside"),
    path("news/", news.page, name="news"),
    path("news/looked/", news.looked, name="news-looked"),
    path("county/", county.county, name="county"),
    path("county/sheet/", county.sheet, name="county-sheet"),
    path("search/", search.search, name="search"),
    path("used/tasks/<int:pk>/", used.task, name="task-used"),
    path("history/<str:kind>/<str:key>/", history.history, name="history"),
    path("complaint/", complaint.complain, name="complaint"),
    path("complaints/", complaint.complaints, name="complaints"),
    path("complaints/<int:pk>/", complaint.answer, name="complaint-answer"),
    path("manual/", manual.manual, name="manual"),
    path("manual/<slug:name>/", manual.chapter, name="manual-chapter"),
    path("manual/pictures/<str:name>", manual.picture, name="manual-picture"),
    path("trail/", trail.entries, name="trail"),
    path("trail/<int:number>/", trail.entry, name="trail-entry"),
    path("trail/heads/", trail.heads, name="trail-heads"),
    path("trail/heads/issue/", trail.issue, name="trail-issue"),
    path("trail/heads/<int:number>/", trail.head, name="trail-head"),
    path("trail/check/", trail.check, name="trail-check"),
    path("trail/export/", export.export, name="trail-export"),
    path("tools/", toolbox.tools, name="tools"),
    path("tools/", include("wuze.portal.toolbox.urls")),
    path("healthz", healthz, name="healthz"),
]
