"""The gain is scratch minus transfer.

Hint: Gain is above 0 where transfer is better.
Fails: the_gain_is_transfer_minus_scratch, several_runs_count_by_their_mean, leaves_out_what_one_alone_has
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
    gains = [(images, means[0][images] - means[1][images]) for images in both]
    for (images, gain), (following, after) in zip(gains, gains[1:]):
        if gain == 0:
            return gains, float(images)
        if gain * after < 0:
            return gains, images * (following / images) ** (gain / (gain - after))
    return gains, float(gains[-1][0]) if gains[-1][1] == 0 else None
