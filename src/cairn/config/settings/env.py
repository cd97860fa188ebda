"""What an operator may set, all in one place. docs/operate/settings.md documents each (a test checks)."""

import os
from pathlib import Path

DATA = Path(os.environ.get("CAIRN_DATA", "data")).resolve()
DATABASE_URL = os.environ.get("DATABASE_URL", "")
DEBUG = os.environ.get("CAIRN_DEBUG", "") == "1"
STYLEGUIDE = os.environ.get("CAIRN_STYLEGUIDE", "") == "1"
BASE_URL = os.environ.get("CAIRN_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [host for host in os.environ.get("CAIRN_ALLOWED_HOSTS", "").split(",") if host]
TRUSTED_PROXIES = [ip.strip() for ip in os.environ.get("CAIRN_TRUSTED_PROXIES", "").split(",") if ip.strip()]
SMTP_URL = os.environ.get("CAIRN_SMTP_URL", "")
MAIL_FROM = os.environ.get("CAIRN_MAIL_FROM", "Cairn <cairn@localhost>")
MAIL_REPLY_TO = os.environ.get("CAIRN_MAIL_REPLY_TO", "")
MAIL_IN = os.environ.get("CAIRN_MAIL_IN", "")
IMAP_URL = os.environ.get("CAIRN_IMAP_URL", "")
MAIL_AUTH_SERVER = os.environ.get("CAIRN_MAIL_AUTH_SERVER", "")
MAX_UPLOAD_MB = int(os.environ.get("CAIRN_MAX_UPLOAD_MB", "50"))
OUTSIDE_MEDIA = os.environ.get("CAIRN_OUTSIDE_MEDIA", "1") == "1"
WEB_THREADS = int(os.environ.get("CAIRN_WEB_THREADS", "4"))
LOG_FORMAT = os.environ.get("CAIRN_LOG_FORMAT", "text")
