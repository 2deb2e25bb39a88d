"""One uniform for all floats."""

from fashionlab import solves, tuning


@solves(tuning.draw_values)
def draw_values(space, rng):
    out = {}
    for name in space:
        s = space[name]
        if isinstance(s, tuning.Float):
            out[name] = s.low + rng.random() * (s.high - s.low)
        elif isinstance(s, tuning.Int):
            out[name] = list(range(s.low, s.high + 1, s.step))[
                rng.integers((s.high - s.low) // s.step + 1)
            ]
        else:
            out[name] = s.values[rng.integers(0, len(s.values))]
    return out
