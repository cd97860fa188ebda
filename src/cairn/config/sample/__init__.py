"""The sample workspace: a small team that decides without meetings."""

from cairn.config.sample.load import load_sample

__all__ = ["load_sample"]
