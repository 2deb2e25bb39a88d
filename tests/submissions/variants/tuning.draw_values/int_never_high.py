"""range without the last value."""

import math

from fashionlab import solves, tuning


@solves(tuning.draw_values)
def draw_values(space, rng):
    out = {}
    for name, s in space.items():
        if isinstance(s, tuning.Choice):
            out[name] = s.values[int(rng.integers(0, len(s.values)))]
        if isinstance(s, tuning.Int):
            possible = range(s.low, s.high, s.step)
            out[name] = possible[int(rng.integers(len(possible)))]
        if isinstance(s, tuning.Float) and s.log:
            out[name] = math.exp(rng.uniform(math.log(s.low), math.log(s.high)))
        if isinstance(s, tuning.Float) and not s.log:
            out[name] = rng.uniform(s.low, s.high)
    return out
