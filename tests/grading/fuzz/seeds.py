"""What fuzzing starts from: the real exercises, solved, and what real solutions answer."""

import dataclasses
import functools
import json
import os
import pathlib
import tempfile
import warnings
from typing import Any

import nbformat
import numpy as np

from fashionlab import wire
from fashionlab.authoring.assemble import assemble
from fashionlab.authoring.release import write_bytes
from fashionlab.chapters import CHAPTERS
from fashionlab.checks.answering import answer_all
from fashionlab.checks.judging import Posed, judge_frames
from fashionlab.checks.posing import pose
from fashionlab.checks.questions import Asked
from fashionlab.checks.registry import checks_of
from fashionlab.checks.results import combine
from fashionlab.grading.ledger import Ledger
from fashionlab.grading.records import CheckRecord, Record, Report, write_report
from fashionlab.grading.worker import Run
from fashionlab.source import TaskSource, extract_file
from fashionlab.source.load import run_module
from fashionlab.tasks import all_tasks, separate_solutions, solution_of, tasks_of

ROOT = pathlib.Path(__file__).resolve().parents[3]
TASKS = tuple(all_tasks())
# Their solutions answer with NumPy alone, in a millisecond.
_WITH_TENSORFLOW = ("build_", "make_", "scale_for_base", "to_rgb", "thaw_top", "fine_tune")
WITHOUT_TENSORFLOW = tuple(
    name for name in TASKS if not any(part in name for part in _WITH_TENSORFLOW)
)
VERSIONS = {"keras": "3.12.0", "numpy": "2.1.0"}


@functools.cache
def solutions() -> dict[str, TaskSource]:
    """The reference solution of every task."""
    found: dict[str, TaskSource] = {}
    for path in sorted((ROOT / "solutions").glob("*.py")):
        found |= extract_file(path).tasks
    return found


@functools.cache
def questions(task_id: str, *, training: bool = False) -> tuple[Posed, ...]:
    """The questions of a task that train, or those that do not."""
    checks = [check for check in checks_of(task_id) if check.trains == training]
    return tuple(pose(checks, seed=3, data_name="synthetic_fashion"))


@functools.cache
def right_frames(task_id: str) -> tuple[dict[str, Any], ...]:
    """What the reference answers; of tasks that need TensorFlow, what looks like it."""
    asked = [asked for _, asked in questions(task_id)]
    if task_id in WITHOUT_TENSORFLOW:
        return frames_of(task_id, solutions()[task_id].text)
    return tuple({"index": i, "answer": likely(one)} for i, one in enumerate(asked))


def frames_of(task_id: str, text: str) -> tuple[dict[str, Any], ...]:
    """What a module answers, in this process: only for texts of ours."""
    frames: list[dict[str, Any]] = []
    with separate_solutions(), warnings.catch_warnings():
        # np.load of a damaged archive leaves the file open when it fails (NumPy 2).
        warnings.simplefilter("ignore", ResourceWarning)
        run_module(text, task_id)
        solution = solution_of(task_id)
        assert solution is not None
        answer_all(
            [asked.to_wire() for _, asked in questions(task_id)],
            solution,
            # Through the wire, as in grading: what is read-only there is so here.
            lambda frame: frames.append(wire.decode(wire.encode(frame))),
        )
    return tuple(frames)


@functools.cache
def wrong_frames(task_id: str) -> tuple[tuple[dict[str, Any], ...], ...]:
    """What a few wrong solutions answer."""
    if task_id not in WITHOUT_TENSORFLOW:
        return ()
    paths = sorted((ROOT / "tests" / "submissions" / "mutants" / task_id).glob("*.py"))[:3]
    return tuple(frames_of(task_id, extract_file(path).tasks[task_id].text) for path in paths)


def likely(asked: Asked) -> Any:
    """An answer of the form that a question calls for."""
    fields = asked.fields
    if asked.kind == "predict":
        shape = (fields["times"], len(fields["images"]), 10)
        return [np.full(shape, 0.1, np.float32) for _ in fields["builds"]]
    if asked.kind == "describe":
        return [
            {"parameters": 109_386, "averages": 0, "output_shape": [1, 10]}
            for _ in fields["builds"]
        ]
    if asked.kind == "train_then_predict":
        rows = np.full((len(fields["held_out_images"]), 10), 0.1, np.float32)
        return {"before": rows[:64], "after": rows, "loss": [2.3] * fields["epochs"]}
    if asked.kind == "stream_batches":
        parts = [np.asarray(part[:64]) for part in fields["args"]]
        return [[[parts]] * fields["epochs"] for _ in fields["variants"]]
    if asked.kind == "build_on_base":
        rows = np.full((len(fields["images"]), 10), 0.1, np.float32)
        one = {"outputs": rows, "in_training": np.stack([rows, rows]), "loss": [2.3]}
        return [{**one, "base": fields["base"]["weights"]} for _ in fields["builds"]]
    if asked.kind in ("thaw_by_script", "train_in_phases"):
        refused = {"raised": ["ValueError", "Exception"], "message": "no"}
        value = refused if fields["refused"] else ["top_conv"]
        if asked.kind == "thaw_by_script":
            return [{"value": value, "base": fields["weights"]} for _ in fields["scripts"]]
        weights = [run["weights"] for run in fields["runs"]]
        return [{"value": value, "at_thaw": each, "at_the_end": each} for each in weights]
    if asked.kind == "apply_in_stream":
        one = {"batches": [np.zeros((3, 9, 9, 3), np.float32)], "shape": [-1, 9, 9, 3]}
        return [one for _ in fields["variants"]]
    if asked.kind == "apply_in_model":
        return [fields["images"] for _ in fields["variants"]]
    if asked.kind.startswith("error_from"):
        return {"raised": ["ValueError", "Exception"], "message": "no"}
    if asked.kind == "tune_by_script":
        rows = np.full((len(fields["images"]), 10), 0.1, np.float32)
        names = {"low": None, "high": None, "step": None, "sampling": None, "values": ["relu"]}
        one = {"asked": [{"name": "activation", "kind": "Choice", **names}], "weights": [rows]}
        one.update(outputs=rows, in_training=rows, loss=2.3, metrics=["accuracy"], moved=1e-3)
        return [one for _ in fields["scripts"]]
    if asked.kind == "join_by_script":
        rows = np.full((len(fields["images"]), 4), 0.25, np.float32)
        return [
            {
                "outputs": rows,
                "later": rows,
                "weights": [each["weights"] for each in members],
                "changed": [[False, False]] * len(members),
                "kept": True,
            }
            for members in fields["ensembles"]
        ]
    if asked.kind == "ask_one_by_one":
        return [
            {
                "values": [np.full(len(one["bias"]), 0.1, np.float32)] * len(one["images"]),
                "runs": [1] * (1 + len(one["images"])),
                "predicts": 0,
                "kinds": ["ndarray"] * len(one["images"]),
            }
            for one in fields["networks"]
        ]
    return True


