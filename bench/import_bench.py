"""The largest folder of ../shared/data brought in as pages, twice.

pages                pages made by the first import
pages_per_s          how fast
second_run_changes   pages made or changed by importing the same folder again
"""

import os
import time
from pathlib import Path

from tests.conventions.source import ROOT

from bench.product import person, set_up


def measure() -> dict[str, object]:
    folder = Path(os.environ.get("CAIRN_SHARED_DATA", ROOT / "../shared/data")).resolve() / "tsc-wiki" / "TSC"
    assert folder.is_dir(), f"{folder} is not there"
    set_up()
    author = person()
    from cairn.pages.markdown_import import import_markdown
    from cairn.spaces.operations import SpaceSettings, create_space

    space = create_space(SpaceSettings(name="Technical steering"), by=author, key="TSC")
    began = time.monotonic()
    first = import_markdown(folder, space=space, by=author)
    seconds = time.monotonic() - began
    again = time.monotonic()
    second = import_markdown(folder, space=space, by=author)
    return {
        "pages": first.created,
        "attachments": first.attachments,
        "not_carried_over": len(first.problems),
        "seconds": round(seconds, 1),
        "pages_per_s": round(first.created / seconds, 1),
        "second_run_changes": second.created + second.changed,
        "second_run_s": round(time.monotonic() - again, 1),
    }
