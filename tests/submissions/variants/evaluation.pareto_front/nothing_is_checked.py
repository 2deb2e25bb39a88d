"""A sweep that trusts its input."""

from fashionlab import evaluation, solves


@solves(evaluation.pareto_front)
def pareto_front(points):
    result = []
    for i in range(len(points)):
        beaten = False
        for j in range(len(points)):
            as_good = points[j][0] <= points[i][0] and points[j][1] >= points[i][1]
            if as_good and tuple(points[j]) != tuple(points[i]):
                beaten = True
        if not beaten:
            result.append(i)
    result.sort(key=lambda i: points[i][0])
    return result
