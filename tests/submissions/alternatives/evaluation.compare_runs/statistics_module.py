"""Python's statistics module, and sets of seeds."""

import math
import statistics

from fashionlab import evaluation, solves


@solves(evaluation.compare_runs)
def compare_runs(baseline, challenger):
    seeds = {seed for seed, _ in baseline} & {seed for seed, _ in challenger}
    if len(seeds) < 2:
        raise ValueError("too few seeds")
    first, second = dict(baseline), dict(challenger)
    gains = [second[seed] - first[seed] for seed in seeds]
    return dict(
        seeds=len(gains),
        difference=statistics.mean(gains),
        deviation=statistics.stdev(gains),
        standard_error=statistics.stdev(gains) / math.sqrt(len(gains)),
        wins=len([gain for gain in gains if gain > 0]),
    )
