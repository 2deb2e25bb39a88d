"""One function for each thing that a stranger writes and the grader reads.

Each takes bytes and raises nothing unless the grader has a fault: then an
`AssertionError`, or whatever the grader itself raised.
"""

import ast
import contextlib
import functools
import json
import os
import pathlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import nbformat
import numpy as np

from fashionlab import wire
from fashionlab.chapters import CHAPTERS
from fashionlab.checks.judging import judge_frames
from fashionlab.checks.misconceptions import in_words, recognise, symptoms
from fashionlab.checks.questions import Asked
from fashionlab.checks.registry import Check
from fashionlab.checks.results import Outcome
from fashionlab.errors import CacheNotWritable, SourceError, UnknownTask, WireError
from fashionlab.grading.examination import Examination
from fashionlab.grading.grade import Grader
from fashionlab.grading.isolation import Isolation
from fashionlab.grading.ledger import Ledger
from fashionlab.grading.nbgrader.layout import Known
from fashionlab.grading.nbgrader.rebuild import read_handed, rebuild
from fashionlab.grading.records import Record, Report, read_report, write_report
from fashionlab.grading.similarity.compare import compare
from fashionlab.grading.similarity.marking import marked_lines
from fashionlab.grading.similarity.reading import read_solutions
from fashionlab.grading.submission import Submission, find_submissions, printable
from fashionlab.grading.worker import Limits, Run
from fashionlab.source import Cell, Problem, extract
from fashionlab.source.statements import read_statements
from fashionlab.tasks import get_task, tasks_of

from . import seeds
from .properties import (
    assert_record,
    assert_text,
    assert_usable,
    bounded,
    first_by_index,
    same_numbers,
)

STATUSES = ("finished", "timed_out", "out_of_memory", "died", "refused", "fault")
_ISOLATION = Isolation("full", ())


@functools.cache
def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fuzz-")


@contextlib.contextmanager
def folder() -> Iterator[pathlib.Path]:
    """An empty folder, emptied again."""
    path = pathlib.Path(_scratch().name) / "now"
    path.mkdir()
    try:
        yield path
    finally:
        shutil.rmtree(path)


class Replaying:
    """A runner that runs nothing and gives back what it was told to."""

    isolation = _ISOLATION

    def __init__(self, status: str, replies: Sequence[Any]):
        self._run = Run(status, tuple(replies), f"{status} <b>", 0.5, 1.0)

    def run(self, request: dict[str, Any], limits: Limits | None = None) -> Run:
        wire.encode(request)  # what was read of a notebook can be sent
        return self._run


def _graded(submission: Submission, runner: Replaying) -> list[Record]:
    chapter = submission.assignment
    questions = {task: list(seeds.questions(task.id)) for task in tasks_of(chapter)}
    examination = Examination(chapter, 3, "synthetic_fashion", questions)
    records = Grader(examination, "full", runner).grade(submission, lambda record: None)
    assert [record.task for record in records] == [task.id for task in tasks_of(chapter)]
    for record in records:
        assert_record(record)
        for message in record.messages:
            assert_text(message)
    return records


def notebook(data: bytes) -> None:
    """A notebook file: graded, rebuilt for nbgrader, compared with a copy of itself."""
    with folder() as place, bounded():
        submissions = []
        for student in ("ada", "eve"):
            path = place / f"{student}.ipynb"
            path.write_bytes(data)
            submissions.append(Submission(student, path, "ch01_data"))
        for record in _graded(submissions[0], Replaying("died", ())):
            assert record.outcome != Outcome.GRADER_FAULT, record.messages
            assert not record.points
        _assert_rebuilt(submissions[0])
        _assert_compared(submissions)


@functools.cache
def _layout() -> tuple[Known, ...]:
    cells = seeds.solved("ch01_data")["cells"]
    labels = [cell["metadata"].get("nbgrader") for cell in cells]
    return tuple(
        Known(
            label["grade_id"],
            cell["cell_type"],
            f"released {label['grade_id']}",
            "sum",
            label["locked"],
            label["grade"],
            label["solution"],
            False,
            float(label["points"]) if label["grade"] else None,
        )
        for cell, label in zip(cells, labels, strict=True)
        if label
    )


