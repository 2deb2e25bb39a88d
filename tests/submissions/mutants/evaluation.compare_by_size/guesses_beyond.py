"""The line is drawn on beyond the last number of images.

Hint: Nobody has measured there. Return None.
Fails: never_guesses_what_lies_beyond
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
        if gain * after < 0:
            return gains, images * (following / images) ** (gain / (gain - after))
    if len(gains) == 1 or gains[-1][1] == gains[-2][1]:
        return gains, None
    (images, gain), (following, after) = gains[-2:]
    return gains, images * (following / images) ** (gain / (gain - after))
