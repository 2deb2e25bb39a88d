"""The class of the benchmark: known marks, no two submissions alike."""

import collections
import functools
import pathlib
import random

import nbformat
import pytest

from fashionlab.authoring.submissions import mutants
from fashionlab.grading.submission import Submission, read_submission
from fashionlab.source import module_text
from fashionlab.tasks import tasks_of

from .classes import BLANK, KINDS, SUBMISSIONS, draw, expected_marks, make_class, right, wrong
from .cost import Cost
from .results import in_words, ratio, row, wrong_marks
from .tools import Graded, check_cells, for_otter, without_narrative

ASSIGNMENT = "ch03_cnn"
TASKS = tasks_of(ASSIGNMENT)
FULL = sum(task.points for task in TASKS)


@pytest.fixture(scope="module")
def members():
    return make_class(ASSIGNMENT, 40)


def sources_of(member, folder: pathlib.Path):
    path = folder / f"{member.student}.ipynb"
    path.write_bytes(member.content)
    contents = read_submission(Submission(member.student, path, ASSIGNMENT))
    assert contents.problems == ()
    return {task: source for task, source in contents.tasks.items() if not source.blank}


def test_the_class_is_mixed_and_so_is_every_ten(members):
    for first in range(0, 40, 10):
        marks = [sum(expected_marks(m).values()) for m in members[first : first + 10]]
        assert marks.count(FULL) in (4, 5)
        assert 0 < sum(marks) < 10 * FULL
    assert len({member.student for member in members}) == 40


def test_the_same_class_every_time(members):
    assert make_class(ASSIGNMENT, 40) == members


def test_no_two_texts_that_go_to_grading_are_alike(members, tmp_path):
    texts = [s.text for member in members for s in sources_of(member, tmp_path).values()]
    assert len(set(texts)) == len(texts) > 100


def test_texts_repeat_where_that_is_asked_for(tmp_path):
    shared = make_class(ASSIGNMENT, 40, own_text=False)
    texts = [s.text for member in shared for s in sources_of(member, tmp_path).values()]
    assert len(set(texts)) < len(texts)
    untouched = collections.Counter(member.content for member in shared).most_common()
    assert [count for _, count in untouched[:2]] == [KINDS.count("blank") * 2, 1]


@pytest.mark.parametrize("own_text", [True, False])
def test_marks_are_what_the_solutions_earn(own_text, tmp_path):
    for member in make_class(ASSIGNMENT, 10, own_text=own_text):
        written = sources_of(member, tmp_path)
        for task in TASKS:
            known = [read(path, task.id) for path in right(task)]
            plain = without_name(written[task.id].text, member) if task.id in written else None
            assert expected_marks(member)[task.id] == (task.points if plain in known else 0)


@functools.cache
def read(path, task_id):
    return module_text(path, task_id)


def without_name(text, member):
    return text.replace(f"  # {member.student}", "")


def test_right_and_wrong_solutions_are_told_apart():
    for task in TASKS:
        assert not set(right(task)) & set(wrong(task))
        assert {mutant.path for mutant in mutants(SUBMISSIONS, task.id)} <= set(wrong(task))


@pytest.mark.parametrize("kind", sorted(set(KINDS)))
def test_a_submission_of_a_kind(kind):
    for seed in range(20):
        fill = draw(ASSIGNMENT, kind, random.Random(seed))
        blank = sum(path is BLANK for path in fill.values())
        mistakes = sum(fill[task.id] in wrong(task) for task in TASKS)
        assert {"right": (0, 0), "blank": (len(TASKS), 0)}.get(kind, (blank, mistakes)) == (
            blank,
            mistakes,
        )
        assert kind != "wrong" or (blank == 0 and mistakes in (1, 2))
        assert kind != "half" or (0 < blank < len(TASKS) and mistakes == 0)


@pytest.mark.parametrize("count", [0, 501])
def test_a_class_has_one_to_500_submissions(count):
    with pytest.raises(ValueError, match=f"1 to 500 submissions. Received: {count}"):
        make_class(ASSIGNMENT, count)


def test_wrong_marks_are_counted_by_kind(members):
    first, second = members[0], members[1]
    assert sum(expected_marks(first).values()) == FULL
    missed = next(task for task, points in expected_marks(second).items() if points == 0)
    marks = {first.student: {TASKS[0].id: 0.0}, second.student: dict(expected_marks(second))}
    marks[second.student][missed] = 1.0
    words = {first.student: {TASKS[0].id: "timed_out\nThe code was stopped."}}
    cost = Cost(seconds=30.0, cpu_seconds=50.0, peak_mb=1000.4, exit_codes=(0, 1), output="")
    graded = Graded("a grader", cost, marks, words)
    found = wrong_marks([first, second], graded)
    assert found[0].words == "timed_out The code was stopped."
    assert [wrong.kind for wrong in found] == [
        "too low",
        *["no mark"] * (len(TASKS) - 1),
        "too high",
    ]
    told = row(graded, [first, second])
    assert (told["per_minute"], told["cpu_seconds_each"], told["failed_commands"]) == (4.0, 25.0, 1)
    assert in_words(told) == "5 of 8: 3 no mark, 1 too high, 1 too low"
    assert ratio(told, {**told, "seconds": 300.0}) == 10


def test_otter_and_nbgrader_get_the_solutions_of_the_class(members):
    notebook = nbformat.reads(members[0].content.decode(), as_version=4)
    solved = [cell["source"] for cell in notebook["cells"] if "@solves" in cell["source"]]
    short = without_narrative(notebook["cells"])
    assert "import keras" in "".join(cell["source"] for cell in short[:2])
    assert len(short) < len(notebook["cells"])
    assert set(solved) <= {cell["source"] for cell in short}
    theirs = for_otter(notebook, ASSIGNMENT)
    assert theirs["cells"][0]["source"].endswith("grader = otter.Notebook()")
    for task, cell in check_cells(theirs, ASSIGNMENT):
        assert cell["source"] == f'grader.check("{task.id.replace(".", "-")}")'
