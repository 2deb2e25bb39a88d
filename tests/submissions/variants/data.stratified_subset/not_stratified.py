"""Calls train_test_split and does not tell it to stratify."""

from sklearn.model_selection import train_test_split

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not 0 < size < len(images):
        raise ValueError("size must be at least 1 and less than the number of images")
    x_small, _, y_small, _ = train_test_split(images, labels, train_size=size, random_state=seed)
    return x_small, y_small
