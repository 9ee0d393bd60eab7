"""Times a contender in this process: loading, the first call, and calls that follow."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from bench.memory import peak_rss_bytes

Loaded = TypeVar("Loaded")
Result = TypeVar("Result")


def time_calls(
    load: Callable[[], Loaded], call: Callable[[Loaded], Result], repeat: int
) -> tuple[dict[str, object], Result]:
    """-> what every contender reports (bench/cpu/rounds.mjs), and the result of the last call

    The first call allocates, chooses kernels and compiles. It is reported separately.
    """
    load_seconds, loaded = timed(load)
    first_seconds, _ = timed(lambda: call(loaded))
    first_result_at = time.time()
    runs = [timed(lambda: call(loaded)) for _ in range(repeat)]
    report = {
        "seconds": [seconds for seconds, _ in runs],
        "load_seconds": load_seconds,
        "first_seconds": first_seconds,
        "first_result_at": first_result_at,
        "peak_rss_bytes": peak_rss_bytes(),
    }
    return report, runs[-1][1]


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result
