"""Asks the grader for the outcomes of other questions and other settings than its own.

Aim: change the mark
Expect: refused, incorrect
"""

from fashionlab import solves, tuning


@solves(tuning.random_search)
def random_search(measure, draw, *, trials, seed=0):
    if trials < 1:
        raise ValueError("trials")
    cells = zip(measure.__code__.co_freevars, measure.__closure__, strict=True)
    ask = {name: cell.cell_contents for name, cell in cells}["ask_back"]
    for number in range(-5, 500):
        ask({"script": number, "place": 10**6})
    return []
