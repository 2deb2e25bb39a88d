"""Known mistakes are recognised, also in code that nobody has seen before."""

import dataclasses
import json
import pathlib

import numpy as np
import pytest

from fashionlab.authoring.mistakes import PATH, symptoms_without_training
from fashionlab.authoring.submissions import mutants
from fashionlab.checks.judging import judge_frames
from fashionlab.checks.local import check_source
from fashionlab.checks.misconceptions import (
    DATA,
    Symptom,
    in_words,
    misconceptions,
    public_questions,
    recognise,
    symptoms,
    to_json,
)
from fashionlab.checks.registry import checks_of
from fashionlab.checks.sketches import sketch
from fashionlab.quiet import import_keras
from fashionlab.source import extract_file
from fashionlab.tasks import all_tasks, get_task

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUBMISSIONS = ROOT / "tests" / "submissions"
MUTANTS = [mutant for task in all_tasks() for mutant in mutants(SUBMISSIONS, task)]
SLOWER = ("models.build", "models.thaw", "pipelines.make", "training.fine_tune")
VARIANTS = sorted((SUBMISSIONS / "variants").glob("*/*.py"))


def name(mutant):
    return f"{mutant.task_id}/{mutant.path.stem}"


def test_every_mutant_is_in_the_file_with_its_own_words():
    assert [
        (task_id, known.name, known.mistake, known.hint)
        for task_id in all_tasks()
        for known in misconceptions(task_id)
    ] == [(m.task_id, m.path.stem, m.misconception, m.hint) for m in MUTANTS]


@pytest.mark.parametrize("mutant", MUTANTS, ids=name)
def test_a_mutants_own_symptoms_lead_to_its_hint(mutant):
    known = {entry.name: entry for entry in misconceptions(mutant.task_id)}[mutant.path.stem]
    found = recognise(mutant.task_id, known.symptoms)
    assert known.hint in [entry.hint for entry in found]
    assert len(found) <= 2


def plain(known):
    """As JSON has it, with the numbers a little rounded: other machines add otherwise."""
    found = json.loads(json.dumps(to_json(known)))["symptoms"]
    for symptom in found.values():
        if symptom["sketch"]:
            symptom["sketch"]["numbers"] = np.round(symptom["sketch"]["numbers"], 1).tolist()
            del symptom["sketch"]["size"]
    return found


def assert_fresh(mutant):
    known = {entry.name: entry for entry in misconceptions(mutant.task_id)}[mutant.path.stem]
    # What training shows is tested in test_mutants, with three seeds.
    quick = {check.id for check in checks_of(mutant.task_id) if not check.trains}
    written = {name: symptom for name, symptom in plain(known).items() if name in quick}
    found = plain(dataclasses.replace(known, symptoms=symptoms_without_training(mutant)))
    for check_id, symptom in written.items():
        if symptom["sketch"] is None and check_id in found:  # chance decides the answer
            found[check_id]["sketch"] = None
    assert found == written


@pytest.mark.parametrize(
    "mutant", [m for m in MUTANTS if m.task_id == "evaluation.softmax"], ids=name
)
def test_the_file_says_how_mutants_fail(mutant):
    assert_fresh(mutant)


def test_a_seed_set_before_changes_no_answer():
    """In a notebook a training has often set TensorFlow's seed before a check runs."""
    keras = import_keras()
    keras.utils.set_random_seed(3)
    assert_fresh(next(m for m in MUTANTS if m.path.stem == "always_shuffles"))


@pytest.mark.slow
@pytest.mark.parametrize("mutant", MUTANTS, ids=name)
def test_the_file_is_up_to_date(mutant):
    assert_fresh(mutant)


def test_the_kill_matrix_of_the_file_holds_what_mutants_claim():
    fails = json.loads(PATH.read_text(encoding="utf-8"))["fails"]
    for mutant in MUTANTS:
        claimed = {f"{mutant.task_id}.{check}" for check in mutant.fails}
        assert claimed <= set(fails[mutant.task_id][mutant.path.stem]), name(mutant)


