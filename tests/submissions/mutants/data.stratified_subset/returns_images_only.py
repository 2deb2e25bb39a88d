"""Returns the images and forgets the labels.

Hint: Two arrays are asked for: `return images[chosen], labels[chosen]`.
Fails: keeps_the_share_of_each_class, keeps_each_image_with_its_label
"""

from sklearn.model_selection import train_test_split

from fashionlab import data, solves


@solves(data.stratified_subset)
def stratified_subset(images, labels, size, *, seed=0):
    if not 0 < size < len(labels):
        raise ValueError("size")
    return train_test_split(images, train_size=size, stratify=labels, random_state=seed)[0]
