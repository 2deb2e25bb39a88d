"""Looks at pairs of neighbours only, so that a single number is never a crossing.

Hint: A gain of 0 counts by itself. Test each gain, and then the pair it makes with the next.
Fails: a_gain_of_0_is_the_crossing
"""

from fashionlab import evaluation, solves


@solves(evaluation.compare_by_size)
def compare_by_size(scratch, transfer):
    def means(runs):
        found = {}
        for images, accuracy in runs:
            found.setdefault(images, []).append(accuracy)
        return {images: sum(each) / len(each) for images, each in found.items()}

    before, after = means(scratch), means(transfer)
    gains = [(n, after[n] - before[n]) for n in sorted(set(before) & set(after))]
    if not gains:
        raise ValueError("No number of images is in both.")
    for (images, gain), (following, later) in zip(gains, gains[1:]):
        if gain == 0:
            return gains, float(images)
        if gain * later < 0:
            return gains, images * (following / images) ** (gain / (gain - later))
    if len(gains) > 1 and gains[-1][1] == 0:
        return gains, float(gains[-1][0])
    return gains, None
