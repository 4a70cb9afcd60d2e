"""How gunicorn serves the product; each variable is explained in deploy/README.md."""

import os
from pathlib import Path

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 30
graceful_timeout = 20
# A worker is renewed now and then, never all at the same moment.
max_requests = 5000
max_requests_jitter = 500
# The worker's sign of life must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# The control socket would be written to the home folder, which may be read-only or shared.
control_socket_disable = True
# Addresses hold the secrets of shared summaries, so there is no access log.
accesslog = None
errorlog = "-"
loglevel = "warning"
