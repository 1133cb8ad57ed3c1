"""The ports of `make ui`: told where they are taken, and asked until something answers."""

import signal
import socket
import threading
import urllib.request

import pytest

from assets.ui import HOST, answering, free_port, main, serve


class Process:
    """One that lives, or has ended."""

    def __init__(self, code=None):
        self.code = code

    def poll(self):
        return self.code


@pytest.fixture
def taken():
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_taken_port_is_passed_over(taken):
    assert free_port(taken) > taken
    free = free_port(taken)
    assert free_port(free) == free


def test_a_folder_is_served_and_answers(tmp_path):
    (tmp_path / "page.html").write_text("Marlow")
    address = serve(str(tmp_path), 0)
    assert answering(f"{address}/page.html", Process())
    with urllib.request.urlopen(f"{address}/page.html") as page:
        assert page.read() == b"Marlow"
        assert page.headers["Cache-Control"] == "no-cache", "the pictures of the last run would be shown after the next"


def test_who_ends_it_ends_dagster_too(monkeypatch):
    """The process that waits for Dagster is asked to end, as by `kill`: it asks Dagster, and waits for its end."""

    class Dagster(Process):
        asked = False

        def terminate(self):
            self.asked = True

        def wait(self):
            if not self.asked:
                signal.raise_signal(signal.SIGTERM)
            return 143

    dagster = Dagster()
    monkeypatch.setattr("assets.ui.subprocess.Popen", lambda *_, **__: dagster)
    monkeypatch.setattr("assets.ui.answering", lambda *_: True)
    before = signal.getsignal(signal.SIGTERM)
    try:
        assert main() == 143
    finally:
        signal.signal(signal.SIGTERM, before)
    assert dagster.asked


def test_nobody_is_waited_for_who_has_ended_or_does_not_answer():
    with socket.socket() as nobody:
        nobody.bind((HOST, 0))  # held, and not listened on
        address = f"http://{HOST}:{nobody.getsockname()[1]}/"
        assert not answering(address, Process(1))
        assert not answering(address, Process(), 0.1)


def test_who_speaks_no_http_does_not_answer():
    """As a probe that is given the very port it asks for, and hears its own words."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        listening.listen()

        def echo():
            while True:
                try:
                    caller, _ = listening.accept()
                except OSError:
                    return
                with caller:
                    caller.sendall(caller.recv(1000))

        threading.Thread(target=echo, daemon=True).start()
        assert not answering(f"http://{HOST}:{listening.getsockname()[1]}/", Process(), 0.1)
