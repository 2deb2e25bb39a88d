"""The old np.random functions."""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.draw_values)
def draw_values(space, rng):
    out = {}
    for name, s in space.items():
        if isinstance(s, tuning.Choice):
            out[name] = s.values[np.random.randint(len(s.values))]
        elif isinstance(s, tuning.Int):
            out[name] = int(np.random.choice(np.arange(s.low, s.high + 1, s.step)))
        elif s.log:
            out[name] = float(10 ** np.random.uniform(np.log10(s.low), np.log10(s.high)))
        else:
            out[name] = float(np.random.uniform(s.low, s.high))
    return out
