"""Judging can be ended, and comes to the same as without a process between."""

import dataclasses
import os
import pathlib
import pickle
import signal
import sys

import numpy as np
import pytest

from fashionlab.authoring import mistakes
from fashionlab.checks.judging import judge_frames
from fashionlab.checks.misconceptions import in_words, public_questions, recognise, symptoms
from fashionlab.checks.posing import pose
from fashionlab.checks.registry import checks_of
from fashionlab.checks.results import Outcome
from fashionlab.grading import grade as grading
from fashionlab.grading import judging
from fashionlab.grading.beside import Pool
from fashionlab.grading.grade import grade_task
from fashionlab.grading.isolation.report import switched_off
from fashionlab.grading.judging import Judge
from fashionlab.grading.submission import Contents
from fashionlab.grading.worker import Run
from fashionlab.source import TaskSource, module_text
from fashionlab.tasks import all_tasks, get_task

SUBMISSIONS = pathlib.Path(__file__).resolve().parents[1] / "submissions"
SILENCE = (Outcome.TIMED_OUT, "The code was stopped.")
SOFTMAX = get_task("evaluation.softmax")
POSED = pose(checks_of(SOFTMAX), seed=3, data_name="synthetic_fashion")
# A process that judges, with a judgement that comes to no end or fills the memory.
CHANGED = """
from fashionlab.checks.registry import checks_of
from fashionlab.grading import judging
checks_of("evaluation.softmax")  # takes a second the first time
judging.CPU_SECONDS = 1
def judge_frames(*arguments):
    {body}
judging.judge_frames = judge_frames
judging.main()
"""


@pytest.fixture(scope="module")
def judge():
    made = Judge()
    yield made
    made.close()


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """Make a judge whose process does something else."""
    made = []

    def make(body):
        (tmp_path / "changed_judge.py").write_text(CHANGED.format(body=body))
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        made.append(Judge("changed_judge"))
        return made[0]

    yield make
    made[0].close()


def answers(posed):
    """One frame of each kind: an answer that fits nothing, an error, nothing."""
    strange = {"text": "\u3164<b>\n", "rows": np.array([[np.nan, 1.0]]), "pair": (1, None)}
    return [
        {"index": 0, "answer": strange},
        {"index": 1, "error": {"type": "ValueError", "message": "é\udc80", "line": "x"}},
        *({"index": number, "answer": np.arange(6.0)} for number in range(3, len(posed))),
    ]


@pytest.mark.parametrize("task", list(all_tasks()))
def test_every_task_is_judged_as_it_is_without_a_process_between(judge, task):
    posed = pose(checks_of(task), seed=3, data_name="synthetic_fashion")
    for _, asked in posed:
        there = pickle.loads(pickle.dumps(asked))
        np.testing.assert_equal(dataclasses.asdict(there), dataclasses.asdict(asked))
    frames = answers(posed)
    assert judge.judge(posed, frames, SILENCE) == judge_frames(posed, frames, SILENCE)


def test_known_mistakes_are_told_as_without_a_process_between(judge):
    public = public_questions(SOFTMAX)
    mutant = SUBMISSIONS / "mutants" / SOFTMAX.id / "sigmoid.py"
    frames = mistakes.answers(SOFTMAX, module_text(mutant, SOFTMAX.id), public)
    results = judge_frames(public, frames)
    known = in_words(recognise(SOFTMAX.id, symptoms(public, frames, results)))
    assert known
    assert judge.known_mistakes(SOFTMAX.id, frames, results) == known


def test_a_judgement_without_end_is_a_fault_of_the_grader(changed):
    judge = changed("while True: pass")
    results = judge.judge(POSED, [], SILENCE)
    assert [result.check_id for result in results] == [check.id for check, _ in POSED]
    assert {result.outcome for result in results} == {Outcome.GRADER_FAULT}
    assert "more than 60 processor seconds" in results[0].message
    assert judge.known_mistakes(SOFTMAX.id, [], results) == ()


def test_each_task_has_all_of_the_time(changed):
    body = "import time; end = time.process_time() + 0.7\n    while time.process_time() < end: pass"
    judge = changed(f"{body}\n    return ()")
    assert [judge.judge(POSED, [], SILENCE) for _ in range(4)] == [()] * 4


def test_a_judgement_that_wants_too_much_memory_fails_alone(changed):
    judge = changed(f"bytearray({judging._MEMORY})")
    (first, *_) = judge.judge(POSED, [], SILENCE)
    assert first.outcome is Outcome.GRADER_FAULT
    assert "exit code 1" in first.message


def test_a_process_that_somebody_ended_is_replaced(judge):
    before = judge.judge(POSED, answers(POSED), SILENCE)
    os.kill(judge._beside.pid, signal.SIGKILL)
    assert judge.judge(POSED, answers(POSED), SILENCE) == before


def test_a_process_that_always_ends_costs_no_mark(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    results = Judge().judge(POSED, [], SILENCE)
    assert {result.outcome for result in results} == {Outcome.GRADER_FAULT}


def test_a_task_that_cannot_be_judged_stays_open(changed, monkeypatch):
    class Answers:
        isolation = switched_off()

        def run(self, request, limits=None):
            return Run("finished", (), "", 0.1, 0.0)

    judges = Pool(lambda: changed("while True: pass"))
    monkeypatch.setattr(grading, "JUDGES", judges)
    contents = Contents({SOFTMAX.id: TaskSource(SOFTMAX.id, "", 0, False)})
    result = grade_task(SOFTMAX, POSED, contents, Answers())
    assert (result.outcome, result.points) == (Outcome.GRADER_FAULT, None)


def test_nothing_is_imported_from_the_folder_of_the_submissions(monkeypatch, tmp_path):
    for name in ("json", "fashionlab", "queue", "numpy"):
        (tmp_path / f"{name}.py").write_text("open('trap', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    judge = Judge()
    assert judge.judge(POSED, [], SILENCE)[0].outcome is Outcome.TIMED_OUT
    judge.close()
    assert not pathlib.Path("trap").exists()
