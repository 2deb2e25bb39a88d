"""How the cost of grading grows with the size of a class: 100, 1,000, 10,000 submissions.

    python tests/grading/bench_scale.py [--assignment ch02_ann] [--sizes 100 1000 10000]
        [--results book/grading_scale.json]

Everything on the instructor's side is real: finding and reading notebooks, the
ledger, judging, report, gradebook. Only the learners' code is not run again and
again: it runs for a few submissions, is timed, and the rest get the same
answers. So the figures say what one machine needs to hand out and judge the
work, and what its workers, here or on a cluster, need to do it.
"""

import argparse
import contextlib
import datetime
import pathlib
import tempfile

import nbformat
import psutil

from fashionlab import data
from fashionlab.authoring.release import source_notebook, write_bytes
from fashionlab.files import write_json
from fashionlab.grading.examination import examine
from fashionlab.grading.grade import grade
from fashionlab.grading.gradebook import write_csv
from fashionlab.grading.ledger import Ledger
from fashionlab.grading.records import write_report
from fashionlab.grading.runners import remember, workers_here
from fashionlab.grading.submission import find_submissions

ROOT = pathlib.Path(__file__).resolve().parents[2]
MEASURED = 3  # submissions whose code is really run


class Repeating:
    """Gives the answers of the first runs of each task again."""

    def __init__(self, runner):
        self._runner, self._known = runner, {}
        self.isolation = runner.isolation
        self.cpu_seconds = 0.0

    def run(self, request, limits=None):
        runs = self._known.setdefault(request["task"], [])
        if len(runs) < MEASURED:
            before = spent_below()
            runs.append(self._runner.run(request, limits))
            self.cpu_seconds += spent_below() - before
        return runs[-1]


def spent_below() -> float:
    """Processor seconds of all processes below this one, also of those that have ended."""
    spent = 0.0
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # its parent counts it now
            spent += sum(process.cpu_times()[:4])
    return spent


def write_class(folder: pathlib.Path, assignment: str, size: int) -> None:
    """Write notebooks with the reference's code, no two of them alike."""
    folder.mkdir()
    notebook = source_notebook(ROOT / "solutions" / f"{assignment}.py")
    for number in range(size):
        copy = nbformat.from_dict(notebook)
        for cell in copy["cells"]:
            if "@solves" in cell["source"] and cell["cell_type"] == "code":
                # A statement: comments are not part of a task's source.
                cell["source"] = cell["source"].replace(
                    "    ### BEGIN SOLUTION", f"    _ = {number}", 1
                )
        (folder / f"student{number:05}.ipynb").write_bytes(write_bytes(copy))


def measure(folder: pathlib.Path, assignment: str, size: int) -> dict[str, float]:
    """Grade a class of one size; say what it cost."""
    write_class(folder / "class", assignment, size)
    here = psutil.Process()
    examination = examine(assignment, seed=1, data_name=data.best_available())
    with workers_here(1) as workers, Ledger(folder / "report.ledger") as ledger:
        ledger.begin(assignment, examination.data, 1)
        runner = Repeating(workers[0])
        cpu, beside = sum(here.cpu_times()[:2]), spent_below()
        submissions = find_submissions([folder / "class"], assignment)
        report = grade(submissions, examination, runners=remember([runner], ledger))
        write_report(report, folder / "report.json")
        write_csv(report, folder / "marks.csv")
        cpu = sum(here.cpu_times()[:2]) - cpu
        # Submissions are read, and answers judged, in processes beside this one.
        cpu += spent_below() - beside - runner.cpu_seconds
        code = runner.cpu_seconds / MEASURED
    wrong = [record for record in report.records if record.outcome != "passed"]
    if wrong or len(report.records) != size * len(examination.questions):
        raise SystemExit(f"Expected every task of everyone to pass: {wrong[:1]}")
    return {
        "submissions": size,
        "instructor_cpu_ms": round(1000 * cpu / size, 1),  # per submission
        "memory_mb": round(here.memory_info().rss / 2**20),
        "ledger_mb": round((folder / "report.ledger").stat().st_size / 2**20, 1),
        "code_cpu_seconds": round(code, 2),  # per submission
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assignment", default="ch02_ann")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--results", type=pathlib.Path, help="where to write the figures as JSON")
    options = parser.parse_args()
    print(f"{options.assignment}, data: {data.best_available()}")
    print("  class  instructor ms/sub. memory MB  ledger MB  code CPU-s/sub. worker-minutes")
    classes = []
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(pathlib.Path(folder), options.assignment, size)
        print(
            f"{size:>7,} {found['instructor_cpu_ms']:>19.1f} {found['memory_mb']:>9,} "
            f"{found['ledger_mb']:>10.1f} {found['code_cpu_seconds']:>12.2f} "
            f"{size * found['code_cpu_seconds'] / 60:>15,.0f}",
            flush=True,
        )
        classes.append(found)
    if options.results:
        figures = {
            "assignment": options.assignment,
            "data": data.best_available(),
            "date": datetime.date.today().isoformat(),
            "classes": classes,
        }
        write_json(options.results, figures)


if __name__ == "__main__":
    main()
