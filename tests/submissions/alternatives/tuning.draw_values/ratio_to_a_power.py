"""A factor to a random power; the kinds are told apart by their attributes."""

import numpy as np

from fashionlab import solves, tuning


@solves(tuning.draw_values)
def draw_values(space, rng):
    drawn = dict.fromkeys(space)
    for name in drawn:
        s = space[name]
        if hasattr(s, "values"):
            drawn[name] = s.values[rng.permutation(len(s.values))[0]]
        elif hasattr(s, "step"):
            drawn[name] = rng.choice(np.arange(s.low, s.high + s.step, s.step))
        else:
            u = rng.uniform()
            drawn[name] = s.low * (s.high / s.low) ** u if s.log else s.low * (1 - u) + s.high * u
    return drawn
