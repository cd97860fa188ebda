"""SMTP from one address: `smtp://user:password@host:port` (STARTTLS with `?tls=1`) or `smtps://…`."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def mail_settings(url: str) -> dict[str, Any]:
    """Django's EMAIL_* settings; without an address, mail is written to files in the data folder's `mail`."""
    if not url:
        from cairn.config.settings import env

        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": env.DATA / "mail",
        }
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps"):
        raise ValueError(f"CAIRN_SMTP_URL must start with smtp:// or smtps://, not {parts.scheme}://")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls") == ["1"],
        "EMAIL_TIMEOUT": 15,
    }
