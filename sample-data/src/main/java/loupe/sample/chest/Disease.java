package loupe.sample.chest;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Draws diffuse disease: consolidation, ground glass, emphysema, effusion.
final class Disease {
    private final Canvas canvas;
    private final Anatomy body;
    private final RandomGenerator random;
    private final List<String> drawn = new ArrayList<>();

    Disease(Canvas canvas, Anatomy body, RandomGenerator random) {
        this.canvas = canvas;
        this.body = body;
        this.random = random;
    }

    List<String> draw(int[] lungVoxels) {
        if (lungVoxels.length == 0) {
            return drawn;
        }
        if (random.nextDouble() < 0.3) {
            emphysema(lungVoxels);
        }
        if (random.nextDouble() < 0.3) {
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                cloud(pick(lungVoxels), random.nextDouble(14, 40), random.nextDouble(-700, -450), false);
            }
            drawn.add("ground glass");
        }
        if (random.nextDouble() < 0.4) {
            for (int i = random.nextInt(1, 3); i > 0; i--) {
                cloud(pick(lungVoxels), random.nextDouble(18, 48), random.nextDouble(-60, 50), true);
            }
            drawn.add("consolidation");
        }
        if (random.nextDouble() < 0.35) {
            effusion(random.nextBoolean() ? 1 : -1);
            drawn.add("effusion");
        }
        return drawn;
    }

    private Point pick(int[] lungVoxels) {
        return canvas.point(lungVoxels[random.nextInt(lungVoxels.length)]);
    }

    private void emphysema(int[] lungVoxels) {
        Canvas.Brush air = canvas.blend(-985);
        for (int i = random.nextInt(20, 90); i > 0; i--) {
            double r = random.nextDouble(2, 11);
            canvas.ellipsoid(pick(lungVoxels), new Point(r, r * random.nextDouble(0.7, 1.3), r), (k, cover) -> {
                if (canvas.kind[k] == Canvas.LUNG && canvas.hu[k] < -700) {
                    air.paint(k, cover * 0.8f);
                }
            });
        }
        drawn.add("emphysema");
    }

    /// A region with a ragged border; bronchi (very dark voxels) stay open in it.
    private void cloud(Point centre, double radius, double value, boolean solid) {
        LatticeNoise ragged = new LatticeNoise(random, 14);
        double ax = radius * random.nextDouble(0.7, 1.3);
        double ay = radius * random.nextDouble(0.7, 1.3);
        double az = radius * random.nextDouble(0.7, 1.3);
        double soft = solid ? 2.5 : 7;
        Point reach = new Point(ax, ay, az).times(1.4);
        canvas.draw((x, y, z) -> {
            double e = Math.sqrt(Anatomy.sq((x - centre.x()) / ax) + Anatomy.sq((y - centre.y()) / ay)
                    + Anatomy.sq((z - centre.z()) / az));
            return ((e - 1) * radius + 9 * ragged.at(x, y, z)) / soft;
        }, centre.minus(reach), centre.plus(reach), 4, (i, cover) -> {
            boolean bronchus = solid && canvas.hu[i] < -950;
            if (canvas.kind[i] == Canvas.LUNG && canvas.hu[i] < value && !bronchus) {
                canvas.hu[i] += cover * ((float) value - canvas.hu[i]);
                if (solid && cover > 0.5f) {
                    canvas.kind[i] = Canvas.CONSOLIDATED;
                }
            }
        });
    }

    /// Fluid gathers at the back and the base, with a sloping upper face.
    private void effusion(int side) {
        double high = body.baseZ() + random.nextDouble(25, 110);
        double slope = random.nextDouble(0.5, 1.2);
        double value = random.nextDouble(0, 25);
        double back = body.bodyB() - body.wallMm();
        int plane = canvas.settings.columns() * canvas.settings.rows();
        for (int i = 0; i < canvas.kind.length; i++) {
            if (canvas.kind[i] != Canvas.LUNG && canvas.kind[i] != Canvas.CONSOLIDATED) {
                continue;
            }
            double x = canvas.x(i % canvas.settings.columns());
            double y = canvas.y(i % plane / canvas.settings.columns());
            double z = canvas.z(i / plane);
            if (x * side > 0 && z - high < slope * (y - back * 0.75)) {
                canvas.hu[i] = (float) value;
                canvas.kind[i] = Canvas.OTHER;
            }
        }
    }
}
