"""The floor for `bin/bench editor`: a page with a link to an editor that is TipTap's starter kit and nothing else."""

import gzip
import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.conventions.source import ROOT

HEAD = (
    '<!doctype html><meta charset="utf-8"><style>body { max-width: 45rem; margin: auto; font: 16px sans-serif }</style>'
)
READING = HEAD + '<a href="edit/" data-key="e">Edit</a>'
EDITING = (
    HEAD.replace("{", "{{").replace("}", "}}")
    + '<div id="editor"></div><script id="content" type="application/json">{content}</script>'
    + '<script type="module" src="{script}"></script>'
)


@contextmanager
def bare_site(*bodies: dict[str, Any]) -> Iterator[list[str]]:
    """The addresses of pages with these bodies (ADF of headings, paragraphs and bullets); each has its `edit/`."""
    folder = Path(tempfile.mkdtemp(prefix="cairn-bare-"))
    vite = ["node", "node_modules/vite/bin/vite.js", "build", "--logLevel", "error", "--config"]
    subprocess.run([*vite, "bench/bare/vite.config.ts", "--outDir", str(folder), "--emptyOutDir"], cwd=ROOT, check=True)
    manifest = json.loads((folder / "manifest.json").read_text())
    script = f"/{manifest['bare.ts']['file']}"
    pages = {script: (folder / script[1:]).read_bytes()}
    for number, body in enumerate(bodies):
        pages[f"/{number}/"] = READING.encode()
        pages[f"/{number}/edit/"] = EDITING.format(content=json.dumps(_bare(body)), script=script).encode()
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), _handler({path: gzip.compress(page) for path, page in pages.items()})
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield [f"http://127.0.0.1:{server.server_port}/{number}/" for number in range(len(bodies))]
    finally:
        server.shutdown()
        shutil.rmtree(folder)


def _bare(node: dict[str, Any]) -> dict[str, Any]:
    """The node as the starter kit knows it: without ADF's ids."""
    kept = {key: value for key, value in node.items() if key in ("type", "text")}
    if node["type"] == "heading":
        kept["attrs"] = {"level": node["attrs"]["level"]}
    if "content" in node:
        kept["content"] = [_bare(child) for child in node["content"]]
    return kept


def _handler(pages: dict[str, bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            page = pages.get(self.path, b"")
            self.send_response(200 if page else 404)
            if self.path.endswith(".js"):
                self.send_header("Content-Type", "text/javascript")
                self.send_header("Cache-Control", "max-age=31536000, immutable")
            else:
                self.send_header("Content-Type", "text/html; charset=utf-8")
            if page:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *words: object) -> None:
            """Nothing: the bench prints figures."""

    return Handler
