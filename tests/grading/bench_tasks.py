"""How many small tasks the grader judges in a minute, what the wall costs, and the memory.

    python tests/grading/bench_tasks.py [--tasks 1000] [--workers 2]

Prints figures; asserts nothing. The solutions are the reference's, for tasks
that need NumPy alone. The wall's cost is the median of one trivial task behind
it, less the median of the same task without it, taken in turns in one run.
"""

import argparse
import concurrent.futures
import pathlib
import queue
import statistics
import time

import psutil

from fashionlab.checks.posing import pose
from fashionlab.checks.registry import checks_of
from fashionlab.checks.results import Outcome
from fashionlab.grading.judging import JUDGES
from fashionlab.grading.runners import workers_here
from fashionlab.grading.worker import Worker
from fashionlab.quiet import import_keras
from fashionlab.source import module_text
from fashionlab.tasks import get_task

ROOT = pathlib.Path(__file__).resolve().parents[2]
NUMPY_TASKS = (
    "pipelines.normalize",
    "pipelines.one_hot",
    "evaluation.softmax",
    "evaluation.cross_entropy",
    "evaluation.accuracy",
    "models.convolve2d",
    "models.max_pool2d",
    "evaluation.confusion_matrix",
)
UNANSWERED = (Outcome.CRASHED, "There was no answer.")
TRIVIAL = {
    "task": "evaluation.softmax",
    "source": "from fashionlab import evaluation, solves\n\n"
    "@solves(evaluation.softmax)\ndef softmax(logits):\n    return logits\n",
    "questions": [{"kind": "call", "args": ([1.0, 2.0],), "kwargs": {}, "seed": 0}],
}


def resident_mb() -> float:
    """Memory of this process and of the warm ones it started, in megabytes."""
    here = psutil.Process()
    return sum(process.memory_info().rss for process in (here, *here.children())) / 2**20


def requests() -> list[tuple[list, dict]]:
    made = []
    for task_id in NUMPY_TASKS:
        task = get_task(task_id)
        posed = pose(checks_of(task), seed=1, data_name="synthetic_fashion")
        text = module_text(ROOT / "solutions" / f"{task.chapter_id}.py", task.id)
        questions = [asked.to_wire() for _, asked in posed]
        made.append((posed, {"task": task_id, "source": text, "questions": questions}))
    return made


def tasks_per_minute(count: int, workers: int) -> tuple[float, list[float]]:
    """Judge `count` tasks; return tasks per minute and the memory at every tenth of the way."""
    made = requests()
    memory = []
    with workers_here(workers) as runners:
        idle: queue.SimpleQueue = queue.SimpleQueue()
        for runner in runners:
            idle.put(runner)

        def one(number: int) -> None:
            posed, request = made[number % len(made)]
            runner = idle.get()
            try:
                run = runner.run(request)
            finally:
                idle.put(runner)
            with JUDGES.lend() as judge:
                results = judge.judge(posed, run.replies, UNANSWERED)
            wrong = [result for result in results if result.outcome != "passed"]
            if wrong:
                raise SystemExit(f"The reference did not pass: {wrong[0]}")
            if number % max(1, count // 10) == 0:
                memory.append(resident_mb())

        started = time.perf_counter()
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            list(pool.map(one, range(count)))
        seconds = time.perf_counter() - started
    return 60 * count / seconds, memory


def cost_of_the_wall(times: int) -> tuple[float, float]:
    """Milliseconds of a trivial task with the wall and without it, medians, taken in turns."""
    seconds: dict[bool, list[float]] = {True: [], False: []}
    with Worker() as walled, Worker(isolation=False) as bare:
        for worker in (walled, bare):
            worker.wait_until_ready()
            worker.run(TRIVIAL)
        for _ in range(times):
            for isolated, worker in ((True, walled), (False, bare)):
                started = time.perf_counter()
                run = worker.run(TRIVIAL)
                seconds[isolated].append(time.perf_counter() - started)
                if run.status != "finished":
                    raise SystemExit(f"The task did not finish: {run}")
    return 1000 * statistics.median(seconds[True]), 1000 * statistics.median(seconds[False])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--times", type=int, default=100, help="runs for the wall's cost")
    options = parser.parse_args()
    import_keras()
    walled, bare = cost_of_the_wall(options.times)
    print(f"a trivial task: {walled:.1f} ms behind the wall, {bare:.1f} ms without")
    print(f"wall_ms: {walled - bare:.1f}")
    rate, memory = tasks_per_minute(options.tasks, options.workers)
    print("memory of grader and warm processes, MB: " + " ".join(f"{mb:.0f}" for mb in memory))
    print(f"tasks_per_minute: {rate:.0f}")


if __name__ == "__main__":
    main()
