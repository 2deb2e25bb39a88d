"""Run learners' code on many machines, through a Dask cluster.

The machine that grades keeps the submissions, the questions' secrets and the
judgement. To the cluster goes what would go to a child process here, source
text and questions; plain answers come back. On each machine of the cluster the
code runs behind the same wall, in a child of a warm process of its own.
"""

import atexit
import contextlib
import platform
import queue
from collections.abc import Iterator
from importlib import metadata
from typing import Any

from fashionlab import wire
from fashionlab.errors import GraderFault, WireError
from fashionlab.grading.isolation import Isolation, isolation_level
from fashionlab.grading.ledger import PACKAGES, answering_side
from fashionlab.grading.runners import Runner
from fashionlab.grading.worker import Limits, Run, Worker

LOCAL = "local"  # instead of an address: a cluster of processes on this machine
_CONNECT_SECONDS = 30
# Requests under way for each thread of the cluster: one runs, one waits at the door.
_IN_FLIGHT = 2


@contextlib.contextmanager
def cluster_runners(scheduler: str, workers: int) -> Iterator[list[Runner]]:
    """Connect to a cluster and give runners that keep it busy.

    Args:
        scheduler: `tcp://host:port` or `tls://host:port` of a Dask scheduler, or
            "local" for one that is started on this machine, and ended.
        workers: Processes of a local one.

    Raises:
        GraderFault: If nobody answers there, its machines do not have the same
            fashionlab, Python and packages as this one, or one of them cannot
            keep learners' code from the network.
    """
    distributed = _import_distributed()
    with contextlib.ExitStack() as stack:
        if scheduler == LOCAL:
            cluster = distributed.LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None
            )
            scheduler = stack.enter_context(cluster).scheduler_address
        try:
            client = distributed.Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
            stack.enter_context(client)
            client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            raise GraderFault(
                f"Expected a Dask scheduler with at least one worker at {scheduler}. Nobody "
                f"answered within {_CONNECT_SECONDS} seconds ({type(error).__name__}). Start "
                f"`dask scheduler` there and `dask worker {scheduler}` on each machine."
            ) from error
        isolation = _weakest(client.run(_introduce))
        threads = sum(client.nthreads().values())
        yield [ClusterRunner(client, isolation) for _ in range(_IN_FLIGHT * threads)]


class ClusterRunner:
    """Runs requests on a cluster, one at a time.

    Args:
        client: The connection.
        isolation: The weakest wall of the cluster's machines.
    """

    def __init__(self, client: Any, isolation: Isolation):
        self._client = client
        self._isolation = isolation

    @property
    def isolation(self) -> Isolation:
        """The weakest wall of the cluster's machines."""
        return self._isolation

    def run(self, request: dict[str, Any], limits: Limits | None = None) -> Run:
        """Run one request on some machine; on another one if that machine is lost."""
        data = wire.encode(request)
        limits = limits or Limits()
        try:
            # Not pure: the same request asked twice is run twice.
            future = self._client.submit(_run_there, data, limits, _here(), pure=False)
            answer: Run = future.result()
        except Exception as error:  # whatever a cluster comes up with is a fault of the grader
            return Run(
                "fault", (), f"the cluster failed: {type(error).__name__}: {error}", 0.0, 0.0
            )
        return answer


def _import_distributed() -> Any:
    try:
        import distributed
    except ImportError:
        raise GraderFault(
            "Grading on a cluster needs Dask. It is not installed. Install fashionlab[grade]."
        ) from None
    return distributed


def _here() -> dict[str, str]:
    """What must be the same on every machine for answers to be the same."""
    return {
        "fashionlab": answering_side(),
        "python": ".".join(platform.python_version_tuple()[:2]),
        **{name: metadata.version(name) for name in PACKAGES},
    }


def _introduce() -> tuple[dict[str, str], Isolation]:
    """Say, on a machine of the cluster, what is there."""
    return _here(), isolation_level()


def _weakest(machines: dict[str, tuple[dict[str, str], Isolation]]) -> Isolation:
    for address, (there, isolation) in machines.items():
        _require_same(there, address)
        # A cluster's own connections are open to whoever reaches them.
        if "namespaces" not in isolation.active:
            raise GraderFault(
                f"{address}: learners' code could reach the cluster's network there. Expected the "
                f"isolation layer `namespaces`. Run `fashionlab doctor` on that machine."
            )
    return min((isolation for _, isolation in machines.values()), key=lambda i: len(i.active))


def _require_same(there: dict[str, str], address: str) -> None:
    here = _here()
    other = [name for name in here if there.get(name) != here[name]]
    if other:
        told = ", ".join(f"{name} {there.get(name, 'missing')[:12]}" for name in other)
        wanted = ", ".join(f"{name} {here[name][:12]}" for name in other)
        raise GraderFault(
            f"{address} would answer differently. Expected, as here: {wanted}. Found there: "
            f"{told}. Install the same versions on every machine."
        )


_idle: "queue.SimpleQueue[Worker]" = queue.SimpleQueue()


def _run_there(data: bytes, limits: Limits, expected: dict[str, str]) -> Run:
    """Run one request, on a machine of the cluster."""
    here, isolation = _introduce()
    if here != expected or "namespaces" not in isolation.active:
        # It joined after the others had introduced themselves.
        raise GraderFault("a machine with other versions, or a weaker wall, joined the cluster")
    try:
        request = wire.decode(data)
    except WireError as error:
        raise GraderFault(f"the request was damaged on its way: {error}") from error
    try:
        worker = _idle.get_nowait()
    except queue.Empty:
        worker = Worker()  # starts its process with the first request
        atexit.register(worker.close)
    try:
        return worker.run(request, limits)
    finally:
        _idle.put(worker)
