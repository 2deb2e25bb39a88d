"""Makes a generator without the seed.

Hint: Without a seed every call chooses anew, and no result can be repeated.
Fails: same_seed_same_choice
"""

from sklearn.model_selection import train_test_split

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not 0 < size < len(labels):
        raise ValueError("size")
    chosen, _, chosen_labels, _ = train_test_split(
        images, labels, train_size=size, stratify=labels
    )
    return chosen, chosen_labels
