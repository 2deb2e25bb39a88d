"""How fast `fashionlab grade` is against `nbgrader autograde` as shipped: `make bench-grading`.

The same ch03 submissions are graded both ways in one run on this machine.
nbgrader's own `Execute` runs the whole notebook in a fresh kernel; we ask
every task its questions in a fork of a warm process. A second nbgrader run
gets notebooks with nothing in them but imports, solutions and checks.
"""

import argparse
import os
import pathlib
import sys
import tempfile
import time

from fashionlab import data
from fashionlab.authoring.release import source_notebook, write_bytes
from fashionlab.grading.course import run_nbgrader
from fashionlab.grading.examination import examine
from fashionlab.grading.grade import grade
from fashionlab.grading.runners import workers_here
from fashionlab.grading.submission import find_submissions

ROOT = pathlib.Path(__file__).resolve().parents[2]
ASSIGNMENT = "ch03_cnn"


def solved_notebook(*, narrative: bool):
    """The reference's notebook; without its narrative: imports, solutions, checks alone."""
    notebook = source_notebook(ROOT / "solutions" / f"{ASSIGNMENT}.py")
    if not narrative:
        notebook["cells"] = [
            cell
            for number, cell in enumerate(notebook["cells"])
            if "nbgrader" in cell["metadata"] or number < 2
        ]
    return notebook


def nbgrader_seconds(folder: pathlib.Path, count: int, *, narrative: bool) -> float:
    """Seconds per submission of nbgrader as shipped, its own Execute step and all."""
    notebook = solved_notebook(narrative=narrative)
    (folder / "source" / ASSIGNMENT).mkdir(parents=True)
    (folder / "source" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_bytes(write_bytes(notebook))
    (folder / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.course_id = 'bench'\n"
        f"c.CourseDirectory.root = {str(folder)!r}\nc.Execute.timeout = 1200\n"
    )
    run_nbgrader(folder, "generate_assignment", ASSIGNMENT)
    for number in range(count):
        place = folder / "submitted" / f"student{number}" / ASSIGNMENT
        place.mkdir(parents=True)
        (place / f"{ASSIGNMENT}.ipynb").write_bytes(write_bytes(notebook))
    started = time.perf_counter()
    run_nbgrader(folder, "autograde", ASSIGNMENT)
    return (time.perf_counter() - started) / count


def fashionlab_seconds(folder: pathlib.Path, count: int, workers: int) -> tuple[float, float]:
    """Seconds to start up, and seconds per submission once the processes are warm."""
    notebook = write_bytes(solved_notebook(narrative=True))
    folder.mkdir()
    for number in range(count):
        (folder / f"student{number}.ipynb").write_bytes(notebook)
    examination = examine(ASSIGNMENT)
    submissions = find_submissions([folder], ASSIGNMENT)
    started = time.perf_counter()
    with workers_here(workers) as runners:
        first = time.perf_counter()
        report = grade(submissions, examination, runners=runners)
        last = time.perf_counter()
    wrong = [record for record in report.records if record.outcome != "passed"]
    if wrong:
        sys.exit(f"The reference did not pass: {wrong[0].task} {wrong[0].messages}")
    return first - started, (last - first) / count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=4)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    # The notebook trains with functions of chapter 1, as on a learner's machine.
    os.environ["FASHIONLAB_FILL"] = str(ROOT / "solutions")
    # nbgrader starts `alembic` by name, which an environment that is not activated hides.
    os.environ["PATH"] = os.pathsep.join((os.path.dirname(sys.executable), os.environ["PATH"]))
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        print(f"{options.submissions} submissions of {ASSIGNMENT}, data: {data.best_available()}")
        start_up, ours = fashionlab_seconds(
            folder / "ours", 3 * options.submissions, options.workers
        )
        one = fashionlab_seconds(folder / "one", options.submissions, 1)[1]
        whole = nbgrader_seconds(folder / "whole", options.submissions, narrative=True)
        bare = nbgrader_seconds(folder / "bare", options.submissions, narrative=False)
    print(f"start-up of fashionlab's {options.workers} processes: {start_up:.1f} s, once per class")
    print("submissions per minute")
    print(f"  fashionlab grade, {options.workers} workers: {60 / ours:.1f}")
    print(f"  fashionlab grade, 1 worker: {60 / one:.1f}")
    print(f"  nbgrader autograde, whole notebook: {60 / whole:.1f}")
    print(f"  nbgrader autograde, solutions and checks only: {60 / bare:.1f}")
    print(f"one submission, warm, as a share of nbgrader's time: {one / whole:.3f}")
    print(f"ratio_vs_nbgrader_checks_only: {bare / ours:.1f}")
    print(f"ratio_vs_nbgrader: {whole / ours:.1f}")


if __name__ == "__main__":
    main()
