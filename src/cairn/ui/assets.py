"""Addresses of built files that templates name themselves."""

from django_vite.core.asset_loader import DjangoViteAssetLoader

READING_FONT = "../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"


def font_address() -> str:
    """The address of Inter's latin file; empty when the manifest does not have it (development, tests)."""
    try:
        return str(DjangoViteAssetLoader.instance().generate_vite_asset_url(READING_FONT))
    except Exception:
        return ""
