package loupe.sample.chest;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Draws arteries, veins and bronchi into both lungs.
final class LungTrees {
    private final Canvas canvas;
    private final Anatomy body;
    private final RandomGenerator random;
    private final List<Point> vesselPoints = new ArrayList<>();

    LungTrees(Canvas canvas, Anatomy body, RandomGenerator random) {
        this.canvas = canvas;
        this.body = body;
        this.random = random;
    }

    /// Draws them; voxels of the lung stay lung.
    ///
    /// @param lungVoxels indices of lung voxels to spread the branches over
    void draw(int[] lungVoxels, Skeleton skeleton) {
        double leaf = random.nextDouble(0.5, 0.9);
        int density = random.nextInt(170, 380);
        for (int side = -1; side <= 1; side += 2) {
            Point hilum = skeleton.hilum(side);
            vessels(new Branching(hilum.plus(new Point(0, -6, 4)), targets(lungVoxels, side, density), random), leaf);
            Point below = hilum.plus(new Point(0, 4, -16));
            vessels(new Branching(below, targets(lungVoxels, side, density * 2 / 3), random), leaf);
            bronchi(new Branching(hilum.plus(new Point(0, 3, 0)), targets(lungVoxels, side, 22), random));
        }
    }

    private List<Point> targets(int[] lungVoxels, int side, int count) {
        List<Point> all = new ArrayList<>();
        for (int tries = 0; tries < count * 20 && all.size() < count && lungVoxels.length > 0; tries++) {
            Point p = canvas.point(lungVoxels[random.nextInt(lungVoxels.length)]);
            if (p.x() * side > 0) {
                all.add(p);
            }
        }
        return all;
    }

    private void vessels(Branching tree, double leaf) {
        Canvas.Brush blood = canvas.blend(body.bloodHu());
        for (Branching.Branch b : tree.branches(leaf)) {
            canvas.capsule(b.from(), b.to(), Math.min(7, b.radiusMm()), (i, cover) -> {
                if (canvas.kind[i] == Canvas.LUNG) {
                    blood.paint(i, cover);
                }
            });
            if (b.radiusMm() > 1.2) {
                vesselPoints.add(b.to());
            }
        }
    }

    private void bronchi(Branching tree) {
        Canvas.Brush wall = canvas.blend(-150);
        Canvas.Brush air = canvas.blend(-970);
        for (Branching.Branch b : tree.branches(0.9)) {
            double r = Math.min(4.5, b.radiusMm());
            canvas.capsule(b.from(), b.to(), r + 0.9, (i, cover) -> inLung(wall, i, cover * 0.8f));
            canvas.capsule(b.from(), b.to(), r, (i, cover) -> inLung(air, i, cover));
        }
    }

    private void inLung(Canvas.Brush brush, int index, float cover) {
        if (canvas.kind[index] == Canvas.LUNG) {
            brush.paint(index, cover);
        }
    }

    /// Places on vessels where a nodule may sit.
    List<Point> vesselPoints() {
        return List.copyOf(vesselPoints);
    }
}
