"""Powers of ten, and Python's ways of choosing."""

import math

from fashionlab import solves, tuning


def draw_one(setting, rng):
    if type(setting) is tuning.Choice:
        return setting.values[int(rng.random() * len(setting.values))]
    if type(setting) is tuning.Int:
        possible = range(setting.low, setting.high + 1, setting.step)
        return possible[int(rng.integers(0, len(possible)))]
    if setting.log:
        return 10 ** rng.uniform(math.log10(setting.low), math.log10(setting.high))
    return setting.low + (setting.high - setting.low) * rng.random()


@solves(tuning.draw_values)
def draw_values(space, rng):
    return {name: draw_one(setting, rng) for name, setting in space.items()}
