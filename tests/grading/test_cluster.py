"""The same work on a Dask cluster, here one of processes on this machine."""

import contextlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

import nbformat
import pytest

from fashionlab.authoring.assemble import assemble
from fashionlab.authoring.release import write_bytes
from fashionlab.errors import GraderFault
from fashionlab.grading import cluster
from fashionlab.grading.cluster import cluster_runners
from fashionlab.grading.isolation import isolation_level
from fashionlab.grading.isolation.report import switched_off
from fashionlab.grading.worker import Limits

distributed = pytest.importorskip("distributed", reason="needs the extra grade")

ROOT = pathlib.Path(__file__).parents[2]
SOURCE = """
from fashionlab import evaluation
from fashionlab.tasks import solves

@solves(evaluation.softmax)
def softmax(logits):
    {body}
"""


def request(body="return logits"):
    question = {"kind": "call", "args": ([1.0, 2.0],), "kwargs": {}, "seed": 1}
    source = SOURCE.format(body=body)
    return {"task": "evaluation.softmax", "source": source, "questions": [question]}


def test_nobody_at_the_address_is_told_of(monkeypatch):
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    with (
        pytest.raises(GraderFault, match=r"tcp://127\.0\.0\.1:9.*Nobody.*dask worker"),
        cluster_runners("tcp://127.0.0.1:9", 1),
    ):
        pass


@pytest.mark.parametrize("address", ["nonsense://x", "127.0.0.1:notaport"])
def test_what_is_no_address_is_told_of(address, monkeypatch):
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    with pytest.raises(GraderFault, match="Expected a Dask scheduler"), cluster_runners(address, 1):
        pass


def test_a_machine_with_other_versions_is_refused():
    here = cluster._here()
    machines = {"tcp://a": (here, isolation_level()), "tcp://b": ({**here, "numpy": "1.0"}, None)}
    with pytest.raises(GraderFault, match=r"tcp://b would answer differently.*numpy 1\.0"):
        cluster._weakest(machines)


def test_a_machine_that_cannot_keep_code_from_the_network_is_refused():
    machines = {"tcp://a": (cluster._here(), switched_off())}
    with pytest.raises(GraderFault, match=r"tcp://a.*namespaces"):
        cluster._weakest(machines)


@pytest.mark.slow
def test_a_cluster_gives_the_marks_of_this_machine_and_loses_nothing_with_a_killed_worker(tmp_path):
    """One class both ways; on the cluster, a worker is killed in mid-class."""
    folder = tmp_path / "class"
    folder.mkdir()
    exercise = nbformat.read(ROOT / "exercises" / "ch02_ann.ipynb", as_version=4)
    bodies = [
        "import numpy as np\n    e = np.exp(logits - logits.max(-1, keepdims=True))\n"
        "    return e / e.sum(-1, keepdims=True)",
        "return logits",
        "import os\n    os._exit(0)",
        "raise ValueError('no')",
    ]
    for number in range(12):
        source = f"@solves(evaluation.softmax)\ndef softmax(logits):\n    x = {number}\n    "
        source += bodies[number % len(bodies)] + "\n"
        notebook = assemble(exercise, {"evaluation.softmax": source})
        (folder / f"student{number:02}.ipynb").write_bytes(write_bytes(notebook))
    here = _grade(folder, tmp_path / "here.json")
    with _victim(tmp_path / "there.ledger") as killed:
        there = _grade(folder, tmp_path / "there.json", "--scheduler", "local")
    assert killed, "no worker was found to kill: the test shows nothing"
    assert [_plain(record) for record in there] == [_plain(record) for record in here]
    assert {record["outcome"] for record in here} >= {"passed", "incorrect", "crashed"}


def _grade(folder, report, *more):
    command = [
        *(sys.executable, "-m", "fashionlab.cli", "grade", str(folder), "--workers", "2"),
        *("--assignment", "ch02_ann", "--report", str(report), "--data", "synthetic_fashion"),
    ]
    environment = {**os.environ, "FASHIONLAB_GRADING_SEED": "both ways the same"}
    done = subprocess.run(
        [*command, *more], capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(report.read_text())["records"]


def _plain(record):
    return {name: value for name, value in record.items() if name != "seconds"}


@contextlib.contextmanager
def _victim(ledger):
    """Kill one Dask worker of this process's children once the first answer is in."""
    killed, done = [], threading.Event()

    def watch():
        while not done.is_set() and not killed:
            if ledger.exists() and ledger.stat().st_size > 0:
                for pid in _dask_workers():
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
                    break
            time.sleep(0.05)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield killed
    finally:
        done.set()
        thread.join()


def _dask_workers():
    """Processes below this one that a Dask nanny has started and that have a zygote."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            if b"fashionlab.grading.zygote" in (entry / "cmdline").read_bytes():
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                command = pathlib.Path(f"/proc/{parent}/cmdline").read_bytes()
                if b"multiprocessing" in command:
                    found.append(parent)
    return found


@pytest.mark.slow
def test_a_request_runs_there_behind_the_wall():
    with cluster_runners("local", 1) as runners:
        assert runners[0].isolation == isolation_level()
        done = runners[0].run(request())
        assert (done.status, done.replies[0]["answer"]) == ("finished", [1.0, 2.0])
        hog = runners[0].run(request("while True:\n        pass"), Limits(seconds=1))
        assert hog.status == "timed_out"
