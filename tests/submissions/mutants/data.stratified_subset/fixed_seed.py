"""Uses a seed of its own, always the same.

Hint: The caller decides the seed: use the parameter.
Fails: another_seed_another_choice
"""

from sklearn.model_selection import train_test_split

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not 0 < size < len(labels):
        raise ValueError("size")
    chosen, _, chosen_labels, _ = train_test_split(
        images, labels, train_size=size, stratify=labels, random_state=42
    )
    return chosen, chosen_labels
