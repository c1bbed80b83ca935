"""Within-group agreement by definition in fractions, intervals by many replicates of another generator, and permutations by going
through all of them."""

import random
from fractions import Fraction as F
from itertools import combinations
from math import sqrt


def variance(marks):
    mean = F(sum(marks), len(marks))
    return sum((mark - mean) ** 2 for mark in marks) / (len(marks) - 1)


def rwg(lines, null):
    ratio = sum(variance(marks) for marks in lines) / len(lines) / null
    return len(lines) * (1 - ratio) / (len(lines) * (1 - ratio) + ratio)


def awg(marks, low, high):
    k, m = len(marks), F(sum(marks), len(marks))
    return 1 - 2 * variance(marks) / (((high + low) * m - m * m - high * low) * F(k, k - 1))


def ad(marks, middle):
    return sum(abs(mark - middle) for mark in marks) / len(marks)


def anova(groups):
    n, total = sum(map(len, groups)), sum(map(sum, groups))
    between = sum(F(sum(group)) ** 2 / len(group) for group in groups) - F(total) ** 2 / n
    within = sum(variance(group) * (len(group) - 1) for group in groups if len(group) > 1)
    msb, msw = between / (len(groups) - 1), within / (n - len(groups))
    n0 = (n - F(sum(len(group) ** 2 for group in groups), n)) / (len(groups) - 1)
    return msb, msw, n0, (msb - msw) / (msb + (n0 - 1) * msw), (msb - msw) / msb if msb else None


def resampled(marks, scale, replicates=400_000, seed=5):
    """A Bayesian bootstrap with one person more who marks at random: variance, a_wg and the two distances."""
    pick = random.Random(seed)
    drawn = []
    for _ in range(replicates):
        people = [(mark, pick.expovariate(1)) for mark in marks] + [(pick.choice(scale), pick.expovariate(1))]
        people.sort()
        whole = sum(weight for _, weight in people)
        mean = sum(mark * weight for mark, weight in people) / whole
        spread = sum((mark - mean) ** 2 * weight for mark, weight in people) / whole
        below, median = 0.0, people[-1][0]
        for mark, weight in people:
            below += weight
            if 2 * below >= whole:
                median = mark
                break
        most = (scale[-1] - mean) * (mean - scale[0])
        drawn.append(
            (
                spread,
                1 - 2 * spread / most if most > 0 else 1.0,
                sum(abs(mark - mean) * weight for mark, weight in people) / whole,
                sum(abs(mark - median) * weight for mark, weight in people) / whole,
            )
        )
    ends = []
    for column in zip(*drawn):
        column = sorted(column)
        ends.append((column[int(replicates * 0.025)], column[int(replicates * 0.975)]))
    return ends


def permuted(first, second):
    """All permutations of two groups."""
    people = first + second
    own = (variance(first) + variance(second)) / 2
    means, variances = [], []
    for chosen in combinations(range(len(people)), len(first)):
        one = [people[i] for i in chosen]
        other = [people[i] for i in range(len(people)) if i not in chosen]
        both = [variance(one), variance(other)]
        variances += both
        means.append(sum(both) / 2)
    mean = sum(variances) / len(variances)
    sd = sqrt(sum((v - mean) ** 2 for v in variances) / len(variances))
    return own, mean, float(own - mean) / (sd / sqrt(2)), F(sum(m <= own for m in means), len(means))


if __name__ == "__main__":
    birch, elm = [2, 3, 3, 4], [1, 1, 2]
    print("rwg of 2 3 3 4 and 2 2 3 4 on four rungs", rwg([birch, [2, 2, 3, 4]], F(5, 4)), rwg([birch], F(5, 4)))
    print("a_wg", awg(birch, 1, 4), awg([2, 2, 3, 4], 1, 4))
    print("AD", ad(birch, F(3)), ad([2, 2, 3, 4], F(11, 4)), ad([2, 2, 3, 4], F(5, 2)))
    print("over", [str(x) for x in anova([birch, elm])])
    print("resampled 2 3 3 4 on 1..4", resampled(birch, [1, 2, 3, 4]))
    print("resampled 3 3 3 3 3 on 1..5", resampled([3] * 5, [1, 2, 3, 4, 5]))
    print("permuted", permuted([F(x) for x in birch], [F(x) for x in elm]))
