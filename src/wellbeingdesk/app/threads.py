"""The threads of one desk: one writes the store, one only reads it, one backs it up and checks it for as long as that
takes, and a bench of two does slow work on values.
"""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")

STORE_WRITE = "store-write"
STORE_READ = "store-read"
STORE_LONG = "store-long"
BENCH = "bench"


class DeskThreads:
    """Executors of one desk; the store's room refuses SQL on any thread of another name."""

    def __init__(self) -> None:
        self.store = ThreadPoolExecutor(1, thread_name_prefix=STORE_WRITE)
        self.reader = ThreadPoolExecutor(1, thread_name_prefix=STORE_READ)
        self.long = ThreadPoolExecutor(1, thread_name_prefix=STORE_LONG)
        self.bench = ThreadPoolExecutor(2, thread_name_prefix=BENCH)

    def close(self) -> None:
        """Wait for everything, in the order in which work flows, also where one of them fails."""
        with ExitStack() as steps:  # taken from the last to the first
            for executor in (self.store, self.long, self.reader, self.bench):
                steps.callback(executor.shutdown, wait=True)


class StoreLane:
    """Implements the port `Lanes`: the way from the bench to the store's thread and back."""

    def __init__(self, threads: DeskThreads) -> None:
        self._threads = threads

    def on_store(self, work: Callable[[], T]) -> T:
        """Run on the store's thread and wait; on that thread it would wait for itself."""
        if threading.current_thread().name.startswith(STORE_WRITE):
            raise RuntimeError("already on the store's thread")
        return self._threads.store.submit(work).result()

    def on_long(self, work: Callable[[], T]) -> T:
        """Run on the thread for what takes long and wait; on that thread it would wait for itself."""
        if threading.current_thread().name.startswith(STORE_LONG):
            raise RuntimeError("already on the long thread")
        return self._threads.long.submit(work).result()
