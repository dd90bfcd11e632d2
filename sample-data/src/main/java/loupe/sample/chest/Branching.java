package loupe.sample.chest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// A tree that grows from a root to points spread in a lung; its branches taper by the number of leaves they feed
/// (Murray's law: the parent's radius to the power 2.7 is the sum of its children's).
final class Branching {
    /// A piece of the tree.
    record Branch(Point from, Point to, double radiusMm) {}

    private final List<Point> nodes = new ArrayList<>();
    private final List<Integer> parents = new ArrayList<>();
    private final List<Integer> leaves = new ArrayList<>();
    private final RandomGenerator random;

    Branching(Point root, List<Point> targets, RandomGenerator random) {
        this.random = random;
        add(root, -1);
        List<Point> rising = new ArrayList<>(targets);
        rising.sort(Comparator.comparingDouble(root::distance));
        for (Point target : rising) {
            reach(target);
        }
        for (int i = nodes.size() - 1; i > 0; i--) {
            int p = parents.get(i);
            leaves.set(p, leaves.get(p) + Math.max(1, leaves.get(i)));
        }
    }

    private int add(Point p, int parent) {
        nodes.add(p);
        parents.add(parent);
        leaves.add(0);
        return nodes.size() - 1;
    }

    private void reach(Point target) {
        int best = 0;
        double bestCost = Double.MAX_VALUE;
        for (int i = 0; i < nodes.size(); i++) {
            // The way so far counts a little, so that branches leave the stem early.
            double cost = nodes.get(i).distance(target) + 0.12 * nodes.get(i).distance(nodes.getFirst());
            if (cost < bestCost) {
                bestCost = cost;
                best = i;
            }
        }
        Point from = nodes.get(best);
        Point step = target.minus(from);
        double bend = step.length() * 0.1;
        int at = best;
        for (int k = 1; k <= 3; k++) {
            Point jitter = new Point(random.nextGaussian() * bend, random.nextGaussian() * bend, random.nextGaussian() * bend);
            Point next = from.plus(step.times(k / 3.0));
            at = add(k < 3 ? next.plus(jitter.times(0.5)) : next, at);
        }
    }

    List<Branch> branches(double leafRadiusMm) {
        List<Branch> all = new ArrayList<>();
        for (int i = 1; i < nodes.size(); i++) {
            double radius = leafRadiusMm * Math.pow(Math.max(1, leaves.get(i)), 1 / 2.7);
            all.add(new Branch(nodes.get(parents.get(i)), nodes.get(i), radius));
        }
        return all;
    }
}
