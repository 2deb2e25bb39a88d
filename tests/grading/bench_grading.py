"""`fashionlab grade`, `nbgrader autograde` as shipped and `otter run` on one class.

    python tests/grading/bench_grading.py [--submissions 40] [--others 40] [--workers 2]
        [--results book/grading_speed.json]

`make bench-grading` runs it. The submissions are put together from right and
wrong solutions, so every mark is known. Each grader is a command of its own,
measured from its start to its end, start-up included; one after another, on
this machine. Every student's text of a task is their own, so nothing is
answered from the ledger; one more row tells what it saves when texts repeat.
nbgrader and otter also get ten notebooks of imports, solutions and checks alone.
"""

import argparse
import dataclasses
import importlib.util
import os
import pathlib
import sys
import tempfile

import rich.console
from benchmark import results, tools
from benchmark.classes import ROOT, SOLUTIONS, make_class

from fashionlab import data
from fashionlab.grading.console import wide_console

ASSIGNMENT = "ch03_cnn"
CHECKS_ONLY = 10  # notebooks; a side question, and they take a quarter of an hour for all
WHERE = ROOT / "build" / "bench_grading.json"


def prepare(folder: pathlib.Path) -> None:
    """Set what every grader finds in its environment."""
    # The notebook trains with functions of earlier chapters, as on a learner's machine.
    os.environ["FASHIONLAB_FILL"] = str(SOLUTIONS)
    # `check` notes what a learner has solved; here nobody learns.
    os.environ["FASHIONLAB_STATE"] = str(folder / "state")
    # nbgrader starts `alembic` by name, which an environment that is not activated hides.
    os.environ["PATH"] = os.pathsep.join((os.path.dirname(sys.executable), os.environ["PATH"]))


def graders(folder: pathlib.Path, count: int, others: int, workers: int):
    """Grade the class, one grader after another; yield a key, the result, the submissions."""
    members = make_class(ASSIGNMENT, count)
    yield "ours", tools.fashionlab(folder / "ours", members, workers=workers), members
    yield "one", tools.fashionlab(folder / "one", members, workers=1), members
    repeated = make_class(ASSIGNMENT, count, own_text=False)
    graded = tools.fashionlab(folder / "repeated", repeated, workers=workers)
    yield "repeated", dataclasses.replace(graded, tool=f"{graded.tool}, same texts"), repeated
    for whole in (True, False):
        sample = members[: others if whole else min(others, CHECKS_ONLY)]
        for name, grader in (("nbgrader", tools.nbgrader), ("otter", tools.otter)):
            key = name if whole else f"{name}_checks_only"
            yield key, grader(folder / key, sample, whole=whole), sample


def tell(console: rich.console.Console, rows: dict[str, dict]) -> None:
    """Print the table, every wrong mark, and how many times as fast we are."""
    console.print(results.table(list(rows.values())))
    for row in rows.values():
        for wrong in row["wrong_marks"]:
            console.print(
                f"{row['tool']}: {wrong['student']} {wrong['task']}: expected {wrong['expected']}, "
                f"given {wrong['given']}. {wrong['words']}",
                markup=False,
            )
        if row["failed_commands"]:
            console.print(f"{row['tool']}: {row['failed_commands']} commands ended with an error")
    console.print(
        f"ratio_vs_nbgrader_one_worker: {results.ratio(rows['one'], rows['nbgrader']):.1f}"
    )
    for key in ("otter_checks_only", "otter", "nbgrader_checks_only", "nbgrader"):
        console.print(f"ratio_vs_{key}: {results.ratio(rows['ours'], rows[key]):.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--submissions", type=int, default=40, help="size of the class")
    parser.add_argument(
        "--others",
        type=int,
        help="submissions that nbgrader and otter grade, the first ones; default: all. Every ten "
        "are mixed like the class",
    )
    parser.add_argument("--workers", type=int, default=2, help="of fashionlab grade")
    parser.add_argument(
        "--results", type=pathlib.Path, default=WHERE, help="where to write the figures as JSON"
    )
    options = parser.parse_args()
    if importlib.util.find_spec("otter") is None:
        parser.error("otter-grader is not installed. Install it: pip install -e '.[bench]'")
    others = min(options.others or options.submissions, options.submissions)
    console = wide_console()
    found = results.about(ASSIGNMENT, data.best_available(), options.submissions)
    console.print(
        f"{ASSIGNMENT}, {options.submissions} submissions, data: {found['data']}, processors: "
        f"{found['processors']}. nbgrader and otter grade "
        + ("all of them." if others == options.submissions else f"the first {others} of them only.")
    )
    rows: dict[str, dict] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        prepare(folder)
        for key, graded, members in graders(folder, options.submissions, others, options.workers):
            rows[key] = results.row(graded, members)
            results.write(options.results, {**found, "rows": rows})
            console.print(f"{graded.tool}: {graded.cost.seconds:.0f} s")
    tell(console, rows)


if __name__ == "__main__":
    main()