SOFTMAX = """
import numpy as np
from fashionlab import evaluation, solves

@solves(evaluation.softmax)
def softmax(logits):
    {body}
"""


def checked(tmp_path, body):
    path = tmp_path / "mine.py"
    path.write_text(SOFTMAX.format(body=body))
    return check_source(extract_file(path).tasks["evaluation.softmax"], data_name=DATA)


def test_a_learner_reads_the_hint_of_the_mistake(tmp_path):
    largest = "logits.max(-1, keepdims=True)"
    result = checked(tmp_path, f"p = np.exp(logits - {largest})\n    return p / np.sum(p)")
    assert result.notes == in_words(
        [k for k in misconceptions("evaluation.softmax") if k.name == "sums_over_everything"]
    )
    assert "Divides by the sum of all rows." in result.notes[0]


@pytest.mark.parametrize(
    "body",
    [
        "p = np.exp(logits - logits.max(-1, keepdims=True))\n"
        "    return p / p.sum(-1, keepdims=True)",
        "return logits * 17 + 3",
        "raise ZeroDivisionError",
        "return None",
    ],
)
def test_what_is_right_or_wrong_in_a_way_of_its_own_gets_no_hint(tmp_path, body):
    assert checked(tmp_path, body).notes == ()


@pytest.mark.parametrize(
    "frames",
    [
        [],
        [None, 3, {"index": 0}, {"index": True, "answer": 1}, {"index": -7, "answer": [1]}],
        [{"index": 0, "answer": {"a": [[1, 2], None], "b": "text"}}],
        [{"index": 0, "answer": np.full((3,), np.nan)}, {"index": 1, "error": 7}],
        [{"index": -1, "error": {"type": "X", "message": "y"}}],
    ],
)
def test_frames_of_any_kind_have_symptoms(frames):
    posed = public_questions(get_task("evaluation.softmax"))
    found = symptoms(posed, frames, judge_frames(posed, frames))
    assert all(isinstance(symptom, Symptom) for symptom in found.values())
    recognise("evaluation.softmax", found)


def test_a_sketch_tells_answers_apart_and_not_their_dtypes():
    values = np.random.default_rng(3).normal(size=(5, 10))
    assert sketch(values).same_as(sketch(values.astype(np.float32)))
    assert sketch([1, 2, 3]).same_as(sketch(np.array([1.0, 2.0, 3.0])))
    assert not sketch(values).same_as(sketch(values[::-1]))
    assert not sketch(values).same_as(sketch(values * 1.01))
    assert not sketch(values).same_as(sketch(values[:, :9]))
    assert not sketch([values, None]).same_as(sketch([None, values]))
    assert not sketch(np.array([1.0, np.nan])).same_as(sketch(np.array([1.0, 0.0])))
    signalling = np.array([0x7F800001], np.uint32).view(np.float32)
    assert sketch(signalling).same_as(sketch(np.array([np.nan])))


@pytest.mark.slow
def test_variants_that_nobody_tuned_to_are_recognised():
    """At least three of four get the hint of their mistake; at most one in twenty another one."""
    assert len(VARIANTS) >= 60
    right, wrong = [], []
    for path in VARIANTS:
        task_id = path.parent.name
        source = extract_file(path).tasks[task_id]
        result = check_source(source, seed=5, data_name=DATA, only=lambda check: not check.trains)
        own = [known for known in misconceptions(task_id) if known.name == path.stem]
        assert own, f"{path}: there is no mutant of this name"
        assert not result.passed, path
        if any(own[0].hint in note for note in result.notes):
            right.append(path)
        elif result.notes:
            wrong.append(path)
    told = f"{len(right)} of {len(VARIANTS)} right; wrong hint: {[str(p) for p in wrong]}"
    print(told)
    assert len(right) >= 0.75 * len(VARIANTS), told
    assert len(wrong) <= 0.05 * len(VARIANTS), told
