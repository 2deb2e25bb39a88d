"""What batch normalization as one operation saves: the same training with it and without.

    python tests/library/test_training/bench_fused.py [--images 6400] [--times 6]

Both ways take turns. The ratio is of processor time, which other programs on the
machine change least.
"""

import argparse
import contextlib
import pathlib
import statistics
import time

from fashionlab import data, models, pipelines, training
from fashionlab.filling import fill_from
from fashionlab.training.fused import fused_normalization

ROOT = pathlib.Path(__file__).resolve().parents[3]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=6_400)
    parser.add_argument("--times", type=int, default=6)
    given = parser.parse_args()
    fill_from(ROOT / "solutions")
    train = data.load("fashion_mnist").train
    batches = pipelines.without_tuning(
        pipelines.make_dataset(
            train.images[: given.images],
            train.labels[: given.images],
            batch_size=128,
            preprocess=pipelines.prepare_for((28, 28, 1)),
        )
    )
    ways = {}
    for name, around in {"one_operation": fused_normalization, "many": _nothing}.items():
        with training.precision("mixed_bfloat16"):
            model = models.build_compact_cnn(stem=32, stages=((64, 64, 64), (96, 96)))
        model.compile("sgd", "sparse_categorical_crossentropy")
        with around(model):
            model.fit(batches, verbose=0)  # compiles: later runs keep to what was traced here
        ways[name] = model
    spent = {name: [] for name in ways}
    for _ in range(given.times):
        for name, model in ways.items():
            started, wall = time.process_time(), time.perf_counter()
            model.fit(batches, verbose=0)
            spent[name].append(time.process_time() - started)
            wall = time.perf_counter() - wall
            print(f"{name:15} {wall:6.2f} s, {spent[name][-1]:6.2f} CPU-s", flush=True)
    means = {name: statistics.fmean(times) for name, times in spent.items()}
    print(f"ratio_many_vs_one_operation: {means['many'] / means['one_operation']:.2f}")


def _nothing(model):
    return contextlib.nullcontext()


if __name__ == "__main__":
    main()
