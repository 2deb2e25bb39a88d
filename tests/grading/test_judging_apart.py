"""Judging can be ended, and comes to the same as without a process between."""

import dataclasses
import os
import pathlib
import pickle
import shutil
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
from fashionlab.errors import GraderFault
from fashionlab.grading import judging
from fashionlab.grading.judging import Judge
from fashionlab.source import module_text
from fashionlab.tasks import all_tasks, get_task

ROOT = pathlib.Path(__file__).resolve().parents[2]
SILENCE = (Outcome.TIMED_OUT, "The code was stopped.")
SOFTMAX = get_task("evaluation.softmax")
POSED = pose(checks_of(SOFTMAX), seed=3, data_name="synthetic_fashion")
MODULE = "fashionlab.grading.judging"


@pytest.fixture(scope="module")
def judge():
    made = Judge()
    yield made
    made.close()


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


@pytest.mark.parametrize(
    "task", ["evaluation.softmax", "models.convolve2d", "evaluation.paired_interval"]
)
def test_right_answers_pass(judge, task):
    task = get_task(task)
    public = public_questions(task)
    text = module_text(ROOT / "solutions" / f"{task.chapter_id}.py", task.id)
    frames = mistakes.answers(task, text, public)
    results = judge.judge(public, frames, SILENCE)
    assert {result.outcome for result in results} == {Outcome.PASSED}
    assert results == judge_frames(public, frames, SILENCE)


@pytest.fixture
def sigmoid():
    """Public questions, the answers of a known mistake, and their results."""
    public = public_questions(SOFTMAX)
    path = ROOT / "tests" / "submissions" / "mutants" / SOFTMAX.id / "sigmoid.py"
    frames = mistakes.answers(SOFTMAX, module_text(path, SOFTMAX.id), public)
    return public, frames, judge_frames(public, frames)


def test_known_mistakes_are_told_as_without_a_process_between(judge, sigmoid):
    public, frames, results = sigmoid
    known = in_words(recognise(SOFTMAX.id, symptoms(public, frames, results)))
    assert known
    assert judge.known_mistakes(SOFTMAX.id, frames, results) == known


def test_a_judgement_without_end_is_a_fault_of_the_grader(replaced):
    judge = replaced(MODULE, "judge_frames", "while True: pass", cpu_seconds=1)
    with pytest.raises(GraderFault, match="more than 1 processor seconds to look at"):
        judge.judge(POSED, [], SILENCE)


def test_a_hint_without_end_is_left_out(replaced, sigmoid):
    judge = replaced(MODULE, "recognise", "while True: pass", cpu_seconds=1)
    assert judge.known_mistakes(SOFTMAX.id, *sigmoid[1:]) == ()


def test_each_task_has_all_of_the_time(replaced):
    end = "end = time.process_time() + 0.7"
    body = f"{end}\n    while time.process_time() < end: pass\n    return real(*arguments)"
    judge = replaced(MODULE, "judge_frames", body, cpu_seconds=1)
    for _ in range(4):
        assert len(judge.judge(POSED, [], SILENCE)) == len(POSED)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
@pytest.mark.parametrize(("share", "fits"), [(0.5, True), (1.5, False)])
def test_a_judgement_may_take_so_much_memory(replaced, share, fits):
    body = f"bytearray({int(share * judging._MEMORY)})\n    return real(*arguments)"
    judge = replaced(MODULE, "judge_frames", body)
    if fits:
        assert len(judge.judge(POSED, [], SILENCE)) == len(POSED)
    else:
        with pytest.raises(GraderFault, match="could not be judged: MemoryError"):
            judge.judge(POSED, [], SILENCE)


def test_what_a_judgement_prints_is_no_answer(replaced):
    body = "print('x' * 100_000, flush=True)\n    return real(*arguments)"
    judge = replaced(MODULE, "judge_frames", body)
    assert judge.judge(POSED, [], SILENCE) == judge_frames(POSED, [], SILENCE)


def test_results_of_other_checks_are_not_taken(replaced):
    judge = replaced(MODULE, "judge_frames", "return real(*arguments)[1:]")
    with pytest.raises(GraderFault, match="answered another question"):
        judge.judge(POSED, [], SILENCE)


def test_a_process_that_somebody_ended_is_replaced(judge):
    before = judge.judge(POSED, answers(POSED), SILENCE)
    os.kill(judge._beside.pid, signal.SIGKILL)
    assert judge.judge(POSED, answers(POSED), SILENCE) == before


def test_a_process_that_does_not_start_is_a_fault(monkeypatch):
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(GraderFault, match=r"grading.judging` to start. It did not.*exit code 1"):
        Judge().judge(POSED, [], SILENCE)


def test_nothing_is_imported_from_the_folder_of_the_submissions(monkeypatch, tmp_path):
    for name in ("json", "fashionlab", "queue", "numpy"):
        (tmp_path / f"{name}.py").write_text("open('trap', 'w').close()\n")
    monkeypatch.chdir(tmp_path)
    judge = Judge()
    assert judge.judge(POSED, [], SILENCE)[0].outcome is Outcome.TIMED_OUT
    judge.close()
    assert not pathlib.Path("trap").exists()
