"""Draws one number and uses it for all settings.

Hint: A large rate would always come with a large dropout. Draw anew for each setting.
Fails: each_setting_has_its_own_chance
"""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.draw_values)
def draw_values(space, rng):
    values, share = {}, rng.uniform()
    for name, setting in space.items():
        if isinstance(setting, tuning.Choice):
            values[name] = setting.values[rng.integers(len(setting.values))]
        elif isinstance(setting, tuning.Int):
            steps = (setting.high - setting.low) // setting.step
            values[name] = int(setting.low + setting.step * int(share * (steps + 1)))
        elif setting.log:
            values[name] = float(np.exp(np.log(setting.low) + share * np.log(setting.high / setting.low)))
        else:
            values[name] = setting.low + share * (setting.high - setting.low)
    return values
