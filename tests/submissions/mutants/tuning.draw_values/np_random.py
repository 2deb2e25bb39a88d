"""Draws with np.random instead of rng.

Hint: np.random knows nothing of the seed of rng. Write rng in its place.
Fails: all_chance_comes_from_rng
"""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.draw_values)
def draw_values(space, rng):
    values = {}
    for name, setting in space.items():
        if isinstance(setting, tuning.Choice):
            values[name] = setting.values[np.random.randint(len(setting.values))]
        elif isinstance(setting, tuning.Int):
            steps = (setting.high - setting.low) // setting.step
            values[name] = int(setting.low + setting.step * np.random.randint(steps + 1))
        elif setting.log:
            values[name] = float(np.exp(np.random.uniform(np.log(setting.low), np.log(setting.high))))
        else:
            values[name] = float(np.random.uniform(setting.low, setting.high))
    return values
