package loupe.sample.chest;

import java.util.random.RandomGenerator;

/// Draws what stands by itself: spine, shoulder blades, collar bones, great vessels, windpipe, stomach gas, table.
final class Skeleton {
    private final Canvas canvas;
    private final Anatomy body;
    private final RandomGenerator random;

    Skeleton(Canvas canvas, Anatomy body, RandomGenerator random) {
        this.canvas = canvas;
        this.body = body;
        this.random = random;
    }

    void draw() {
        spine();
        shoulders();
        stomach();
        greatVessels();
        airway();
        if (body.tablePresent()) {
            table();
        }
    }

    private void spine() {
        double r = body.vertebraRadius();
        double pitch = random.nextDouble(21, 26);
        double phase = random.nextDouble(0, pitch);
        double top = canvas.z(canvas.settings.slices() - 1) + pitch;
        double trabecular = random.nextDouble(120, 260);
        for (double z = -phase; z < top; z += pitch) {
            Point low = new Point(0, body.spineY(), z + 3.5);
            Point high = new Point(0, body.spineY(), z + pitch - 3.5);
            disc(low, high, r, trabecular);
            Point tip = new Point(0, body.spineY() + r + 38, z + pitch * 0.3);
            canvas.capsule(new Point(0, body.spineY() + r + 16, z + pitch / 2), tip, 4, inBody(bone(380)));
            for (int side = -1; side <= 1; side += 2) {
                Point root = new Point(side * 12, body.spineY() + r + 8, z + pitch / 2);
                canvas.capsule(root, root.plus(new Point(side * 22, 10, 0)), 5, bone(350));
            }
        }
        double y = body.spineY() + r + 8;
        canvas.capsule(new Point(0, y, -20), new Point(0, y, top), 8, solid(28));
    }

    private void disc(Point low, Point high, double r, double trabecular) {
        canvas.draw(cylinder(low, high, r + 0.5), low, high, r + 2, solid(75));
        canvas.draw(cylinder(low, high, r), low, high, r + 2, bone(480));
        Point in = new Point(0, 0, 1.5);
        canvas.draw(cylinder(low.plus(in), high.minus(in), r - 2), low, high, r, bone(trabecular));
        Point below = low.minus(new Point(0, 0, 7));
        canvas.draw(cylinder(below, low, r - 1), below, low, r, solid(75));
    }

    private static Canvas.Shape cylinder(Point low, Point high, double radius) {
        return (x, y, z) -> {
            double flat = Math.max(low.z() - z, z - high.z());
            return Math.max(Math.hypot(x - low.x(), y - low.y()) - radius, flat);
        };
    }

    private Canvas.Brush inBody(Canvas.Brush brush) {
        return (i, cover) -> {
            if (canvas.hu[i] > -300) {
                brush.paint(i, cover);
            }
        };
    }

    private Canvas.Brush bone(double hu) {
        return solid(hu);
    }

    /// Blends and takes what is well covered out of the lung.
    private Canvas.Brush solid(double hu) {
        Canvas.Brush blend = canvas.blend(hu);
        return (i, cover) -> {
            blend.paint(i, cover);
            if (cover > 0.5f) {
                canvas.kind[i] = Canvas.OTHER;
            }
        };
    }

    private void shoulders() {
        double upper = body.apexZ() - 20;
        for (int side = -1; side <= 1; side += 2) {
            double x = side * body.bodyA() * 0.55;
            double y = body.bodyB() * 0.78;
            Point spineEnd = new Point(x * 0.75, y, upper - 90);
            Point shoulder = new Point(x * 1.35, y * 0.55, upper + 10);
            outsideLung(spineEnd, shoulder, 5, 420);
            outsideLung(new Point(x * 0.6, y, upper - 20), shoulder, 4, 380);
            Point sternal = new Point(side * 22, -body.bodyB() * 0.62, body.apexZ() - 22);
            outsideLung(sternal, new Point(side * body.bodyA() * 0.8, -body.bodyB() * 0.1, body.apexZ() + 12), 6, 500);
        }
    }

    private void outsideLung(Point a, Point b, double radius, double hu) {
        Canvas.Brush blend = canvas.blend(hu);
        canvas.capsule(a, b, radius, (i, cover) -> {
            if (canvas.kind[i] == Canvas.OTHER && canvas.hu[i] > -300) {
                blend.paint(i, cover);
            }
        });
    }

