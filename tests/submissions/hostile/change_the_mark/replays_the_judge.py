"""Puts the judge's own arithmetic, where it can be imported, in the place of the training.

Aim: change the mark
Expect: incorrect, crashed
"""

from fashionlab import solves, training


class Forgery:
    from fashionlab.checks import curves, scripted

    scripted.follow = lambda script, make, curves=curves: curves.expected_run(
        script, make.args[1]["patience"]
    )


@solves(training.make_callbacks)
def make_callbacks(path, *, patience=5):
    if Forgery and patience < 1:
        raise ValueError("no patience")
    return []
