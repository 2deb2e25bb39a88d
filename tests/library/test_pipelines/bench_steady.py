"""What the tuning thread of tf.data costs: the same training with it and without.

    python tests/library/test_pipelines/bench_steady.py [--images 6400] [--times 6]

Wall time on purpose: the time lost is spent asleep. Both ways take turns, and the
processor time of both is told, which should be the same.
"""

import argparse
import pathlib
import statistics
import time

from fashionlab import data, models, pipelines
from fashionlab.filling import fill_from

ROOT = pathlib.Path(__file__).resolve().parents[3]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=6_400)
    parser.add_argument("--times", type=int, default=6)
    given = parser.parse_args()
    fill_from(ROOT / "solutions")
    train = data.load("fashion_mnist").train
    model = models.build_compact_cnn(stages=((64, 64), (96,)))
    model.compile("sgd", "sparse_categorical_crossentropy")

    def stream():
        return pipelines.make_dataset(
            train.images[: given.images],
            train.labels[: given.images],
            batch_size=128,
            preprocess=pipelines.prepare_for((28, 28, 1)),
        )

    ways = {"tuned": stream(), "without_tuning": pipelines.without_tuning(stream())}
    model.fit(ways["tuned"], verbose=0)  # compiles
    wall = {name: [] for name in ways}
    for _ in range(given.times):
        for name, batches in ways.items():
            started, spent = time.perf_counter(), time.process_time()
            model.fit(batches, verbose=0)
            wall[name].append(time.perf_counter() - started)
            spent = time.process_time() - spent
            print(f"{name:15} {wall[name][-1]:6.2f} s, {spent:6.2f} CPU-s", flush=True)
    means = {name: statistics.fmean(times) for name, times in wall.items()}
    print(f"ratio_tuned_vs_without: {means['tuned'] / means['without_tuning']:.2f}")


if __name__ == "__main__":
    main()
