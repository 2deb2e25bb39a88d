"""match on the classes; rounded as the library rounds."""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.draw_values)
def draw_values(space, rng):
    values = {}
    for name, setting in space.items():
        match setting:
            case tuning.Choice(values=possible):
                values[name] = possible[rng.integers(0, len(possible) - 1, endpoint=True)]
            case tuning.Int(low=low, high=high, step=step):
                values[name] = setting.decode(low + rng.integers((high - low) // step + 1) * step)
            case tuning.Float(low=low, high=high, log=True):
                values[name] = setting.decode(np.exp(rng.uniform(*np.log([low, high]))))
            case tuning.Float(low=low, high=high):
                values[name] = setting.decode(rng.uniform(low, high))
    return values