    private void stomach() {
        Point centre = new Point(body.bodyA() * 0.35, -body.bodyB() * 0.15, body.domeLeftZ() - random.nextDouble(38, 55));
        Point axes = new Point(random.nextDouble(24, 40), random.nextDouble(24, 36), random.nextDouble(20, 34));
        double level = centre.y() + random.nextDouble(-25, 20);
        int plane = canvas.settings.columns();
        canvas.ellipsoid(centre, axes, (i, cover) -> {
            double y = canvas.y(i / plane % canvas.settings.rows());
            if (canvas.kind[i] == Canvas.OTHER) {
                canvas.hu[i] += cover * ((float) (y < level ? -960 : 15) - canvas.hu[i]);
            }
        });
        if (random.nextDouble() < 0.6) {
            double x = body.bodyA() * 0.55;
            Point a = new Point(x, -body.bodyB() * 0.3, body.domeLeftZ() - random.nextDouble(30, 60));
            gas(a, a.plus(new Point(-60, -5, random.nextDouble(-20, 5))), random.nextDouble(9, 17));
        }
    }

    private void gas(Point a, Point b, double radius) {
        canvas.capsule(a, b, radius, (i, cover) -> {
            if (canvas.kind[i] == Canvas.OTHER && canvas.hu[i] > -300) {
                canvas.hu[i] += cover * (-930 - canvas.hu[i]);
            }
        });
    }

    private void greatVessels() {
        double hilum = body.hilumZ();
        double r = random.nextDouble(11, 16);
        double behind = body.spineY() - body.vertebraRadius() - r * 0.4;
        Point root = new Point(-4, -12, hilum - 25);
        Point up = new Point(-14, -18, hilum + 28);
        Point arch = new Point(4, 0, hilum + 44);
        Point back = new Point(20, behind - 10, hilum + 30);
        Point down = new Point(22, behind, hilum);
        Point low = new Point(random.nextDouble(4, 18), behind, -20);
        Point[] way = {root, up, arch, back, down, low};
        for (int i = 0; i + 1 < way.length; i++) {
            canvas.capsule(way[i], way[i + 1], r, solid(body.bloodHu()));
        }
        canvas.capsule(new Point(-26, -12, hilum - 30), new Point(-22, -14, body.apexZ()), 8, solid(body.bloodHu()));
        for (int side = -1; side <= 1; side += 2) {
            canvas.capsule(new Point(6, -10, hilum - 8), hilum(side).plus(new Point(0, -6, 0)), 10, solid(body.bloodHu()));
            canvas.capsule(new Point(0, 8, hilum - 25), hilum(side).plus(new Point(0, 2, -18)), 8, solid(body.bloodHu()));
        }
    }

    /// Where vessels and bronchi enter a lung; side -1 is the patient's right.
    Point hilum(int side) {
        return new Point(side * (body.mediastinumHalf() + 12), 4, body.hilumZ() + (side > 0 ? 4 : -4));
    }

    private void airway() {
        double r = random.nextDouble(7, 9.5);
        double carina = body.hilumZ() + random.nextDouble(12, 22);
        Point fork = new Point(0, 4, carina);
        tube(new Point(-2, -4, body.apexZ() + 60), fork, r);
        for (int side = -1; side <= 1; side += 2) {
            tube(fork, hilum(side).plus(new Point(0, 3, 0)), r * 0.72);
        }
        if (random.nextDouble() < 0.4) {
            Point oesophagus = new Point(6, 18, body.hilumZ() + 20);
            gas(oesophagus, oesophagus.plus(new Point(-2, 2, 40)), 2.5);
        }
    }

    private void tube(Point a, Point b, double radius) {
        canvas.capsule(a, b, radius + 1.8, solid(20));
        Canvas.Brush air = canvas.blend(-985);
        canvas.capsule(a, b, radius, (i, cover) -> {
            air.paint(i, cover);
            if (cover > 0.5f) {
                canvas.kind[i] = Canvas.AIRWAY;
            }
        });
    }

    private void table() {
        double y = body.bodyB() * 1.03 + random.nextDouble(2, 8);
        double curve = random.nextDouble(0, 0.0012);
        double half = random.nextDouble(150, 210);
        double thick = random.nextDouble(8, 16);
        for (int s = 0; s < canvas.settings.slices(); s++) {
            canvas.job.checkCancelled();
            for (int i = 0; i < canvas.settings.columns() * canvas.settings.rows(); i++) {
                double x = canvas.x(i % canvas.settings.columns());
                double below = canvas.y(i / canvas.settings.columns()) - y + curve * x * x;
                int at = canvas.index(0, 0, s) + i;
                if (below > 0 && below < thick && Math.abs(x) < half && canvas.hu[at] < -900) {
                    canvas.hu[at] = below < 2 || below > thick - 2 ? -150 : -920;
                }
            }
        }
    }
}
