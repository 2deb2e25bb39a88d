"""A number that one alone has counts as an accuracy of 0 of the other.

Hint: What was not measured is not 0. Leave it out.
Fails: leaves_out_what_one_alone_has, refuses_what_cannot_be_compared
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
    both = sorted(set(means[0]) | set(means[1]))
    gains = [(i, means[1].get(i, 0.0) - means[0].get(i, 0.0)) for i in both]
    for (images, gain), (following, after) in zip(gains, gains[1:]):
        if gain == 0:
            return gains, float(images)
        if gain * after < 0:
            return gains, images * (following / images) ** (gain / (gain - after))
    return gains, float(gains[-1][0]) if gains[-1][1] == 0 else None
