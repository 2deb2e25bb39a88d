"""Answers are kept: a killed run goes on, a mended check runs only what it touches."""

import dataclasses
import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import time

import numpy as np
import pytest

from fashionlab.errors import CacheNotWritable
from fashionlab.grading.isolation.report import switched_off
from fashionlab.grading.ledger import Ledger, answer_key, forget
from fashionlab.grading.runners import Remembering
from fashionlab.grading.worker import Limits, Run

ROOT = pathlib.Path(__file__).parents[2]
REQUEST = {"task": "t", "source": "text", "questions": [{"kind": "call", "seed": 1}]}


def run(status="finished", **more):
    replies = ({"index": 0, "answer": np.arange(3.0)}, {"index": 1, "error": {"type": "X"}})
    return Run(**{"status": status, "replies": replies, "detail": "", "seconds": 0.5, **more},
               peak_memory_mb=3.0)  # fmt: skip


class Counting:
    """A runner that counts what it is asked to run."""

    isolation = switched_off()

    def __init__(self, status="finished"):
        self.status, self.requests = status, []

    def run(self, request, limits=None):
        self.requests.append(request)
        return run(self.status)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "report.ledger"


def begun(place, seed=5):
    ledger = Ledger(place)
    ledger.begin("ch01_data", "synthetic_fashion", seed)
    return ledger


def test_an_answer_is_the_same_after_a_way_through_the_file(place):
    with begun(place) as ledger:
        ledger.keep("key", run())
    with begun(place) as ledger:
        found = ledger.find("key")
    assert dataclasses.replace(found, replies=()) == dataclasses.replace(run(), replies=())
    assert found.replies[1] == run().replies[1]
    np.testing.assert_array_equal(found.replies[0]["answer"], np.arange(3.0))
    assert found.replies[0]["answer"].dtype == np.float64


def test_the_same_request_runs_once(place):
    runner = Counting()
    with begun(place) as ledger:
        remembering = Remembering(runner, ledger)
        first, second = remembering.run(REQUEST), remembering.run(REQUEST)
        assert ledger.reused == 1
    assert (first.status, second.status, len(runner.requests)) == ("finished", "finished", 1)


@pytest.mark.parametrize(
    "other",
    [
        {**REQUEST, "source": "text "},
        {**REQUEST, "task": "u"},
        {**REQUEST, "questions": [{"kind": "call", "seed": 2}]},
    ],
)
def test_whatever_changes_the_answer_changes_the_key(other):
    assert answer_key(REQUEST, Limits(), "full") == answer_key(REQUEST, Limits(), "full")
    assert answer_key(other, Limits(), "full") != answer_key(REQUEST, Limits(), "full")


def test_limits_isolation_and_the_library_are_part_of_the_key(monkeypatch):
    usual = answer_key(REQUEST, Limits(), "full")
    assert answer_key(REQUEST, Limits(seconds=1), "full") != usual
    assert answer_key(REQUEST, Limits(), "partial") != usual
    monkeypatch.setattr("fashionlab.grading.ledger.answering_side", lambda: "changed")
    assert answer_key(REQUEST, Limits(), "full") != usual


def test_a_changed_judgement_runs_nothing_and_a_changed_library_everything(tmp_path, monkeypatch):
    package = tmp_path / "fashionlab"
    (package / "checks").mkdir(parents=True)
    for name in ("__init__.py", "checks/ch01_data.py", "checks/answering.py"):
        (package / name).write_text("")
    monkeypatch.setattr("fashionlab.__file__", str(package / "__init__.py"))

    def key_after(name, text):
        (package / name).write_text(text)
        monkeypatch.setattr("fashionlab.grading.ledger._digests", {})
        return answer_key(REQUEST, Limits(), "full")

    before = key_after("__init__.py", "")
    assert key_after("checks/ch01_data.py", "x = 1") == before
    assert key_after("checks/answering.py", "x = 1") != before


@pytest.mark.parametrize("status", ["timed_out", "out_of_memory"])
def test_what_a_busy_machine_may_have_done_is_kept_for_this_run_only(place, status):
    runner = Counting(status)
    with begun(place) as ledger:
        Remembering(runner, ledger).run(REQUEST)
    with begun(place) as ledger:  # the run goes on: it was not finished
        Remembering(runner, ledger).run(REQUEST)
        assert len(runner.requests) == 1
        ledger.finish()
    with begun(place) as ledger:  # a new one
        Remembering(runner, ledger).run(REQUEST)
    assert len(runner.requests) == 2


def test_a_fault_of_the_grader_is_never_kept(place):
    runner = Counting("fault")
    with begun(place) as ledger:
        Remembering(runner, ledger).run(REQUEST)
        Remembering(runner, ledger).run(REQUEST)
    assert len(runner.requests) == 2


TOO_LONG = {
    "noise": np.random.default_rng(0).integers(0, 256, 5 * 2**20, dtype=np.uint8),
    "grows when written again": [1e15] * 240_000,  # 5 characters each as they came
}


