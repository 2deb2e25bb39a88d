"""The gains come in the order of the list.

Hint: Sort the numbers of images: sorted(...).
Fails: the_smallest_number_comes_first
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
    both = [images for images in means[0] if images in means[1]]
    if not both:
        raise ValueError("no number of images in common")
    gains = [(images, means[1][images] - means[0][images]) for images in both]
    for (images, gain), (following, after) in zip(gains, gains[1:]):
        if gain == 0:
            return gains, float(images)
        if gain * after < 0:
            return gains, images * (following / images) ** (gain / (gain - after))
    return gains, float(gains[-1][0]) if gains[-1][1] == 0 else None