def _assert_rebuilt(submission: Submission) -> None:
    rebuilt = rebuild(_layout(), read_handed(submission))
    nbformat.writes(rebuilt).encode("utf-8")
    labelled = [cell for cell in rebuilt["cells"] if "nbgrader" in cell["metadata"]]
    found = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in labelled}
    assert len(found) == len(labelled) == len(_layout())
    for known in _layout():
        assert found[known.name]["metadata"]["nbgrader"] == known.metadata()
        assert not known.locked or found[known.name]["source"] == known.source
    for cell in rebuilt["cells"]:
        assert cell["cell_type"] in ("code", "markdown")
        assert not cell.get("outputs")


def _assert_compared(submissions: list[Submission]) -> None:
    solutions, unread = read_solutions(submissions)
    for one in unread:
        assert_text(one.why)
    for pair in compare(solutions).pairs:
        for lines, source in zip(
            marked_lines(pair, pair.first), pair.first.text.split("\n"), strict=True
        ):
            assert "".join(part.text for part in lines) == printable(source.replace("\t", "    "))


def source(data: bytes) -> None:
    """The text of a cell: what Python reads the grader reads, and takes along unchanged."""
    # A notebook's JSON can hold halves of characters; so can this.
    text = data.decode("utf-8", "surrogateescape")
    with bounded():
        cell = Cell(1, "code", text)
        found = read_statements(cell)
        if isinstance(found, Problem):
            # What is nested deeper than the reader's recursion goes is for it to refuse.
            too_deep = "(RecursionError)" in found.message
            assert too_deep or len(text) > 5_000 or not _compiles(text), found
        else:
            for statement in found:
                assert _dumped(statement.text) == ast.dump(ast.Module([statement.node], []))
        for task_id, taken in extract([cell, Cell(2, "markdown", text), cell]).tasks.items():
            assert get_task(task_id).id == taken.task_id == task_id
            ast.parse(taken.text)
            wire.encode(taken.text)


