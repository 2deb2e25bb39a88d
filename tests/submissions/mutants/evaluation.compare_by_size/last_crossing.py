"""Of several crossings the last one is given.

Hint: Stop at the first one.
Fails: the_first_crossing_counts
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
    crossing = None
    for (images, gain), (following, after) in zip(gains, gains[1:]):
        if gain * after < 0:
            crossing = images * (following / images) ** (gain / (gain - after))
    for images, gain in reversed(gains):
        if gain == 0:
            crossing = float(images)
    return gains, crossing
