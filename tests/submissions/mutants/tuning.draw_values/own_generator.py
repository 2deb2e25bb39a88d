"""Makes a generator with a seed of its own in each call.

Hint: Then every call draws the same. Use the rng that was passed in.
Fails: all_chance_comes_from_rng, each_setting_has_its_own_chance
"""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.draw_values)
def draw_values(space, rng):
    values, rng = {}, np.random.default_rng(0)
    for name, setting in space.items():
        if isinstance(setting, tuning.Choice):
            values[name] = setting.values[rng.integers(len(setting.values))]
        elif isinstance(setting, tuning.Int):
            steps = (setting.high - setting.low) // setting.step
            values[name] = int(setting.low + setting.step * rng.integers(steps + 1))
        elif setting.log:
            values[name] = float(np.exp(rng.uniform(np.log(setting.low), np.log(setting.high))))
        else:
            values[name] = float(rng.uniform(setting.low, setting.high))
    return values
