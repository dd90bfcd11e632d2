package loupe.sample.chest;

import java.util.random.RandomGenerator;

/// Draws the tissues whose shapes go through all slices: skin, fat, muscle, ribs, lungs, mediastinum, abdomen.
final class Thorax {
    private static final int ANGLES = 720;

    private final Canvas canvas;
    private final Anatomy body;
    private final LatticeNoise coarse;
    private final LatticeNoise fine;
    private final double[] wobble = new double[ANGLES];
    private final double[] cavityWobble = new double[ANGLES];
    private final short[] angle;
    private final float[] radius;
    private final double[] bodyR = new double[ANGLES];
    private final double[] muscleR = new double[ANGLES];
    private final double[] cavityR = new double[ANGLES];

    Thorax(Canvas canvas, Anatomy body, RandomGenerator random) {
        this.canvas = canvas;
        this.body = body;
        this.coarse = new LatticeNoise(random, 42);
        this.fine = new LatticeNoise(random, 9);
        waves(wobble, random, 0.025);
        waves(cavityWobble, random, 0.03);
        int n = canvas.settings.columns() * canvas.settings.rows();
        angle = new short[n];
        radius = new float[n];
        for (int i = 0; i < n; i++) {
            double x = canvas.x(i % canvas.settings.columns());
            double y = canvas.y(i / canvas.settings.columns());
            radius[i] = (float) Math.hypot(x, y);
            angle[i] = (short) ((int) ((Math.atan2(y, x) + Math.PI) / (2 * Math.PI) * ANGLES) % ANGLES);
        }
    }

    private static void waves(double[] into, RandomGenerator random, double strength) {
        for (int m = 2; m <= 6; m++) {
            double size = random.nextGaussian() * strength / Math.sqrt(m);
            double phase = random.nextDouble(0, 2 * Math.PI);
            for (int i = 0; i < into.length; i++) {
                into[i] += size * Math.cos(m * 2 * Math.PI * i / into.length + phase);
            }
        }
    }

    void draw() {
        for (int s = 0; s < canvas.settings.slices(); s++) {
            canvas.job.checkCancelled();
            contours(canvas.z(s));
            slice(s);
        }
    }

    /// Outlines of one slice as radius by angle (angle 0 is the patient's right, a quarter turn on is the front).
    private void contours(double z) {
        double scale = body.cavityScale(z);
        double narrow = 1 - 0.14 * Math.clamp((z - body.apexZ() + 40) / 70, 0, 1);
        double cavityA = Math.max(1, (body.bodyA() - body.wallMm()) * scale);
        double cavityB = Math.max(1, (body.bodyB() - body.wallMm()) * scale);
        double breast = body.breastMm() * Math.exp(-Anatomy.sq((z - body.hilumZ() + 40) / 38));
        for (int i = 0; i < ANGLES; i++) {
            double theta = i * 2 * Math.PI / ANGLES - Math.PI;
            double front = Math.sin(theta) < 0 ? Math.exp(-Anatomy.sq((Math.abs(Math.cos(theta)) - 0.55) / 0.3)) : 0;
            double r = superellipse(theta, body.bodyA(), body.bodyB() * narrow, body.roundness()) * (1 + wobble[i]);
            bodyR[i] = r + breast * front;
            muscleR[i] = r - body.fatMm() * (1 + 0.35 * Math.cos(2 * theta) + 4 * wobble[i]);
            double cavity = superellipse(theta, cavityA, cavityB, body.roundness()) * (1 + cavityWobble[i]);
            cavityR[i] = Math.min(cavity, muscleR[i] - 12);
        }
    }

    private static double superellipse(double theta, double a, double b, double n) {
        return 1 / Math.pow(Math.pow(Math.abs(Math.cos(theta)) / a, n) + Math.pow(Math.abs(Math.sin(theta)) / b, n), 1 / n);
    }

