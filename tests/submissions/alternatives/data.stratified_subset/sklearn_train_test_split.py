"""sklearn.model_selection.train_test_split with stratify."""

from sklearn.model_selection import train_test_split

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if size <= 0 or size >= len(labels):
        raise ValueError(f"size must be between 1 and {len(labels) - 1}, got {size}")
    chosen_images, _, chosen_labels, _ = train_test_split(
        images, labels, train_size=size, stratify=labels, random_state=seed, shuffle=True
    )
    return chosen_images, chosen_labels
