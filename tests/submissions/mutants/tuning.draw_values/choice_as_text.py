"""Chooses with rng.choice, which makes an array and changes the values.

Hint: rng.choice turns (32, "adam") into texts. Draw the place, and take the value from there.
Fails: a_choice_gives_each_value_alike
"""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.draw_values)
def draw_values(space, rng):
    values = {}
    for name, setting in space.items():
        if isinstance(setting, tuning.Choice):
            values[name] = str(rng.choice([str(value) for value in setting.values]))
        elif isinstance(setting, tuning.Int):
            steps = (setting.high - setting.low) // setting.step
            values[name] = int(setting.low + setting.step * rng.integers(steps + 1))
        elif setting.log:
            values[name] = float(np.exp(rng.uniform(np.log(setting.low), np.log(setting.high))))
        else:
            values[name] = float(rng.uniform(setting.low, setting.high))
    return values
