"""Who runs learners' code: workers on this machine, and what they have answered before."""

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from fashionlab.grading.isolation import Isolation
from fashionlab.grading.ledger import Ledger, answer_key
from fashionlab.grading.worker import Limits, Run, Worker


class Runner(Protocol):
    """Runs one request after the other. Used by one thread at a time."""

    @property
    def isolation(self) -> Isolation:
        """What the wall around the code consists of."""

    def run(self, request: dict[str, Any], limits: Limits | None = None) -> Run:
        """Run one request; a failing or hostile one is a `Run`, never an exception."""


class Remembering:
    """Asks the ledger first and the runner only for what nobody has answered.

    Args:
        runner: Runs the learners' code.
        ledger: Keeps the answers.
    """

    def __init__(self, runner: Runner, ledger: Ledger):
        self._runner = runner
        self._ledger = ledger

    @property
    def isolation(self) -> Isolation:
        """That of the runner."""
        return self._runner.isolation

    def run(self, request: dict[str, Any], limits: Limits | None = None) -> Run:
        """Return the answer of the ledger, or run the request and keep its answer."""
        limits = limits or Limits()
        key = answer_key(request, limits, self.isolation.level)
        known = self._ledger.find(key)
        if known is not None:
            return known
        run = self._runner.run(request, limits)
        self._ledger.keep(key, run)
        return run


def remember(runners: Sequence[Runner], ledger: Ledger) -> list[Runner]:
    """Let runners share a ledger."""
    return [Remembering(runner, ledger) for runner in runners]


@contextlib.contextmanager
def workers_here(count: int) -> Iterator[list[Runner]]:
    """Start workers on this machine and wait until all have imported TensorFlow.

    Args:
        count: How many, at least 1.

    Raises:
        GraderFault: If this system cannot run workers.
    """
    with contextlib.ExitStack() as stack:
        workers = [stack.enter_context(Worker()) for _ in range(max(1, count))]
        for worker in workers:  # they import side by side
            worker.wait_until_ready()
        yield list(workers)
