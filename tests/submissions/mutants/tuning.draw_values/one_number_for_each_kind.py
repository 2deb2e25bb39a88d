"""Draws one number for all that is evenly drawn, and one for the rest.

Hint: Draw anew for every setting, or some will always rise together.
Fails: each_setting_has_its_own_chance
"""

from fashionlab import solves, tuning


@solves(tuning.draw_values)
def draw_values(space, rng):
    one, other = rng.random(2)
    values = {}
    for name, setting in space.items():
        if isinstance(setting, tuning.Choice):
            values[name] = setting.values[int(one * len(setting.values))]
        elif isinstance(setting, tuning.Int):
            steps = (setting.high - setting.low) // setting.step + 1
            values[name] = int(setting.low + setting.step * int(one * steps))
        elif setting.log:
            values[name] = float(setting.low * (setting.high / setting.low) ** one)
        else:
            values[name] = float(setting.low + other * (setting.high - setting.low))
    return values
