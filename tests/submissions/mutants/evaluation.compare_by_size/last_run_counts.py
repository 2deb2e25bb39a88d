"""Of several runs with the same number of images the last one counts.

Hint: dict(runs) keeps one value for each key. Collect lists, and take their means.
Fails: several_runs_count_by_their_mean
"""

from fashionlab import evaluation, solves


@solves(evaluation.compare_by_size)
def compare_by_size(scratch, transfer):
    means = [dict(scratch), dict(transfer)]
    both = sorted(set(means[0]) & set(means[1]))
    if not both:
        raise ValueError("no number of images in common")
    gains = [(images, means[1][images] - means[0][images]) for images in both]
    for (images, gain), (following, after) in zip(gains, gains[1:]):
        if gain == 0:
            return gains, float(images)
        if gain * after < 0:
            return gains, images * (following / images) ** (gain / (gain - after))
    return gains, float(gains[-1][0]) if gains[-1][1] == 0 else None
