"""Settings of the test suite: the same product, faster passwords, mail kept in memory unless a test runs SMTP."""

import os
import tempfile

os.environ.setdefault("CAIRN_SECRET_KEY", "only-for-tests")
os.environ["CAIRN_DATA"] = tempfile.mkdtemp(prefix="cairn-test-")

from cairn.config.settings.base import *  # noqa: F403
from cairn.config.settings.base import DATABASES, DJANGO_VITE, ROOT

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
BASE_URL = "http://testserver"
ALLOWED_HOSTS = ["*"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# A page's HTML names built assets; tests at the HTTP edge do not need the front end to be built.
DJANGO_VITE["default"]["dev_mode"] = not (ROOT / "build" / "static" / "manifest.json").exists()
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    # A real file: tests with threads or a second process need what an SQLite in memory can't do.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(os.environ["CAIRN_DATA"], "cairn.sqlite3")}  # noqa: PTH118