@pytest.mark.parametrize("answer", TOO_LONG.values(), ids=TOO_LONG)
def test_replies_too_long_to_keep_are_answers_all_the_same(place, answer):
    class Long(Counting):
        def run(self, request, limits=None):
            return dataclasses.replace(super().run(request), replies=({"answer": answer},))

    runner = Long()
    with begun(place) as ledger:
        for _ in range(2):
            assert Remembering(runner, ledger).run(REQUEST).replies[0]["answer"] is answer
    assert len(runner.requests) == 2
    assert sum(file.stat().st_size for file in place.parent.iterdir()) < 2**20


def test_questions_stay_the_same_until_the_ledger_is_forgotten(place):
    with Ledger(place) as ledger:
        assert ledger.begin("ch01_data", "mnist", 5) == 5
    with Ledger(place) as ledger:
        assert ledger.begin("ch01_data", "mnist", 6) == 5  # goes on
        ledger.finish()
        assert ledger.begin("ch01_data", "mnist", 7) == 5  # again, the same questions
        assert ledger.begin("ch01_data", "fashion_mnist", 8) == 8
        assert ledger.begin("ch02_ann", "mnist", 9) == 9
        assert ledger.begin("ch01_data", "mnist", 10, chosen=True) == 10
    forget(place)
    with Ledger(place) as ledger:
        assert ledger.begin("ch01_data", "mnist", 11) == 11


def test_only_the_owner_can_read_it(place):
    begun(place).close()
    assert place.stat().st_mode & 0o077 == 0


def test_a_ledger_that_fails_half_way_costs_no_answer(place):
    with begun(place) as ledger:
        ledger.keep("key", run())
        ledger._db.execute("PRAGMA query_only = ON")  # as on a full disk
        runner = Counting()
        assert Remembering(runner, ledger).run(REQUEST).status == "finished"
        assert "readonly" in ledger.lost
        assert ledger.find("key") is not None
        ledger.finish()
        ledger.close()
        assert ledger.find("key") is None
        assert "closed" in ledger.lost


def test_what_is_no_ledger_is_told_of(place):
    place.write_text("something else, long enough to be taken for a database by its looks" * 20)
    with pytest.raises(CacheNotWritable, match=r"report\.ledger.*Delete the file"):
        Ledger(place)
    assert place.read_text().startswith("something else")


def test_a_damaged_answer_is_run_again(place):
    with begun(place) as ledger:
        ledger.keep("key", run())
    with sqlite3.connect(place) as database:
        database.execute("UPDATE answers SET replies = ?", (b"\x00damaged",))
    with begun(place) as ledger:
        assert ledger.find("key") is None


SLOW = """
@solves(evaluation.softmax)
def softmax(logits):
    import time
    open("/dev/null").close()
    time.sleep(0.3)
    return logits
"""


def grade_command(folder, tmp_path):
    return [
        *(sys.executable, "-m", "fashionlab.cli", "grade", str(folder)),
        *("--assignment", "ch02_ann", "--report", str(tmp_path / "report.json")),
        *("--workers", "1", "--data", "synthetic_fashion"),
    ]


@pytest.mark.slow
def test_a_run_killed_at_any_moment_goes_on_and_ends_as_one_that_was_not(tmp_path):
    """kill -9 three times; every submission is in the report once, none was run twice."""
    folder = tmp_path / "class"
    folder.mkdir()
    import nbformat

    from fashionlab.authoring.assemble import assemble
    from fashionlab.authoring.release import write_bytes

    exercise = nbformat.read(ROOT / "exercises" / "ch02_ann.ipynb", as_version=4)
    for number in range(8):
        source = SLOW.replace("return logits", f"return logits * {number}")
        notebook = assemble(exercise, {"evaluation.softmax": source})
        (folder / f"student{number}.ipynb").write_bytes(write_bytes(notebook))
    command = grade_command(folder, tmp_path)
    kept = []
    for already in (1, 3, 6):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        deadline = time.monotonic() + 120
        while answers(tmp_path) < already and time.monotonic() < deadline:
            assert process.poll() is None
            os.sched_yield()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert not (tmp_path / "report.json").exists()
        kept.append(rows(tmp_path))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "answers were known already" in done.stdout
    # What was answered before a kill is the very answer of the end: nothing ran twice.
    for earlier in kept:
        assert earlier.items() <= rows(tmp_path).items()
    report = json.loads((tmp_path / "report.json").read_text())
    softmax = [r for r in report["records"] if r["task"] == "evaluation.softmax"]
    assert [r["student"] for r in softmax] == [f"student{n}" for n in range(8)]
    assert {r["outcome"] for r in softmax} == {"incorrect"}


def answers(tmp_path):
    return len(rows(tmp_path))


def rows(tmp_path):
    place = tmp_path / "report.ledger"
    if not place.exists():
        return {}
    try:
        with sqlite3.connect(f"file:{place}?mode=ro", uri=True, timeout=10) as database:
            return dict(database.execute("SELECT key, seconds FROM answers"))
    except sqlite3.OperationalError:
        return {}  # its tables are not there yet
