"""Takes the first examples, without any choosing.

Hint: The first examples of a file are not a fair sample, and no seed changes them.
Fails: another_seed_another_choice
"""

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not 0 < size < len(labels):
        raise ValueError("size")
    return images[:size], labels[:size]
