"""What validation imports, for processes that work for another: those that make parts, and the one that validates."""

import gc
import threading

from tqdm import tqdm

from expectations import validation
from expectations.rules import gx

__all__ = ["validation"]

gx()
# Great Expectations' progress bars, which are off, else make a lock between processes, which a process
# that is killed leaves behind.
tqdm.set_lock(threading.RLock())
gc.freeze()  # what is imported stays in memory that the workers share, and takes no time to clear away
