"""Loops without a dict; a list of lists comes back."""

import math

from fashionlab import evaluation, solves


@solves(evaluation.compare_by_size)
def compare_by_size(scratch, transfer):
    gains = []
    for images in sorted(set([n for n, _ in scratch])):
        ours = [accuracy for n, accuracy in scratch if n == images]
        theirs = [accuracy for n, accuracy in transfer if n == images]
        if theirs:
            gains.append([images, sum(theirs) / len(theirs) - sum(ours) / len(ours)])
    if gains == []:
        raise ValueError("Expected a number of images that both have.")
    previous = None
    for images, gain in gains:
        if gain == 0:
            return gains, images
        if previous is not None and (gain > 0) != (previous[1] > 0):
            n, g = previous
            return gains, math.exp(
                (math.log(n) * abs(gain) + math.log(images) * abs(g)) / (abs(gain) + abs(g))
            )
        previous = (images, gain)
    return gains, None
