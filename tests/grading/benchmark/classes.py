"""A class to measure graders on. Every mark is known, for we put every solution together."""

import functools
import itertools
import pathlib
import random
import re

from fashionlab.authoring.assemble import assemble
from fashionlab.authoring.bundled_class import Member
from fashionlab.authoring.release import release_notebook, write_bytes
from fashionlab.authoring.submissions import alternatives, mutants
from fashionlab.source import extract_file
from fashionlab.tasks import Task, get_task, tasks_of

ROOT = pathlib.Path(__file__).resolve().parents[3]
SOLUTIONS = ROOT / "solutions"
SUBMISSIONS = ROOT / "tests" / "submissions"

# Nine right, eight with mistakes, two half finished, one untouched; each ten a fair sample.
_TEN = ("right", "wrong", "right", "half", "wrong", "right", "wrong", "right", "wrong")
KINDS = (*_TEN, "blank", *_TEN, "right")
BLANK = None  # in place of a module: the task is left as it was handed out
MOST = 500  # submissions; more could run out of combinations

Fill = dict[str, pathlib.Path | None]


def make_class(assignment: str, count: int, *, own_text: bool = True, seed: int = 1):
    """Return the submissions of a class, no two of them alike but for the untouched ones.

    Args:
        assignment: Chapter id.
        count: How many, at most 500.
        own_text: Whether every student's text of a task is their own, by a comment with the
            name. Else several hand in the same text of a task, in other combinations.
        seed: Which solutions are drawn.
    """
    if not 1 <= count <= MOST:
        raise ValueError(f"Expected 1 to {MOST} submissions. Received: {count}.")
    random_choice = random.Random(seed)
    seen: list[Fill] = []
    members = []
    for number, kind in zip(range(1, count + 1), itertools.cycle(KINDS)):
        fill = draw(assignment, kind, random_choice)
        while fill in seen and kind != "blank":
            fill = draw(assignment, kind, random_choice)
        seen.append(fill)
        members.append(_member(f"student{number:03}", assignment, fill, own_text=own_text))
    return members


def draw(assignment: str, kind: str, chance: random.Random) -> Fill:
    """Draw the solutions of one submission: task id to a module, or `BLANK`."""
    tasks = tasks_of(assignment)
    fill: Fill = {task.id: chance.choice(right(task)) for task in tasks}
    if kind == "blank":
        return dict.fromkeys(fill, BLANK)
    if kind == "half":
        written = chance.randint(1, len(tasks) - 1)
        return {**fill, **{task.id: BLANK for task in tasks[written:]}}
    if kind == "wrong":
        for task in chance.sample(tasks, chance.randint(1, 2)):
            fill[task.id] = chance.choice(wrong(task))
    return fill


@functools.cache
def right(task: Task) -> list[pathlib.Path]:
    """Modules that solve a task: the reference and the alternatives."""
    return [SOLUTIONS / f"{task.chapter_id}.py", *alternatives(SUBMISSIONS, task.id)]


@functools.cache
def wrong(task: Task) -> list[pathlib.Path]:
    """Modules that earn nothing: the mutants, and the same mistakes written in other ways."""
    others = sorted((SUBMISSIONS / "variants" / task.id).glob("*.py"))
    return [*(mutant.path for mutant in mutants(SUBMISSIONS, task.id)), *others]


def expected_marks(member: Member) -> dict[str, int]:
    """Task id to the points that a submission of the class earns."""
    return {
        task_id: get_task(task_id).points if outcomes == ("passed",) else 0
        for task_id, outcomes in member.outcomes.items()
    }


def _member(student: str, assignment: str, fill: Fill, *, own_text: bool) -> Member:
    sources, outcomes = {}, {}
    for task_id, path in fill.items():
        outcomes[task_id] = _outcomes(task_id, path)
        if path is not BLANK:
            text = _text(path, task_id)
            sources[task_id] = _signed(text, student) if own_text else text
    content = write_bytes(assemble(_released(assignment), sources))
    return Member(student, assignment, content, outcomes)


def _outcomes(task_id: str, path: pathlib.Path | None) -> tuple[str, ...]:
    if path is BLANK:
        return ("not_attempted",)
    return ("passed",) if path in right(get_task(task_id)) else ("incorrect", "crashed")


@functools.cache
def _text(path: pathlib.Path, task_id: str) -> str:
    return extract_file(path).tasks[task_id].text


@functools.cache
def _released(assignment: str):
    return release_notebook(SOLUTIONS / f"{assignment}.py")


def _signed(text: str, student: str) -> str:
    # On the decorator's line: a comment that stands alone does not go along to grading.
    return re.sub(r"^(@.*\bsolves\(.*\))$", rf"\1  # {student}", text, flags=re.MULTILINE)
