"""Grade every file of `tests/submissions` directly and in nbgrader, and compare the marks.

    python tests/grading/compare_ways.py [--assignments ch01_data ...]

Prints every mark that differs between the two ways, or from what the file
earns, and a closing line with the counts. Takes long: it is run before a
release and when a way of grading changes.
"""

import argparse
import concurrent.futures
import os
import pathlib
import sys
import tempfile

from both_ways.every_file import SOLUTIONS, earns, submissions_of

from fashionlab.chapters import CHAPTERS
from fashionlab.grading.course import autograde, make_course, nbgrader_marks
from fashionlab.grading.examination import SEED_VARIABLE, examine
from fashionlab.grading.grade import grade
from fashionlab.grading.runners import workers_here
from fashionlab.grading.submission import find_submissions
from fashionlab.tasks import get_task

SEED = "the same questions both ways"
Marks = dict[str, dict[str, float | None]]


def both_ways(folder: pathlib.Path, assignment: str) -> tuple[Marks, Marks]:
    """Grade what lies in a course directly and in nbgrader, side by side."""
    with concurrent.futures.ThreadPoolExecutor() as pool:
        in_nbgrader = pool.submit(autograde, folder, assignment)
        with workers_here(1) as runners:
            found = find_submissions([folder / "submitted"], assignment)
            report = grade(found, examine(assignment), runners=runners)
        in_nbgrader.result()
    direct: Marks = {
        student: {record.task: record.points for record in records}
        for student, records in report.by_student().items()
    }
    return direct, nbgrader_marks(folder, assignment)


def compare(assignment: str, folder: pathlib.Path) -> tuple[int, int, int]:
    """Print what differs; return the files, the different and the unexpected marks."""
    submissions = submissions_of(assignment)
    make_course(folder, [assignment], solutions=SOLUTIONS)
    for student, (notebook, _) in submissions.items():
        place = folder / "submitted" / student / assignment / f"{assignment}.ipynb"
        place.parent.mkdir(parents=True)
        place.write_bytes(notebook)
    direct, in_nbgrader = both_ways(folder, assignment)
    files = different = unexpected = 0
    for student, (_, fill) in submissions.items():
        for task, points in direct[student].items():
            other = in_nbgrader[student][task]
            wanted = get_task(task).points if task in fill and earns(fill[task]) else 0
            files += task in fill
            different += points != other
            unexpected += points != wanted
            if not points == other == wanted:
                name = "/".join(fill[task].parts[-3:]) if task in fill else "blank"
                print(f"{task} {name}: earns {wanted}, directly {points}, in nbgrader {other}")
    return files, different, unexpected


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--assignments", nargs="*", default=list(CHAPTERS))
    os.environ[SEED_VARIABLE] = SEED
    total = [0, 0, 0]
    for assignment in parser.parse_args().assignments:
        with tempfile.TemporaryDirectory() as temporary:
            counts = compare(assignment, pathlib.Path(temporary) / "course")
        print(f"{assignment}: {counts[0]} files", flush=True)
        total = [before + now for before, now in zip(total, counts, strict=True)]
    files, different, unexpected = total
    print(
        f"{files} files: {different} marks differ between the two ways, {unexpected} are not "
        f"what the file earns directly"
    )
    sys.exit(bool(different or unexpected))


if __name__ == "__main__":
    main()
