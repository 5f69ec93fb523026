"""The Celery application: a doorbell for jobs that the database owns."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mrintegration.settings")

app = Celery("mrintegration")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# By name: only a worker loads it.
app.steps["worker"].add("mrintegration.heartbeats:WorkerHeartbeat")
