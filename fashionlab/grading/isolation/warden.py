"""The warden: the outer process of a task. It watches the inner one and ends it.

It runs no learner code and reads nothing a learner wrote. It stands outside the
task's process namespace, where the task cannot even name it.
"""

import contextlib
import os
import select
import signal
import time
from typing import Any, NoReturn

from fashionlab.grading.isolation import inner, kernel, namespaces, processes
from fashionlab.grading.isolation.limits import MEGABYTE, Limits
from fashionlab.grading.isolation.orders import Order, describe, say

_TICK = 0.05  # seconds between two looks at memory and processes
_TICK_OF_FAMILIES = 0.01  # once there is more than one process: a fork bomb doubles in that
_TICK_WITHOUT_PIDFD = 0.005  # where the end of a process must be asked for
# More threads than this for each processor, seen running at so many looks in a row, are no
# training but a crowd that keeps others from their turn, the warden among them.
_CROWD = 4
_CROWD_TICKS = 3
_SURVIVOR_SECONDS = 10.0  # to kill what a task without a process namespace left behind


def guard(order: Order, task: int, verdict: int, zygote: int, serve: inner.Serve) -> NoReturn:
    """Run one task in a child of this process, report how it ended, and end.

    Args:
        order: The task's folder, layers and limits.
        task: Socket of the request and the answers; handed to the child.
        verdict: Socket to the grader. When the grader shuts its side, or dies,
            the task is killed.
        zygote: Process id of the parent.
        serve: What the child runs.
    """
    try:
        inner.close_all_but(task, verdict)
        if kernel.ON_LINUX:
            kernel.die_with_parent(signal.SIGKILL)
            kernel.adopt_orphans()
        if os.getppid() == zygote:
            say(verdict, {"begun": True})
            say(verdict, _guard(order, task, verdict, serve))
    except BaseException as error:
        say(verdict, {"setup": describe(error)})
    finally:
        os._exit(0)


def _guard(order: Order, task: int, verdict: int, serve: inner.Serve) -> dict[str, Any]:
    # Root's tasks may start as many processes as they like: the kernel counts those of others
    # only. Among thousands the warden's turn would come too late to end them.
    usual = processes.set_own_priority()
    if "namespaces" in order.layers:
        namespaces.enter_namespaces()
    ended, alive = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(alive)
        processes.set_own_priority(usual)
        inner.run(order, task, verdict, ended, serve)
    os.close(task)
    os.close(ended)
    return _Watch(pid, order.limits).until_the_end(verdict)


class _Watch:
    """Waits for the inner process to end, or for a reason to end it."""

    def __init__(self, pid: int, limits: Limits):
        self.pid = pid
        self.limits = limits
        self.deadline = time.monotonic() + limits.seconds
        self.peak = 0  # bytes
        self.processes = 0  # at the last look
        self.crowded = 0  # looks in a row at which too many threads were running
        self.ending: tuple[int, Any] | None = None  # status and resources, once it is over
        self.can_watch = processes.can_watch()
        self.pidfd = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else None

    def until_the_end(self, verdict: int) -> dict[str, Any]:
        reason = ""
        while not reason and not self._ended():
            reason = self._excess()
            waited_for = [verdict] if self.pidfd is None else [verdict, self.pidfd]
            if not reason and verdict in select.select(waited_for, [], [], self._tick())[0]:
                reason = "stopped"
                self._excess()  # one more look at the memory, for the record
        return {"reason": reason or "ended", **self._end(), "peak": self.peak}

    def _tick(self) -> float:
        if self.pidfd is None:
            return _TICK_WITHOUT_PIDFD
        return _TICK_OF_FAMILIES if self.processes > 1 else _TICK

    def _ended(self) -> bool:
        pid, status, resources = os.wait4(self.pid, os.WNOHANG)
        if pid:
            self.ending = (status, resources)
        return bool(pid)

    def _excess(self) -> str:
        """Return which limit is passed, if one is."""
        if time.monotonic() > self.deadline:
            return "time"
        if not self.can_watch:
            return ""
        family = processes.descendants(os.getpid(), at_most=self.limits.processes)
        self.processes = len(family)
        if self.processes > self.limits.processes:
            return "processes"
        used = processes.usage(family)
        if used.threads > self.limits.threads:
            return "threads"
        self._hold_back(family, used.threads)
        return self._excess_memory(family, used.memory)

    def _hold_back(self, family: list[int], threads: int) -> None:
        """Let a task that keeps many threads running wait for those of others."""
        crowd = _CROWD * (os.cpu_count() or 1)
        if self.crowded == 2 * _CROWD_TICKS:  # dealt with
            return
        if threads <= crowd or processes.running(family) <= crowd:
            self.crowded = 0
            return
        self.crowded += 1
        if self.crowded >= _CROWD_TICKS:
            # Several times, for the threads that were started meanwhile; later ones inherit.
            processes.yield_to_others(family)

    def _excess_memory(self, family: list[int], memory: int) -> str:
        """Like `_excess`, for `memory` bytes, which may count shared pages twice."""
        limit = self.limits.memory_mb * MEGABYTE
        if memory > limit and len(family) > 1:
            memory = 0
            for pid in family:
                memory += processes.shared_once(pid)
                # Slow while a process forks; meanwhile a fork bomb would grow unseen.
                if len(processes.descendants(os.getpid())) > self.limits.processes:
                    return "processes"
        self.peak = max(self.peak, memory)
        return "memory" if memory > limit else ""

    def _end(self) -> dict[str, Any]:
        """Kill the inner process and all it started; return how it ended."""
        if self.ending is None:
            os.kill(self.pid, signal.SIGKILL)
            # With a process namespace that one takes the others with it when its turn comes. In
            # a crowd that keeps growing its turn may be long in coming, so they are killed too.
            while not self._ended():
                _kill_family()
                if self.pidfd is None:
                    time.sleep(_TICK_WITHOUT_PIDFD)
                else:
                    select.select([self.pidfd], [], [], _TICK_OF_FAMILIES)
        assert self.ending is not None
        status, resources = self.ending
        _kill_survivors()
        return {
            "exit": os.waitstatus_to_exitcode(status),  # minus the signal's number if killed
            "cpu": resources.ru_utime + resources.ru_stime,
        }


def _kill_family() -> None:
    """Kill every process there is below this one; what is killed starts no more of them."""
    for pid in processes.descendants(os.getpid()) if processes.can_watch() else ():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _kill_survivors() -> None:
    """Kill what is left where no process namespace has done it already."""
    give_up = time.monotonic() + _SURVIVOR_SECONDS
    while time.monotonic() < give_up:
        _kill_family()
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:  # nobody is left
            return
