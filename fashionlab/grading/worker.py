"""Run learner code in an isolated child and bring back plain data.

A `Worker` is a context manager; `worker.run(request)` gives a `Run`.
"""

import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from fashionlab import wire
from fashionlab.checks.partners import Partners
from fashionlab.errors import GraderFault
from fashionlab.grading.isolation.exchange import Exchange
from fashionlab.grading.isolation.launch import Task, Zygote
from fashionlab.grading.isolation.limits import MEGABYTE, Limits
from fashionlab.grading.isolation.report import Isolation, isolation_level, switched_off

__all__ = ["Limits", "Run", "Worker"]

_DEFAULT_LIMITS = Limits()
_FRAMES_AT_MOST = 1000  # when the request holds no list of questions


@dataclass(frozen=True)
class Run:
    """What came of one request.

    Attributes:
        status: "finished", "timed_out", "out_of_memory", "died" (ended before
            the last answer), "refused" (broke a limit or the protocol) or
            "fault" (the grader's own failure, never the learner's).
        replies: Decoded frames in order, as the child sent them: plain data,
            and untrusted. The closing `{"end": True}` is left out.
        detail: One line on how it ended; empty if it finished.
        seconds: Wall-clock seconds.
        peak_memory_mb: Most memory seen in use, in megabytes; 0 if it ended before the
            first look.
    """

    status: str
    replies: tuple[dict[str, Any], ...]
    detail: str
    seconds: float
    peak_memory_mb: float


class Worker:
    """Runs requests one after the other, each in a child of its own.

    Starting one imports TensorFlow in a process beside this one, which takes
    some seconds; a request then costs a fork. Use one worker for each thread.

    Args:
        limits: What each request may use.
        isolation: False runs without the wall, for measuring what it costs.
        serve: `module:function` that the child calls with the request, a function that
            sends one frame, and one that sends a frame and returns the grader's answer.
        path: Folders to import that module from.
    """

    def __init__(
        self,
        *,
        limits: Limits = _DEFAULT_LIMITS,
        isolation: bool = True,
        serve: str = "fashionlab.checks.answering:serve",
        path: Sequence[str] = (),
    ):
        self.limits = limits
        # What the wall around the code consists of.
        self.isolation: Isolation = isolation_level() if isolation else switched_off()
        self._serve = serve
        self._path = tuple(path)
        self._zygote: Zygote | None = None
        self._busy = threading.Lock()

    def __enter__(self) -> "Worker":
        """Start the worker's process."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the worker's processes and remove its folders."""
        self.close()

    def start(self) -> None:
        """Begin to import TensorFlow; the first `run` waits until that is done.

        Raises:
            GraderFault: If this system cannot run workers.
        """
        if self._zygote is None:
            self._zygote = Zygote(serve=self._serve, path=self._path)

    def wait_until_ready(self) -> None:
        """Wait until TensorFlow is imported.

        Raises:
            GraderFault: If this system cannot run workers.
        """
        self.start()
        if self._zygote is not None:
            self._zygote.wait_until_ready()

    def close(self) -> None:
        """End the worker's processes and remove its folders."""
        if self._zygote is not None:
            self._zygote.close()
            self._zygote = None

    def run(self, request: dict[str, Any], limits: Limits | None = None) -> Run:
        """Run one request in a fresh child and wait for what comes of it.

        Args:
            request: A wire tree: `"task"`, `"source"`, `"seed"`, `"questions"`.
            limits: What this request may use; default: the worker's limits.

        Returns:
            What came of it. A failing or hostile request is a `Run`, never an
            exception; no process and no file of it is left.

        Raises:
            WireError: If `request` is not plain data.
        """
        limits = limits or self.limits
        start = time.monotonic()
        with self._busy:
            try:
                exchange = self._exchange(request, limits)
                if not exchange.begun:  # the zygote died before it took the task up
                    exchange = self._exchange(request, limits)
            except (GraderFault, OSError) as error:
                self.close()
                return Run("fault", (), str(error), time.monotonic() - start, 0.0)
            return _judge(exchange, limits)

    def _exchange(self, request: dict[str, Any], limits: Limits) -> Exchange:
        """Send one request to a fresh child; return the ended conversation."""
        partners, frames = Partners(()), _FRAMES_AT_MOST
        if isinstance(request.get("questions"), (list, tuple)):
            partners = Partners(request["questions"])
            request = {**request, "questions": partners.questions}
            # One frame for each question, and one to say that the module did not load.
            frames = len(partners.questions) + 1
        data = wire.frame(wire.encode(request))
        task = self._begin(limits)
        exchange = Exchange(task, data, limits, frames, partners)
        try:
            exchange.run()
        finally:
            if exchange.verdict is None and self._zygote is not None:
                self._zygote.kill()
            task.close()
        return exchange

    def _begin(self, limits: Limits) -> Task:
        """Start a task, in a new zygote if the old one has died."""
        layers = self.isolation.active
        if self._zygote is not None and self._zygote.alive:
            try:
                self._zygote.wait_until_ready()
                return self._zygote.begin(layers, limits)
            except OSError:  # it died just now
                pass
        self.close()
        self._zygote = Zygote(serve=self._serve, path=self._path)
        self._zygote.wait_until_ready()
        return self._zygote.begin(layers, limits)


def _judge(exchange: Exchange, limits: Limits) -> Run:
    verdict = exchange.verdict or {}
    if exchange.complete:
        status, detail = "finished", ""
    elif exchange.refused:
        status, detail = "refused", exchange.refused
    elif exchange.given_up:
        # A task that starts processes without end can keep its warden from its turn.
        status = "timed_out"
        detail = f"killed: more than {limits.seconds:g} seconds, and nothing could be seen of it"
    else:
        status, detail = _how_it_ended(verdict, limits)
    peak = verdict.get("peak", 0) / MEGABYTE
    return Run(status, tuple(exchange.replies), detail, exchange.seconds, peak)


def _how_it_ended(verdict: dict[str, Any], limits: Limits) -> tuple[str, str]:
    """Return status and detail of a task that did not answer everything."""
    if "setup" in verdict:
        return "fault", f"the sandbox could not be set up: {verdict['setup']}"
    if "reason" not in verdict:
        return "fault", "the process that watches the task ended without a word"
    peak, exit_code = verdict["peak"] / MEGABYTE, verdict["exit"]
    cpu_limit = limits.cpu_seconds or float("inf")
    if verdict["reason"] == "time":
        return "timed_out", f"killed: more than {limits.seconds:g} seconds"
    if verdict["reason"] == "memory":
        return "out_of_memory", f"killed: {peak:,.0f} MB used, limit {limits.memory_mb:,} MB"
    if verdict["reason"] in ("processes", "threads"):
        number = getattr(limits, verdict["reason"])
        return "refused", f"killed: more than {number} {verdict['reason']}"
    by_cpu_limit = exit_code == -signal.SIGKILL and verdict["cpu"] > cpu_limit
    if exit_code == -signal.SIGXCPU or by_cpu_limit:
        return "timed_out", f"killed: more than {cpu_limit:g} processor seconds"
    if exit_code == -signal.SIGKILL:
        # The first process of a namespace cannot be sent this from within. It can only lower its
        # own processor limit, and whoever does that asks to be run again in the next run.
        return "out_of_memory", "killed from outside, most likely for want of the machine's memory"
    if exit_code < 0:
        return "died", f"ended by signal {_signal_name(-exit_code)} before the answer"
    return "died", f"exit code {exit_code} before the answer"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
