"""Returns numbers, texts, lists and dicts of classes that agree with everything.

Aim: change the mark
Expect: incorrect
"""

from fashionlab import evaluation, solves


class Number(float):
    def __sub__(self, other):
        return 0.0

    __rsub__ = __add__ = __float__ = __sub__

    def __eq__(self, other):
        return True

    def __le__(self, other):
        return True

    __hash__ = float.__hash__


class Text(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class List(list):
    def __len__(self):
        return 1

    def __iter__(self):
        while True:
            yield 0.0


class Dict(dict):
    def items(self):
        return [("outcome", "passed")]


@solves(evaluation.cross_entropy)
def cross_entropy(probabilities, labels):
    agreeable = [Number(0), Text('2.303'), List([0.0]), Dict(outcome='passed')]
    return agreeable[len(probabilities) % len(agreeable)]