def _compiles(text: str) -> bool:
    try:
        compile(text, "<cell>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _dumped(text: str) -> str:
    return ast.dump(ast.parse(text))


def frames(data: bytes) -> None:
    """The bytes of a child process: cut into frames and decoded, or refused."""
    with bounded():
        whole, trickling = wire.FrameBuffer(max_bytes=2**20), wire.FrameBuffer(max_bytes=2**20)
        whole.feed(data)
        try:
            cut = whole.take()
        except WireError:
            return
        for start in range(0, len(data), 7):
            trickling.feed(data[start : start + 7])
        assert (trickling.take(), trickling.waiting) == (cut, whole.waiting)
        for one in [data, *cut]:
            try:
                tree = wire.decode(one)
            except WireError:
                continue
            assert wire.encode(wire.decode(wire.encode(tree))) == wire.encode(tree)


def replies(data: bytes) -> None:
    """The answers of a hostile child: none passes that is not right."""
    _judged(data, training=False)


def training_replies(data: bytes) -> None:
    """The same for questions that train a network."""
    _judged(data, training=True)


def _judged(data: bytes, *, training: bool) -> None:
    with bounded():
        task = get_task(seeds.TASKS[data[0] % len(seeds.TASKS)] if data else seeds.TASKS[0])
        posed = seeds.questions(task.id, training=training)
        received = _decoded(data[1:])
        results = judge_frames(posed, received)
        assert [result.check_id for result in results] == [check.id for check, _ in posed]
        counting = first_by_index(received)
        for index, ((check, asked), result) in enumerate(zip(posed, results, strict=True)):
            assert result.outcome is not Outcome.GRADER_FAULT, result.message
            assert_text(result.message)
            assert_text(result.hint)
            if result.outcome is Outcome.PASSED:
                assert -1 not in counting
                assert "error" not in counting[index]
                alone = judge_frames(
                    [(check, asked)], [{"index": 0, "answer": counting[index]["answer"]}]
                )
                assert alone[0].outcome is Outcome.PASSED
                free = check.id in ONLY_A_PROPERTY or task.id in DRAWN
                if not free and task.id in seeds.WITHOUT_TENSORFLOW:
                    right = seeds.right_frames(task.id)[index]["answer"]
                    assert _is_right(asked.kind, counting[index]["answer"], right), check.id
        if not training:
            shown = symptoms(posed, received, results)
            for line in in_words(recognise(task.id, shown)):
                assert_text(line)


# Their answers are drawn at random: another right answer is another draw.
DRAWN = (
    *("pipelines.augment", "pipelines.mixup"),
    *("tuning.draw_values", "tuning.random_search", "training.stratified_folds"),
)
# Checks that judge one property of an answer and leave its values to the others.
ONLY_A_PROPERTY = frozenset(
    f"{task_id}.{name}"
    for task_id, names in {
        "pipelines.normalize": ["returns_float32"],
        "pipelines.smooth_labels": ["gives_float32_rows"],
        "data.stratified_subset": [
            "another_seed_another_choice",
            "chooses_as_many_as_asked",
            "chooses_no_example_twice",
            "keeps_each_image_with_its_label",
            "keeps_the_dtypes",
            "keeps_the_share_of_each_class",
            "mixes_the_classes",
            "same_seed_same_choice",
        ],
        # The gains or the crossing.
        "evaluation.compare_by_size": [
            "a_gain_of_0_is_the_crossing",
            "a_gain_of_0_waits_its_turn",
            "crosses_where_scratch_catches_up",
            "crosses_where_transfer_catches_up",
            "leaves_out_what_one_alone_has",
            "never_guesses_what_lies_beyond",
            "several_runs_count_by_their_mean",
            "the_first_crossing_counts",
            "the_gain_is_transfer_minus_scratch",
            "the_smallest_number_comes_first",
        ],
        # The difference or the interval.
        "evaluation.paired_interval": [
            "counts_only_where_they_differ",
            "stays_above_minus_1",
            "stays_between_minus_1_and_1",
            "the_confidence_sets_the_width",
            "the_difference_is_a_minus_b",
        ],
        "evaluation.per_class_scores": [
            "f1_is_the_harmonic_mean",
            "precision_looks_down_the_column",
            "recall_looks_along_the_row",
            "scores_0_for_a_class_never_predicted",
            "scores_0_for_a_class_that_never_occurs",
            "support_counts_the_examples",
        ],
        # The accuracy or the shares of the superclasses.
        "evaluation.superclass_scores": [
            "a_share_of_the_superclass_s_own_images",
            "a_superclass_without_images_has_0",
            "classes_need_not_stand_side_by_side",
            "every_image_counts_the_same",
            "sums_inside_each_superclass",
            "three_trees_outweigh_a_whale",
        ],
        # A time, or how it was called.
        "evaluation.time_calls": [
            "calls_as_often_as_told",
            "leaves_the_warm_up_out",
            "takes_the_inputs_in_turn",
            "takes_the_median",
            "tells_how_slow_the_slow_ones_are",
            "works_without_warm_up",
        ],
        # One of the five entries.
        "evaluation.compare_runs": [
            "a_tie_is_no_win",
            "an_accuracy_of_0_is_a_result",
            "counts_the_seeds_of_both",
            "runs_are_matched_by_seed",
            "seeds_of_one_alone_are_left_out",
            "the_deviation_is_that_of_a_sample",
            "the_difference_is_challenger_minus_baseline",
            "the_error_of_the_mean_is_smaller",
            "two_seeds_are_enough",
        ],
        # The places or the field.
        "models.receptive_field": [
            "a_kernel_widens_the_field",
            "a_stride_counts_for_later_layers_only",
            "each_layer_gets_what_is_left",
            "one_place_is_enough",
            "same_rounds_up",
            "steps_grow_with_every_stride",
            "the_field_may_be_larger_than_the_image",
            "valid_rounds_down",
        ],
        # What a reader sees, and the rest of the words is the learner's.
        "serving.model_card": [
            "gives_mean_spread_and_seeds",
            "has_four_headings",
            "lists_every_limit",
            "one_seed_has_no_spread",
            "says_what_it_learned_from",
            "says_what_it_was_measured_on",
            "shows_texts_letter_for_letter",
            "takes_accuracies_of_0_and_1",
        ],
        # The status, and what predict was given; the sentence is the learner's.
        "serving.handle_request": [
            "answers_with_the_most_probable_class",
            "hands_predict_the_image",
            "refuses_nan",
            "says_400_to_what_is_not_json",
            "says_413_to_too_many_bytes",
            "says_422_to_another_shape",
            "says_422_to_json_without_an_image",
            "says_422_to_what_is_no_grey_level",
            "says_500_when_predict_fails",
            "says_500_when_predict_gives_nan",
            "stands_json_made_to_break_it",
        ],
        # One of the three entries.
        "serving.measure_parity": [
            "counts_the_images_of_the_same_class",
            "finds_the_largest_difference",
            "leaves_both_as_they_are",
            "nan_never_passes",
            "passes_up_to_the_tolerance",
            "the_default_is_strict",
            "too_low_is_as_bad_as_too_high",
        ],
        # Of several calls some, and of each the array or how often it was computed.
        "pipelines.cached_array": [
            "a_file_cut_short_is_not_used",
            "an_error_keeps_nothing",
            "another_key_is_computed_anew",
            "any_difference_is_another_key",
            "computes_what_is_not_there",
            "keeps_shape_and_dtype",
            "makes_the_folder",
            "reads_what_is_there",
            "something_else_is_not_used",
            "the_next_program_finds_it",
            "the_old_key_again_is_no_mix_up",
            "two_files_are_two_caches",
        ],
        # The verdict or the epoch.
        "training.diagnose": [
            "a_gap_alone_is_no_overfitting",
            "compares_with_the_best_epoch",
            "finds_the_best_epoch",
            "knows_a_good_run",
            "knows_overfitting",
            "knows_underfitting",
            "low_loss_is_the_limit",
            "one_bad_epoch_is_no_turn",
            "overfitting_comes_first",
            "overfitting_needs_a_falling_training_loss",
            "the_last_training_loss_counts",
            "tolerance_is_a_share_of_the_lowest",
            "what_is_just_at_a_limit_is_good",
        ],
        # A step to the left or right is right too.
        "training.suggest_learning_rate": [
            "a_rise_is_no_fall",
            "finds_the_steepest_fall",
            "gives_one_of_the_rates",
            "leaves_out_what_is_not_finite",
            "means_at_the_start_are_of_fewer",
            "reads_the_ends_right",
            "stands_lucky_batches",
            "stays_below_the_explosion",
            "takes_the_mean_of_fifteen",
        ],
    }.items()
    for name in names
)


def _is_right(kind: str, answer: Any, right: Any) -> bool:
    if kind in ("error_from", "error_from_timing"):  # its class counts
        return "ValueError" in answer["raised"]
    if kind == "errors_from_each":
        return all("ValueError" in one["raised"] for one in answer)
    if kind == "arguments_after":  # of labels, passed beside it, nothing is asked
        return same_numbers(answer[0], right[0]) or repr(answer[0]) == repr(right[0])
    return same_numbers(answer, right)


def accepts_another_answer(check: Check, asked: Asked, right: Any) -> bool:
    """Whether a check passes an answer in which a part is not what the reference gives."""
    return any(
        judge_frames([(check, asked)], [{"index": 0, "answer": answer}])[0].outcome
        is Outcome.PASSED
        and not _is_right(asked.kind, answer, right)
        for answer in (right, *islice(_with_one_part_changed(right), 200))
    )


def _with_one_part_changed(tree: Any) -> Iterator[Any]:
    if isinstance(tree, dict):
        for key, item in tree.items():
            yield from ({**tree, key: other} for other in _with_one_part_changed(item))
    elif isinstance(tree, (list, tuple)):
        for place, item in enumerate(tree):
            others = _with_one_part_changed(item)
            yield from ([*tree[:place], other, *tree[place + 1 :]] for other in others)
    elif isinstance(tree, str):
        yield from ("", f"{tree}x")
    elif isinstance(tree, (bool, np.bool_)):
        yield not tree
    elif isinstance(tree, (int, float, np.number)):
        yield from (tree + 1, tree - 1, tree * 2 + 0.5)
    elif isinstance(tree, np.ndarray) and tree.size:
        changed = tree.copy()
        changed.flat[0] = 1 if changed.flat[0] == 0 else 0
        yield from (changed, tree[::-1].copy(), tree.astype(np.float64) + 1)


def _decoded(stream: bytes) -> list[Any]:
    """What the grader accepts of a stream, as `Exchange` does."""
    buffer = wire.FrameBuffer(max_bytes=2**26)
    accepted = []
    try:
        buffer.feed(stream)
        for one in buffer.take():
            accepted.append(wire.decode(one))
    except WireError:
        pass
    return accepted


def run(data: bytes) -> None:
    """A whole submission, from the replies to every page and table that shows them."""
    try:
        tree = wire.decode(data)
    except WireError:
        return
    told = tree if type(tree) is dict else {"replies": tree}
    chapter, status = told.get("chapter"), told.get("status")
    given, student = told.get("replies"), str(told.get("student", "eve"))[:200]
    chapter = chapter if isinstance(chapter, str) and chapter in CHAPTERS else "ch01_data"
    status = status if isinstance(status, str) and status in STATUSES else "finished"
    given = given if isinstance(given, (list, tuple)) else [given]
    with folder() as place, bounded():
        path = place / "handed.ipynb"
        path.write_bytes(_solved(chapter))
        runner = Replaying(status, given)
        records = _graded(Submission(printable(student), path, chapter), runner)
        for record in records:
            faulty = record.outcome == Outcome.GRADER_FAULT
            assert not faulty or status == "fault", record.messages
        report = Report(chapter, 3, {}, tuple(records))
        write_report(report, place / "report.json")
        assert read_report(place / "report.json") == report
        assert_usable(report, place)


@functools.cache
def _solved(chapter: str) -> bytes:
    texts = [seeds.solutions()[task.id].text for task in tasks_of(chapter)]
    return json.dumps({"cells": [{"cell_type": "code", "source": text} for text in texts]}).encode()


def report(data: bytes) -> None:
    """A report file that somebody edited, cut short or made up."""
    with folder() as place, bounded():
        path = place / "report.json"
        path.write_bytes(data)
        try:
            found = read_report(path)
        except (SourceError, UnknownTask) as error:
            str(error).encode("utf-8")
            return
        assert_usable(found, place)


def ledger(data: bytes) -> None:
    """A ledger's file: damaged, it is told of or has forgotten its answers."""
    with folder() as place, bounded():
        path = place / "ledger"
        path.write_bytes(data)
        try:
            with Ledger(path) as opened:
                seed = opened.begin("ch01_data", "synthetic_fashion", 7)
                np.random.default_rng([seed, 1])
                for key in ("known", "other"):
                    _assert_run(opened.find(key))
                opened.keep("new", Run("finished", ({"index": 0},), "", 0.1, 1.0))
                assert opened.find("new") is not None or opened.lost
                opened.finish()
        except CacheNotWritable:
            return


def _assert_run(found: Run | None) -> None:
    if found is not None:
        assert found.status in STATUSES
        assert type(found.detail) is str
        assert type(found.seconds) is type(found.peak_memory_mb) is float
        round(found.seconds, 3)
        assert type(found.replies) is tuple


def name(data: bytes) -> None:
    """A file's name: only text, wherever it is shown."""
    stem = os.fsdecode(data[:200].replace(b"/", b"").replace(b"\0", b"")) + "x"
    with folder() as place, bounded():
        handed = place / "handed"
        handed.mkdir()
        (handed / f"{stem}.ipynb").write_bytes(b"{")
        if stem.startswith("."):
            return
        (submission,) = find_submissions([handed], "ch01_data")
        assert_text(submission.student)
        records = _graded(submission, Replaying("died", ()))
        assert_usable(Report("ch01_data", 3, {}, tuple(records)), place)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "notebook": notebook,
    "source": source,
    "frames": frames,
    "replies": replies,
    "training_replies": training_replies,
    "run": run,
    "report": report,
    "ledger": ledger,
    "name": name,
}
SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "notebook": seeds.notebooks,
    "source": seeds.sources,
    "frames": seeds.trees,
    "replies": seeds.streams,
    "training_replies": seeds.training_streams,
    "run": seeds.runs,
    "report": seeds.reports,
    "ledger": seeds.ledgers,
    "name": seeds.names,
}