    private void slice(int s) {
        double z = canvas.z(s);
        int columns = canvas.settings.columns();
        int base = canvas.index(0, 0, s);
        for (int i = 0; i < angle.length; i++) {
            double r = radius[i];
            int a = angle[i];
            if (r > bodyR[a]) {
                continue;
            }
            double x = canvas.x(i % columns);
            double y = canvas.y(i / columns);
            if (r > cavityR[a]) {
                canvas.hu[base + i] = (float) wall(r, a, x, y, z);
            } else {
                cavity(base + i, x, y, z);
            }
        }
    }

    private double wall(double r, int a, double x, double y, double z) {
        if (r > bodyR[a] - 2) {
            return 20;
        }
        if (r > muscleR[a]) {
            return -105 + 12 * coarse.at(x, y, z);
        }
        double beyond = r - cavityR[a];
        double bone = beyond < 12 && body.cavityScale(z) > 0.3 ? rib(beyond, a, z) : 0;
        if (bone != 0) {
            return bone;
        }
        if (beyond < 1.5) {
            return 40;
        }
        return coarse.at(x * 1.6, y * 1.6, z) > 0.25 && beyond > 6 ? -85 : 52 + 8 * fine.at(x, y, z);
    }

    /// Ribs run round the cavity and fall from the spine to the front; the breastbone and cartilage close them.
    private double rib(double beyond, int a, double z) {
        double theta = a * 2 * Math.PI / ANGLES - Math.PI;
        double fromBack = Math.acos(Math.clamp(Math.sin(theta), -1, 1));
        if (fromBack > 2.95 && z > body.hilumZ() - 70) {
            return beyond > 1.5 && beyond < 11 ? (beyond > 3 && beyond < 9.5 ? 130 : 420) : 0;
        }
        double turns = (z + body.ribPhase() + body.ribDrop() * fromBack) / body.ribPitch();
        double dz = (turns - Math.rint(turns)) * body.ribPitch();
        double e = Anatomy.sq((beyond - 5.5) / 4.2) + Anatomy.sq(dz / 6.5);
        if (e > 1) {
            return 0;
        }
        if (fromBack > 2.35) {
            return 110;
        }
        return e > 0.45 ? 620 : 220;
    }

    private void cavity(int index, double x, double y, double z) {
        double spine = Math.hypot(x, y - body.spineY());
        double diaphragm = body.diaphragmZ(x, y) + 7 * coarse.at(x, y, 0);
        double between = body.mediastinumHalf(y, z) + 5 * coarse.at(x * 0.5, y, z);
        double heart = Math.sqrt(Anatomy.sq((x - body.heart().x()) / body.heartAxes().x())
                + Anatomy.sq((y - body.heart().y()) / body.heartAxes().y())
                + Anatomy.sq((z - body.heart().z()) / body.heartAxes().z())) + 0.06 * coarse.at(x, y, z);
        boolean lung = z > diaphragm && Math.abs(x) > between && heart > 1 && spine > body.vertebraRadius() + 5;
        if (lung) {
            canvas.kind[index] = Canvas.LUNG;
            double depth = y / (2 * body.bodyB()) + 0.5;
            canvas.hu[index] = (float) (body.lungHu() + body.lungGradient() * depth
                    + 22 * coarse.at(x, y, z) + 26 * fine.at(x, y, z));
        } else if (z <= diaphragm) {
            canvas.hu[index] = (float) abdomen(x, y, z, diaphragm);
        } else if (heart <= 1) {
            canvas.hu[index] = (float) (heart > 0.93 ? -85 : heart > 0.8 ? 48 : body.bloodHu());
        } else {
            canvas.hu[index] = (float) (fine.at(x * 0.7, y * 0.7, z * 0.7) > -0.1 ? -95 : 42);
        }
    }

    private double abdomen(double x, double y, double z, double diaphragm) {
        if (diaphragm - z < 3) {
            return 45;
        }
        double liverEdge = 28 + 25 * coarse.at(0, y, z);
        if (x < liverEdge) {
            return body.liverHu() + 4 * fine.at(x, y, z);
        }
        double spleen = Math.hypot((x - body.bodyA() * 0.55) / 34, (y - body.bodyB() * 0.3) / 30);
        return spleen < 1 ? body.liverHu() + 6 : -100 + 10 * coarse.at(x, y, z);
    }
}
