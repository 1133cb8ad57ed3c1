"""Dagster's web interface with the output folder served beside it: `make ui`.

Browsers do not follow a link from a served page to a file on disk, so the report and the Data Docs are served too.
"""

from __future__ import annotations

import contextlib
import functools
import http.client
import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

from pipeline.settings import Settings

HOST = "127.0.0.1"
DAGSTER_PORT, SITE_PORT = 3000, 3001
"""Where the two are, unless something else is there already."""
STARTING_SECONDS = 120
_NO_ANSWER = (OSError, http.client.HTTPException)
"""Nobody there, or one who speaks no HTTP: a probe of a free port may even be given that port and meet itself."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each page that is fetched."""

    def end_headers(self) -> None:
        """Have the browser ask each time, as each run makes pages and pictures anew."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


def free_port(wanted: int) -> int:
    """The port, or the first after it that nobody listens on."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise SystemExit(f"No port from {wanted} to {wanted + 99} is free.")


def serve(folder: str, port: int) -> str:
    """Serve a folder in a thread of its own; its address."""
    handler = functools.partial(_Quiet, directory=folder)
    server = http.server.ThreadingHTTPServer((HOST, port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://{HOST}:{server.server_port}"


def answering(address: str, process: subprocess.Popen[bytes], seconds: float = STARTING_SECONDS) -> bool:
    """Whether something answers there while the process lives, within so many seconds."""
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until:
        with contextlib.suppress(*_NO_ANSWER), urllib.request.urlopen(address, timeout=5):
            return True
        time.sleep(0.5)
    return False


def _terminated(*_: object) -> None:
    raise KeyboardInterrupt  # Dagster is then ended with this process, whoever asked it to end


def main() -> int:
    """Start both, say where they are once they answer, and wait until Dagster ends."""
    signal.signal(signal.SIGTERM, _terminated)
    site_port = free_port(SITE_PORT)
    site = serve(Settings.from_environment().output, site_port)
    port = free_port(DAGSTER_PORT)
    for taken, other in ((DAGSTER_PORT, port), (SITE_PORT, site_port)):
        if taken != other:
            print(f"Port {taken} is taken by something else; {other} is used instead.", flush=True)
    if site_port != SITE_PORT:
        print("Links and pictures that were made by earlier runs lead to the old port.", flush=True)
    print("Dagster is starting (some ten seconds)", flush=True)
    command = [sys.executable, "-m", "dagster", "dev", "-h", HOST, "-p", str(port), "--log-level", "warning"]
    dagster = subprocess.Popen(command, env=os.environ | {"QUOTIDIAN_SITE": site, "PYTHONWARNINGS": "ignore"})
    try:
        address = f"http://{HOST}:{port}"
        if answering(f"{address}/server_info", dagster):
            print(f"Dagster is at {address}, the report at {site}/report/index.html; Ctrl-C ends both.", flush=True)
        elif dagster.poll() is None:
            print(f"Dagster does not answer at {address} yet; Ctrl-C ends it.", flush=True)
        return dagster.wait()
    except KeyboardInterrupt:
        dagster.terminate()  # which it has been asked for already, where this came from a terminal
        return dagster.wait()


if __name__ == "__main__":
    sys.exit(main())
