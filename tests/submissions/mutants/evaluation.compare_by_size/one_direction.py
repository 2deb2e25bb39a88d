"""Only a gain that falls below 0 is a crossing.

Hint: It may rise above 0 as well: the product of the two gains is below 0.
Fails: crosses_where_transfer_catches_up
"""

from fashionlab import evaluation, solves


@solves(evaluation.compare_by_size)
def compare_by_size(scratch, transfer):
    means = []
    for runs in (scratch, transfer):
        found = {}
        for images, accuracy in runs:
            found.setdefault(images, []).append(accuracy)
        means.append({images: sum(each) / len(each) for images, each in found.items()})
    both = sorted(set(means[0]) & set(means[1]))
    if not both:
        raise ValueError("no number of images in common")
    gains = [(images, means[1][images] - means[0][images]) for images in both]
    for (images, gain), (following, after) in zip(gains, gains[1:]):
        if gain == 0:
            return gains, float(images)
        if gain > 0 > after:
            return gains, images * (following / images) ** (gain / (gain - after))
    return gains, float(gains[-1][0]) if gains[-1][1] == 0 else None
