"""No file and no reply of a stranger crashes the grader or earns a mark that is not deserved."""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import tracemalloc
import zlib

import hypothesis
import numpy as np
import pytest
from hypothesis import given, settings

from fashionlab.checks.judging import judge_frames
from fashionlab.checks.results import Outcome
from fashionlab.checks.sketches import sketch
from fashionlab.grading.ledger import Ledger
from fashionlab.grading.submission import Submission, read_submission

from .cases import CASES, changed_ledger
from .seeds import WITHOUT_TENSORFLOW, questions, right_frames
from .strategies import inputs, lied_about
from .targets import DRAWN, ONLY_A_PROPERTY, SEEDS, TARGETS, accepts_another_answer, folder

ROOT = pathlib.Path(__file__).resolve().parents[3]
# A whole submission takes 0.1 s, and a ledger waits for the disk.
SLOW = ("ledger", "name", "notebook", "run")
# Hypothesis prints inputs now and then, and warns that it takes long.
LARGE = pytest.mark.filterwarnings("ignore:Generating overly large repr")
QUICK = {name: 8 if name in SLOW else 80 for name in TARGETS}
QUICK["frames"] = 400  # 0.1 ms each
del QUICK["training_replies"]  # posing the questions takes seconds
MANY = {name: 100 if name in SLOW else 500 for name in TARGETS}
# Real inputs are large for Hypothesis, and drawing one takes as long as reading it.
EVERY_RUN_ALIKE = settings(
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[
        hypothesis.HealthCheck.too_slow,
        hypothesis.HealthCheck.data_too_large,
        hypothesis.HealthCheck.large_base_example,
    ],
)


def hold(name: str, examples: int) -> None:
    """Draw inputs of a target and run it on each."""

    @settings(EVERY_RUN_ALIKE, max_examples=examples)
    @given(inputs(name))
    def held(data: bytes) -> None:
        TARGETS[name](data)

    held()


@LARGE
@pytest.mark.parametrize("name", QUICK)
def test_the_property_holds_for_a_few_inputs(name):
    hold(name, QUICK[name])


@LARGE
@pytest.mark.slow
@pytest.mark.parametrize("name", MANY)
def test_the_property_holds_for_many_inputs(name):
    hold(name, MANY[name])


@pytest.mark.parametrize(("name", "make"), CASES.values(), ids=CASES)
def test_what_was_found_once_stays_mended(name, make):
    TARGETS[name](make())


@pytest.mark.parametrize("name", sorted({*TARGETS} - {"training_replies"}))
def test_real_inputs_have_the_property(name):
    for data in SEEDS[name]()[:6]:
        TARGETS[name](data)


@pytest.mark.parametrize("task_id", sorted({*WITHOUT_TENSORFLOW} - {*DRAWN}))
def test_every_check_that_judges_a_part_is_known(task_id):
    """Else an input that changes what a check leaves to others is found months later, by luck."""
    found = {
        check.id
        for (check, asked), frame in zip(questions(task_id), right_frames(task_id), strict=True)
        if accepts_another_answer(check, asked, frame["answer"])
    }
    assert found - ONLY_A_PROPERTY == set()


@settings(EVERY_RUN_ALIKE, max_examples=10)
@given(lied_about())
def test_metadata_changes_nothing(drawn):
    chapter, honest, lying = drawn
    assert _read(chapter, lying) == _read(chapter, honest)


def _read(chapter, cells):
    with folder() as place:
        path = place / "ada.ipynb"
        path.write_text(json.dumps({"cells": cells}))
        contents = read_submission(Submission("ada", path, chapter))
        assert contents.unreadable is None
        return contents.tasks


@pytest.mark.parametrize("dtype", ["bool", "float32"])
def test_a_huge_wrong_answer_is_sketched_in_little_memory(dtype):
    answer = np.ones(2**24, dtype)
    tracemalloc.start()
    try:
        sketch([answer, {"a": answer}])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2 * answer.nbytes + 2**20


def test_a_flood_of_images_is_judged_in_little_memory():
    images = np.zeros(2**23, np.uint8)
    name = "pipelines.make_dataset.mixes_all_images"
    ((check, asked),) = [one for one in questions("pipelines.make_dataset") if one[0].id == name]
    frame = {"index": 0, "answer": [[[[images, np.zeros(1, np.uint8)]]]]}
    tracemalloc.start()
    try:
        (result,) = judge_frames([(check, asked)], [frame])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert result.outcome is Outcome.INCORRECT
    assert peak < 8 * images.nbytes


def test_replies_that_were_cut_short_are_no_replies(tmp_path):
    path, replies = tmp_path / "ledger", zlib.compress(b"\x09" + b"\0" * 7)
    path.write_bytes(changed_ledger("UPDATE answers SET replies = ?", replies))
    with Ledger(path) as ledger:
        assert ledger.find("known") is None


@pytest.mark.slow
def test_a_damaged_ledger_does_not_fill_the_memory(tmp_path):
    path = tmp_path / "ledger"
    path.write_bytes(
        changed_ledger("UPDATE answers SET replies = ?", zlib.compress(b"\xff" * 2**28))
    )
    with Ledger(path) as ledger:
        tracemalloc.start()
        try:
            assert ledger.find("known") is None
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 2**28


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_inputs_led_by_coverage_break_nothing(name):
    """As many inputs on a slow machine, nearly the same each time; `make fuzz` tries new ones."""
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris is not installed: it comes for Linux on x86-64")
    script = pathlib.Path(__file__).with_name("fuzz.py")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(script), name, "--seconds", "0", "--runs", "300"],
        capture_output=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "0"},
    )
    assert done.returncode == 0, done.stdout.decode()[-4_000:]
    assert b"Done" in done.stderr
