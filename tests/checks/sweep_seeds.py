"""Grade every right and wrong solution over many grading seeds, behind the wall.

    python tests/checks/sweep_seeds.py --seeds 20 --mutant-seeds 3

Prints every surprise (a right solution that did not pass, a wrong one that did)
and a closing line with the counts. Takes long: it is run before a release and
when a check changes, not on every change.
"""

import argparse
import concurrent.futures
import pathlib
import sys
import threading

from fashionlab import data
from fashionlab.authoring.submissions import alternatives, mutants
from fashionlab.checks.posing import pose
from fashionlab.checks.registry import checks_of
from fashionlab.grading.grade import grade_task
from fashionlab.grading.submission import Contents
from fashionlab.grading.worker import Worker
from fashionlab.source import extract_file
from fashionlab.tasks import all_tasks

ROOT = pathlib.Path(__file__).resolve().parents[2]
SUBMISSIONS = ROOT / "tests" / "submissions"


def right_and_wrong(task):
    """Yield (path, whether it is right) for every solution of a task."""
    yield ROOT / "solutions" / f"{task.chapter_id}.py", True
    yield from ((path, True) for path in alternatives(SUBMISSIONS, task.id))
    yield from ((mutant.path, False) for mutant in mutants(SUBMISSIONS, task.id))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--mutant-seeds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--tasks", nargs="*", default=list(all_tasks()))
    options = parser.parse_args()
    name = data.best_available()
    own = threading.local()
    counts = {True: [0, 0], False: [0, 0]}  # right or wrong: runs, surprises

    def run(task, path, right, seed):
        if not hasattr(own, "worker"):
            own.worker = Worker()
        posed = pose(checks_of(task), seed=seed, data_name=name)
        contents = Contents({task.id: extract_file(path).tasks[task.id]})
        return task, path, right, seed, grade_task(task, posed, contents, own.worker)

    with concurrent.futures.ThreadPoolExecutor(options.workers) as pool:
        jobs = [
            pool.submit(run, all_tasks()[task_id], path, right, 1000 + seed)
            for task_id in options.tasks
            for path, right in right_and_wrong(all_tasks()[task_id])
            for seed in range(options.seeds if right else options.mutant_seeds)
        ]
        for job in concurrent.futures.as_completed(jobs):
            task, path, right, seed, result = job.result()
            counts[right][0] += 1
            if result.passed != right:
                counts[right][1] += 1
                print(f"{task.id} {path.name} seed {seed}: {result.outcome} {result.messages[:2]}")
    print(
        f"{name}: {counts[True][0]} runs of right solutions, {counts[True][1]} did not pass; "
        f"{counts[False][0]} runs of wrong solutions, {counts[False][1]} passed"
    )
    sys.exit(bool(counts[True][1] or counts[False][1]))


if __name__ == "__main__":
    main()
