"""One training run of a comparison, in a process of its own.

    python -m fashionlab.comparison.job FOLDER

FOLDER/job.json says what to run. Progress goes to standard output, a JSON
object per line; the figures to FOLDER/result.json, which exists only when
everything is done. A process per run gives each model its own peak memory.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from fashionlab import data, evaluation, pipelines, training
from fashionlab.comparison.plan import entry_from
from fashionlab.comparison.train import Tell, Trained, train
from fashionlab.errors import FashionlabError, InvalidArgument, NotImplementedYet
from fashionlab.files import replace_atomically, write_json
from fashionlab.filling import fill_from
from fashionlab.tasks import tasks_run

Figure = TypeVar("Figure")

RESULT, PREDICTIONS = "result.json", "predictions.npz"
FAILED = 2  # exit status when the reason was told in a line {"error": ...}
LATENCY_IMAGES = 64
LATENCY_BATCH = 256


def run_job(folder: Path, tell: Tell) -> dict[str, Any]:
    """Train, choose by validation, open the test split once, and measure.

    Args:
        folder: Holds `job.json`: entry, dataset, subset, seed, fill.
        tell: Told of progress.

    Returns:
        The figures, as written to `result.json`.
    """
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    entry = entry_from(job["entry"])
    if job["fill"]:
        fill_from(job["fill"])
    dataset = data.load(job["dataset"], validation_size=entry.validation_size)
    splits = take_subset(dataset, job["subset"])
    trained = train(entry, dataset, splits, folder, job["seed"], tell)
    result = _measure(trained, dataset, splits, folder, job["seed"])
    write_json(folder / RESULT, result)
    return result


def take_subset(dataset: data.Dataset, subset: int | None) -> data.Split:
    """Return the training images: all, or a stratified part with every class in it."""
    train = dataset.train
    if subset is None or subset == len(train):
        return train
    if subset > len(train):
        raise InvalidArgument(
            f"Expected a subset of at most {len(train):,} training images of "
            f"{dataset.name!r}. Received: --subset {subset}."
        )
    images, labels = data.stratified_subset(train.images, train.labels, subset, seed=0)
    empty = dataset.num_classes - len(np.unique(labels))
    if empty:
        raise InvalidArgument(
            f"A subset of {subset} images leaves {empty} of {dataset.num_classes} classes without "
            f"an image. Expected at least {dataset.num_classes * 2} images."
        )
    return data.Split(images, labels)


def _measure(
    trained: Trained, dataset: data.Dataset, train: data.Split, folder: Path, seed: int
) -> dict[str, Any]:
    memory = evaluation.peak_memory_mb()  # before the test: training is what needs memory
    validation = trained.predict(dataset.validation)
    test_split = dataset.open_test()
    test = trained.predict(test_split)
    images = trained.prepare(test_split.images[:LATENCY_IMAGES])
    many_at_once = pipelines.feature_batch_size(trained.model, at_most=LATENCY_BATCH)
    latency = _if_written(
        lambda: evaluation.measure_latency(trained.model, images, batch_size=many_at_once)
    )
    many = dataset.num_classes > 10
    superclasses = dataset.superclasses
    replace_atomically(
        folder / PREDICTIONS,
        lambda path: np.savez_compressed(
            path,
            validation=validation.astype(np.float16),
            test=test.astype(np.float16),
        ),
    )
    return {
        "seed": seed,
        "dataset": dataset.name,
        "train_images": len(train),
        "validation_images": len(dataset.validation),
        "parameters": trained.model.count_params(),
        "flops": _if_written(lambda: evaluation.count_flops(trained.model)),
        "validation_accuracy": evaluation.accuracy(validation, dataset.validation.labels),
        "test_accuracy": evaluation.accuracy(test, test_split.labels),
        "top5_accuracy": _if_written(lambda: evaluation.top_k_accuracy(test, test_split.labels, 5))
        if many
        else None,
        "superclass_accuracy": evaluation.superclass_accuracy(test, test_split.labels, superclasses)
        if superclasses
        else None,
        "cpu_seconds": trained.cpu_seconds,
        "seconds": trained.seconds,
        "feature_cpu_seconds": trained.feature_cpu_seconds,
        "cache_speedup": _speedup(trained),
        "peak_memory_mb": memory,
        "latency_ms": latency and latency.single_ms,
        "images_per_second": latency and latency.images_per_second,
        "epochs": trained.epochs,
        "history": trained.history,
        "versions": training.versions(),
        "functions": tasks_run(),
    }


def _if_written(measure: Callable[[], Figure]) -> Figure | None:
    """Measure something, or leave it out where its exercise, of a late chapter, is still blank."""
    try:
        return measure()
    except NotImplementedYet:
        return None


def _speedup(trained: Trained) -> float | None:
    """How many times dearer an epoch is where the frozen base runs in every epoch."""
    features = trained.feature_cpu_seconds
    if features is None or not trained.epochs:
        return None
    epoch = (trained.cpu_seconds - features) / trained.epochs
    return (features + epoch) / epoch


def main() -> None:
    """Run the job of the folder named on the command line."""
    # Libraries print to standard output too; the parent reads from a copy of it alone.
    lines = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)

    def tell(**what: Any) -> None:
        lines.write(json.dumps(what) + "\n")

    try:
        run_job(Path(sys.argv[1]), tell)
    except FashionlabError as error:
        tell(error=str(error), kind=type(error).__name__)
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
