"""How soon a run ends that is interrupted.

    python benchmarks/stopping.py [--moments N] [--workers W]

Starts `quotidian run` over articles of our own N times (default 20), presses Ctrl-C - an interrupt to
the whole process group - after 0.3 to 10 seconds, and prints how long the run took to end, how long
until the last of its processes was gone, its exit code, and what it said, which is to be one line.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

from scale import write_corpus

ARTICLES = 400
FIRST, LAST = 0.3, 10.0
PATIENCE = 10.0


def members(group: int) -> bool:
    """Whether a process group has members that are alive."""
    states = subprocess.run(["ps", "-eo", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
    return any(int(of) == group and state[0] != "Z" for of, state in map(str.split, states.splitlines()))


def interrupted(command: list[str], after: float) -> tuple[float, float, int, str]:
    """A command interrupted so many seconds in: seconds to its end, and to that of all its processes; code; words."""
    run = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(after)
    os.killpg(run.pid, signal.SIGINT)
    sent = time.perf_counter()
    run.wait()
    ended = time.perf_counter() - sent
    while members(run.pid) and time.perf_counter() - sent < PATIENCE:
        time.sleep(0.01)
    gone = time.perf_counter() - sent
    return ended, gone, run.returncode, run.communicate()[1].strip()


def main() -> None:
    """Interrupt, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    worst, unclean = 0.0, 0
    print("after     ended in  all gone in  code  said")
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        write_corpus(folder / "corpus.jsonl", range(ARTICLES))
        for moment in range(given.moments):
            after = FIRST * (LAST / FIRST) ** (moment / max(given.moments - 1, 1))
            command = [sys.executable, "-m", "pipeline", "run", str(folder / "corpus.jsonl"),
                       "--output", str(folder / str(moment)), "--workers", str(given.workers)]  # fmt: skip
            ended, gone, code, said = interrupted(command, after)
            worst, unclean = max(worst, gone), unclean + (code != 130 or gone > PATIENCE or "\n" in said)
            print(f"{after:5.1f} s  {ended:7.2f} s  {gone:9.2f} s  {code:4}  {said}")
    print(f"at most {worst:.2f} s; {unclean} of {given.moments} did not end as they should")
    sys.exit(unclean > 0)


if __name__ == "__main__":
    main()
