"""The runs are paired by their place in the list.

Hint: Look for the same number of images in both, not for the same place.
Fails: several_runs_count_by_their_mean, leaves_out_what_one_alone_has
"""

from fashionlab import evaluation, solves


@solves(evaluation.compare_by_size)
def compare_by_size(scratch, transfer):
    if not set(dict(scratch)) & set(dict(transfer)):
        raise ValueError("no number of images in common")
    pairs = zip(sorted(scratch), sorted(transfer))
    gains = [(images, after - before) for (images, before), (_, after) in pairs]
    for (images, gain), (following, after) in zip(gains, gains[1:]):
        if gain == 0:
            return gains, float(images)
        if gain * after < 0:
            return gains, images * (following / images) ** (gain / (gain - after))
    return gains, float(gains[-1][0]) if gains[-1][1] == 0 else None
