"""A gain of exactly 0 is no crossing.

Hint: Test for a gain of 0 as well: there the two are equally good.
Fails: a_gain_of_0_is_the_crossing
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
        if gain * after < 0:
            return gains, images * (following / images) ** (gain / (gain - after))
    return gains, None
