package loupe.sample.chest;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import loupe.core.geometry.PatientPoint;

/// Draws nodules of 5 to 20 mm into aerated lung and remembers where.
final class Nodules {
    static final double SMALLEST_MM = 5;
    static final double LARGEST_MM = 20;

    private final Canvas canvas;
    private final RandomGenerator random;
    private final List<NoduleTruth> placed = new ArrayList<>();
    private final BitSet voxels = new BitSet();

    Nodules(Canvas canvas, RandomGenerator random) {
        this.canvas = canvas;
        this.random = random;
    }

    List<NoduleTruth> placed() {
        return placed.stream().sorted(Comparator.comparingDouble(NoduleTruth::diameterMm).reversed()).toList();
    }

    BitSet voxels() {
        return voxels;
    }

    void draw(int count, int[] lungVoxels, List<Point> vesselPoints) {
        for (int tries = 0; tries < count * 12 && placed.size() < count && lungVoxels.length > 0; tries++) {
            NoduleTruth.Kind kind = NoduleTruth.Kind.values()[random.nextInt(4)];
            double diameter = SMALLEST_MM * Math.pow(LARGEST_MM / SMALLEST_MM, Math.pow(random.nextDouble(), 1.25));
            Point at = canvas.point(lungVoxels[random.nextInt(lungVoxels.length)]);
            if (kind == NoduleTruth.Kind.PERIVASCULAR && !vesselPoints.isEmpty()) {
                at = vesselPoints.get(random.nextInt(vesselPoints.size()));
            } else if (kind == NoduleTruth.Kind.JUXTAPLEURAL) {
                at = towardsPleura(at, diameter / 2);
            }
            place(at, diameter, kind);
        }
    }

    /// Walks outwards until the lung ends and steps back a part of the radius.
    private Point towardsPleura(Point from, double radius) {
        double turn = random.nextDouble(0, 2 * Math.PI);
        Point step = new Point(Math.signum(from.x()) * Math.abs(Math.cos(turn)), Math.sin(turn), random.nextDouble(-0.5, 0.5));
        Point p = from;
        while (canvas.kindAt(p) == Canvas.LUNG) {
            p = p.plus(step);
        }
        return p.minus(step.times(radius * random.nextDouble(0.25, 0.75) / step.length()));
    }

    private record Part(int index, float cover) {}

    private void place(Point centre, double diameter, NoduleTruth.Kind kind) {
        for (NoduleTruth n : placed) {
            Point other = new Point(n.centre().xMm(), n.centre().yMm(), n.centre().zMm());
            if (other.distance(centre) < (n.diameterMm() + diameter) / 2 + 8) {
                return;
            }
        }
        double radius = diameter / 2;
        Canvas.Shape shape = lump(centre, radius);
        Point reach = new Point(radius, radius, radius).times(1.5);
        List<Part> parts = new ArrayList<>();
        int[] inside = new int[2];
        canvas.draw(shape, centre.minus(reach), centre.plus(reach), 2, (i, cover) -> {
            if (canvas.kind[i] == Canvas.LUNG) {
                parts.add(new Part(i, cover));
            }
            inside[canvas.kind[i] == Canvas.LUNG && canvas.hu[i] < -550 ? 0 : 1]++;
        });
        double least = kind == NoduleTruth.Kind.JUXTAPLEURAL || kind == NoduleTruth.Kind.PERIVASCULAR ? 0.4 : 0.7;
        double volume = parts.stream().mapToDouble(Part::cover).sum() * voxelMm3();
        double equal = Math.cbrt(6 * volume / Math.PI);
        if (equal < SMALLEST_MM || equal > LARGEST_MM || inside[0] < least * (inside[0] + inside[1])) {
            return;
        }
        paint(parts, kind);
        if (kind == NoduleTruth.Kind.PART_SOLID) {
            core(centre, radius * random.nextDouble(0.4, 0.65));
        }
        placed.add(new NoduleTruth(centreOfMass(parts), equal, kind));
    }

    private double voxelMm3() {
        return canvas.settings.inPlaneMm() * canvas.settings.inPlaneMm() * canvas.settings.sliceMm();
    }

    /// A ball, stretched and lobulated.
    private Canvas.Shape lump(Point centre, double radius) {
        double sx = random.nextDouble(0.85, 1.18);
        double sy = random.nextDouble(0.85, 1.18);
        double sz = 1 / (sx * sy);
        double lobes = random.nextDouble(0, 0.12);
        int waves = random.nextInt(2, 5);
        double phase = random.nextDouble(0, 6);
        return (x, y, z) -> {
            double dx = (x - centre.x()) / sx;
            double dy = (y - centre.y()) / sy;
            double dz = (z - centre.z()) / sz;
            double r = Math.sqrt(dx * dx + dy * dy + dz * dz);
            double around = Math.atan2(dy, dx);
            double lobe = 1 + lobes * Math.cos(waves * around + phase) * Math.hypot(dx, dy) / (r + 1e-6);
            return r - radius * lobe;
        };
    }

    private void paint(List<Part> parts, NoduleTruth.Kind kind) {
        boolean glass = kind == NoduleTruth.Kind.PART_SOLID;
        double value = glass ? random.nextDouble(-620, -420) : random.nextDouble(-40, 90);
        if (!glass && random.nextDouble() < 0.08) {
            value = random.nextDouble(200, 500);
        }
        for (Part p : parts) {
            canvas.hu[p.index] = (float) Math.max(canvas.hu[p.index], canvas.hu[p.index] + p.cover * (value - canvas.hu[p.index]));
            if (p.cover > 0.5f) {
                voxels.set(p.index);
            }
        }
    }

    private void core(Point centre, double radius) {
        double value = random.nextDouble(-60, 50);
        canvas.ellipsoid(centre, new Point(radius, radius, radius), (i, cover) -> {
            if (canvas.kind[i] == Canvas.LUNG && canvas.hu[i] < value) {
                canvas.hu[i] += cover * ((float) value - canvas.hu[i]);
            }
        });
    }

    private PatientPoint centreOfMass(List<Part> parts) {
        double mass = 0;
        Point sum = new Point(0, 0, 0);
        for (Part p : parts) {
            sum = sum.plus(canvas.point(p.index).times(p.cover));
            mass += p.cover;
        }
        return new PatientPoint(sum.x() / mass, sum.y() / mass, sum.z() / mass);
    }
}
