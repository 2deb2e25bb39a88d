"""Run every mutant and write down how it fails."""

import contextlib
import dataclasses
import json
import pathlib
import warnings
from collections.abc import Callable, Sequence
from typing import Any

from fashionlab import wire
from fashionlab.authoring.submissions import Mutant, mutants
from fashionlab.checks import misconceptions
from fashionlab.checks.answering import serve
from fashionlab.checks.judging import Posed, judge_frames
from fashionlab.checks.misconceptions import (
    DATA,
    SEED,
    Misconception,
    Symptoms,
    symptoms,
    to_json,
)
from fashionlab.checks.posing import pose
from fashionlab.checks.registry import checks_of
from fashionlab.checks.results import Outcome
from fashionlab.checks.sketches import Sketch
from fashionlab.files import write_json
from fashionlab.quiet import import_keras
from fashionlab.source import module_text
from fashionlab.tasks import Task, all_tasks, get_task, separate_solutions

FORMAT = 1
PATH = pathlib.Path(misconceptions.__file__).with_name(misconceptions.FILE)


def observe(mutant: Mutant) -> tuple[Misconception, list[str]]:
    """Ask one mutant all questions of its task.

    Args:
        mutant: A wrong solution.

    Returns:
        The mistake with its symptoms, and the ids of all checks that it fails.
    """
    task = get_task(mutant.task_id)
    text = module_text(mutant.path, task.id)
    everything = pose(checks_of(task), seed=SEED, data_name=DATA)
    frames = answers(task, text, everything)
    results = judge_frames(everything, frames)
    # The public questions are the same ones without training, so the answers are here.
    quick = [index for index, (check, _) in enumerate(everything) if not check.trains]
    renumbered = [
        {**frame, "index": quick.index(frame["index"])} if frame.get("index") in quick else frame
        for frame in frames
        if frame.get("index") in (*quick, -1)
    ]
    public = [everything[index] for index in quick]
    found = _without_chance(symptoms(public, renumbered, results), task, text, public)
    failed = [r.check_id for r in results if r.outcome is not Outcome.PASSED]
    known = Misconception(mutant.path.stem, mutant.misconception, mutant.hint, found)
    return known, failed


def symptoms_without_training(mutant: Mutant) -> Symptoms:
    """Ask one mutant the public questions of its task, once.

    What `observe` finds, at less than half its cost, with the sketches of answers
    that chance decides.

    Args:
        mutant: A wrong solution.
    """
    task = get_task(mutant.task_id)
    checks = [check for check in checks_of(task) if not check.trains]
    posed = pose(checks, seed=SEED, data_name=DATA)
    frames = answers(task, module_text(mutant.path, task.id), posed)
    return symptoms(posed, frames, judge_frames(posed, frames))


def _without_chance(found: Symptoms, task: Task, text: str, posed: list[Posed]) -> Symptoms:
    """Ask once more, and leave out the sketches of answers that came out otherwise."""
    frames = answers(task, text, posed)
    again = symptoms(posed, frames, judge_frames(posed, frames))
    return {
        check_id: symptom
        if check_id in again and _same(symptom.sketch, again[check_id].sketch)
        else dataclasses.replace(symptom, sketch=None)
        for check_id, symptom in found.items()
    }


def _same(one: Sketch | None, other: Sketch | None) -> bool:
    return one is not None and other is not None and one.same_as(other)


def answers(task: Task, text: str, posed: list[Posed]) -> list[Any]:
    """Ask a module of our own, in this process; return the frames it answers with."""
    import_keras()
    frames: list[Any] = []
    request = {
        "task": task.id,
        "source": text,
        "questions": [asked.to_wire() for _, asked in posed],
    }
    with separate_solutions(), contextlib.ExitStack() as quiet:
        quiet.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        serve(request, lambda frame: frames.append(wire.decode(wire.encode(frame))))
    return frames


def write_mistakes(
    submissions: pathlib.Path,
    task_ids: Sequence[str] = (),
    *,
    path: pathlib.Path = PATH,
    on_mutant: Callable[[str], None] = lambda name: None,
) -> None:
    """Write how the mutants fail.

    Args:
        submissions: `tests/submissions`.
        task_ids: Tasks whose mutants are run; what the file says of others stays.
            Default: all.
        path: The file.
        on_mutant: Told the name of each mutant before it runs.
    """
    chosen = {get_task(name).id for name in task_ids or all_tasks()}
    tasks: dict[str, list[dict[str, Any]]] = {}
    fails: dict[str, dict[str, list[str]]] = {}
    for task_id in (name for name in all_tasks() if name in chosen):
        tasks[task_id], fails[task_id] = [], {}
        for mutant in mutants(submissions, task_id):
            on_mutant(f"{task_id}/{mutant.path.stem}")
            known, failed = observe(mutant)
            tasks[task_id].append(to_json(known))
            fails[task_id][known.name] = failed
    # Read only now: somebody may have written other tasks in the meantime.
    before = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    content = {
        "format": FORMAT,
        "seed": SEED,
        "data": DATA,
        "tasks": {name: (before.get("tasks", {}) | tasks).get(name, []) for name in all_tasks()},
        "fails": {name: (before.get("fails", {}) | fails).get(name, {}) for name in all_tasks()},
    }
    write_json(path, content)
