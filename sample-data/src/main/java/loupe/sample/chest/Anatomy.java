package loupe.sample.chest;

import java.util.random.RandomGenerator;

/// The measures of one invented body, in millimetres and HU; z counts from the lowest slice.
record Anatomy(
        double bodyA,
        double bodyB,
        double roundness,
        double fatMm,
        double wallMm,
        double breastMm,
        double baseZ,
        double apexZ,
        double domeRightZ,
        double domeLeftZ,
        double domeDepth,
        double mediastinumHalf,
        double hilumZ,
        double spineY,
        double vertebraRadius,
        double ribPitch,
        double ribPhase,
        double ribDrop,
        Point heart,
        Point heartAxes,
        double lungHu,
        double lungGradient,
        double bloodHu,
        double liverHu,
        boolean tablePresent) {

    static Anatomy random(RandomGenerator r) {
        double a = r.nextDouble(135, 168);
        double b = a * r.nextDouble(0.62, 0.76);
        double fat = r.nextDouble(4, 24);
        double wall = fat + r.nextDouble(16, 26);
        double base = r.nextDouble(8, 45);
        double apex = base + r.nextDouble(205, 250);
        double domeRight = base + r.nextDouble(45, 85);
        double bigHeart = r.nextDouble(0.85, 1.25);
        double spineY = b - wall - r.nextDouble(2, 10);
        boolean contrast = r.nextDouble() < 0.5;
        return new Anatomy(
                a, b, r.nextDouble(2.1, 2.8), fat, wall,
                r.nextDouble() < 0.45 ? r.nextDouble(10, 34) : 0,
                base, apex, domeRight, domeRight - r.nextDouble(0, 22), r.nextDouble(45, 80),
                r.nextDouble(14, 26), apex - r.nextDouble(95, 115), spineY, r.nextDouble(14, 19),
                r.nextDouble(24, 32), r.nextDouble(0, 30), r.nextDouble(22, 38),
                new Point(r.nextDouble(10, 28), -b * r.nextDouble(0.12, 0.28), domeRight + r.nextDouble(18, 38)),
                new Point(52 * bigHeart, 42 * bigHeart, r.nextDouble(48, 62)),
                r.nextDouble(-910, -760), r.nextDouble(0, 90),
                contrast ? r.nextDouble(130, 320) : r.nextDouble(32, 52),
                r.nextDouble(45, 65) + (contrast ? r.nextDouble(10, 60) : 0),
                r.nextDouble() < 0.8);
    }

    /// How wide the chest cavity is at a height, as a share of its widest; 0 above the apex.
    double cavityScale(double z) {
        double t = (z - baseZ) / (apexZ - baseZ);
        double up = Math.max(0, (t - 0.35) / 0.65);
        return up >= 1 ? 0 : Math.pow(1 - Math.pow(up, 2.4), 0.62);
    }

    /// Height of the diaphragm at a place; the right dome lies at negative x.
    double diaphragmZ(double x, double y) {
        double cavityA = bodyA - wallMm;
        double cavityB = bodyB - wallMm;
        double dx = (Math.abs(x) - cavityA * 0.48) / (cavityA * 0.62);
        double dy = (y + cavityB * 0.22) / (cavityB * 1.05);
        double blend = Math.clamp(x / 50 + 0.5, 0, 1);
        double dome = domeRightZ + (domeLeftZ - domeRightZ) * blend;
        return dome - domeDepth * (dx * dx + dy * dy);
    }

    /// Half-width of what lies between the lungs at a place.
    double mediastinumHalf(double y, double z) {
        double ventral = Math.clamp((y + bodyB * 0.75) / (bodyB * 0.5), 0.25, 1);
        double hilum = Math.exp(-sq((z - hilumZ) / 24) - sq((y - 2) / 26));
        double high = Math.clamp((z - apexZ + 70) / 60, 0, 1);
        return mediastinumHalf * (ventral + 0.15 * high) + 15 * hilum;
    }

    static double sq(double v) {
        return v * v;
    }
}