def solved(chapter: str) -> dict[str, Any]:
    """The chapter's notebook with every reference solution in it, as JSON has it."""
    exercise = nbformat.read(ROOT / "exercises" / f"{chapter}.ipynb", as_version=4)
    texts = {task.id: solutions()[task.id].text for task in tasks_of(chapter)}
    content: dict[str, Any] = json.loads(write_bytes(assemble(exercise, texts)))
    return content


def notebooks() -> list[bytes]:
    """The exercises as they are handed out, and solved."""
    blank = [(ROOT / "exercises" / f"{chapter}.ipynb").read_bytes() for chapter in CHAPTERS]
    return [*blank, *(json.dumps(solved(chapter)).encode() for chapter in CHAPTERS)]


def sources() -> list[bytes]:
    """The code of the exercises and of their solutions, by the cell."""
    cells = [cell for chapter in CHAPTERS for cell in solved(chapter)["cells"]]
    texts = {"".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"}
    return [text.encode() for text in sorted(texts)]


def streams() -> list[bytes]:
    """What solutions answer, right and wrong: the number of the task, then the frames."""
    return [
        bytes([TASKS.index(task_id)]) + b"".join(wire.frame(wire.encode(f)) for f in frames)
        for task_id in TASKS
        for frames in (right_frames(task_id), *wrong_frames(task_id))
    ]


def training_streams() -> list[bytes]:
    """What looks like the answers to the questions that train."""
    return [
        bytes([TASKS.index(task_id)])
        + b"".join(
            wire.frame(wire.encode({"index": index, "answer": likely(asked)}))
            for index, (_, asked) in enumerate(questions(task_id, training=True))
        )
        for task_id in TASKS
        if questions(task_id, training=True)
    ]


def trees() -> list[bytes]:
    """Single answers as they cross the wire."""
    return [wire.frame(wire.encode(frame)) for task_id in TASKS for frame in right_frames(task_id)]


def runs() -> list[bytes]:
    """Whole submissions: who handed in, how the code ended, what it answered."""
    return [
        wire.encode(
            {
                "student": student,
                "chapter": all_tasks()[task_id].chapter_id,
                "status": status,
                "replies": list(right_frames(task_id)),
            }
        )
        for task_id, student, status in zip(
            TASKS,
            ["Ayşe", "<b>", "=1+1", "\u202e", "a\nb"] * 3,
            ["finished", "died"] * 6,
            strict=False,
        )
    ]


@functools.cache
def report() -> Report:
    """A report on one student who solved everything but for one wrong solution."""
    records = []
    for task_id in WITHOUT_TENSORFLOW[:3]:
        frames = wrong_frames(task_id)[0] if not records else right_frames(task_id)
        results = judge_frames(questions(task_id), frames)
        outcome = combine([result.outcome for result in results])
        points = all_tasks()[task_id].points
        checks = tuple(
            CheckRecord(r.check_id, r.title, str(r.outcome), r.message, r.hint) for r in results
        )
        records.append(
            Record(
                *("ada", "ada.ipynb", "ch01_data", task_id, str(outcome)),
                *(points if outcome == "passed" else 0, points, ("one", "two"), checks),
                *(0.5, "full", "synthetic_fashion", VERSIONS),
            )
        )
    return Report("ch01_data", 7, {"level": "full", "layers": ["landlock"]}, tuple(records))


def reports() -> list[bytes]:
    """A report as a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "report.json"
        write_report(report(), path)
        return [path.read_bytes()]


def ledgers() -> list[bytes]:
    """A ledger with two answers in it, as a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "ledger"
        with Ledger(path) as ledger:
            ledger.begin("ch01_data", "synthetic_fashion", 7)
            run = Run("finished", right_frames("pipelines.one_hot"), "", 0.5, 300.0)
            ledger.keep("known", run)
            ledger.keep("other", dataclasses.replace(run, status="timed_out", replies=()))
        return [path.read_bytes()]


def names() -> list[bytes]:
    """Names of files, as bytes."""
    texts = ["ada", "Ayşe Çelik", "<img src=x>", "=1+1", "\u3000=1", "a\nb", "\x1b[2J", "\u202e"]
    return [os.fsencode(text) for text in texts] + [b"eve\xff"]
