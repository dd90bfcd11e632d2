package loupe.core.slide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/// Areas put together, taken off each other and checked (JTS).
public final class Areas {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final int QUARTER = 6;

    private Areas() {}

    /// Why an area is not sound: it crosses or touches itself, a hole lies outside. Empty where it is sound, and for points and lines.
    public static Optional<String> fault(FeatureOutline o) {
        if (o.kind() != FeatureOutline.Kind.POLYGON) {
            return Optional.empty();
        }
        TopologyValidationError error = new IsValidOp(geometry(o)).getValidationError();
        return error == null ? Optional.empty() : Optional.of(error.getMessage());
    }

    /// What a round brush covers on its way.
    ///
    /// @param path x, y, x, y … of its middle, one point at least
    /// @param radius of the brush, above 0
    public static FeatureOutline stroke(double[] path, double radius) {
        Coordinate[] way = new Coordinate[path.length / 2];
        for (int i = 0; i < way.length; i++) {
            way[i] = new Coordinate(path[2 * i], path[2 * i + 1]);
        }
        Geometry line = way.length == 1 ? FACTORY.createPoint(way[0]) : FACTORY.createLineString(way);
        Geometry covered = line.buffer(radius, QUARTER);
        return outline(TopologyPreservingSimplifier.simplify(covered, radius / 50)).orElseThrow();
    }

    /// Both areas together.
    public static FeatureOutline union(FeatureOutline a, FeatureOutline b) {
        return outline(geometry(a).buffer(0).union(geometry(b).buffer(0))).orElseThrow();
    }

    /// An area without another one; empty where nothing is left.
    public static Optional<FeatureOutline> difference(FeatureOutline a, FeatureOutline b) {
        return outline(geometry(a).buffer(0).difference(geometry(b).buffer(0)));
    }

    /// An area with fewer points, nowhere farther from the old edge than a distance.
    public static FeatureOutline simplified(FeatureOutline a, double distance) {
        return outline(TopologyPreservingSimplifier.simplify(geometry(a), distance)).orElse(a);
    }

    private static Geometry geometry(FeatureOutline o) {
        List<Polygon> out = new ArrayList<>();
        for (double[][] part : o.parts()) {
            LinearRing[] holes = new LinearRing[part.length - 1];
            for (int i = 1; i < part.length; i++) {
                holes[i - 1] = ring(part[i]);
            }
            out.add(FACTORY.createPolygon(ring(part[0]), holes));
        }
        return out.size() == 1 ? out.getFirst() : FACTORY.createMultiPolygon(out.toArray(Polygon[]::new));
    }

    private static LinearRing ring(double[] xy) {
        Coordinate[] c = new Coordinate[xy.length / 2 + 1];
        for (int i = 0; i < c.length - 1; i++) {
            c[i] = new Coordinate(xy[2 * i], xy[2 * i + 1]);
        }
        c[c.length - 1] = c[0];
        return FACTORY.createLinearRing(c);
    }

    private static Optional<FeatureOutline> outline(Geometry g) {
        List<double[][]> parts = new ArrayList<>();
        for (int i = 0; i < g.getNumGeometries(); i++) {
            if (g.getGeometryN(i) instanceof Polygon p && !p.isEmpty()) {
                double[][] rings = new double[1 + p.getNumInteriorRing()][];
                rings[0] = open(p.getExteriorRing());
                for (int h = 0; h < p.getNumInteriorRing(); h++) {
                    rings[h + 1] = open(p.getInteriorRingN(h));
                }
                parts.add(rings);
            }
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(FeatureOutline.of(FeatureOutline.Kind.POLYGON, parts.toArray(double[][][]::new)));
    }

    private static double[] open(LinearRing ring) {
        double[] out = new double[2 * (ring.getNumPoints() - 1)];
        for (int i = 0; i < out.length / 2; i++) {
            out[2 * i] = ring.getCoordinateN(i).x;
            out[2 * i + 1] = ring.getCoordinateN(i).y;
        }
        return out;
    }
}
