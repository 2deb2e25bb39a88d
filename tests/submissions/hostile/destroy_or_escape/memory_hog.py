"""Takes all the memory there is, page by page.

Aim: destroy or escape
Expect: out_of_memory, crashed
"""

from fashionlab import evaluation, solves


@solves(evaluation.accuracy)
def accuracy(probabilities, labels):
    taken = []
    while True:
        taken.append(bytearray(b"x" * (64 * 1024 * 1024)))
