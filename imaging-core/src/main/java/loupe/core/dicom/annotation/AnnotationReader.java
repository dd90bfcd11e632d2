package loupe.core.dicom.annotation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.slide.Areas;
import loupe.core.slide.FeatureOutline;

/// Reads Microscopy Bulk Simple Annotations objects. Ellipses become polygons; what is unsound is left out and said.
public final class AnnotationReader {
    private static final int MOST = 5_000_000;
    private static final int CORNERS = 32;

    private final DataSet data;
    private final DataSet finest;
    private final int dimensions;
    private final List<String> notes = new ArrayList<>();

    private AnnotationReader(DataSet data, DataSet finest) {
        this.data = data;
        this.finest = finest;
        this.dimensions = data.string(Tag.AnnotationCoordinateType, "2D").equals("3D") ? 3 : 2;
    }

    /// What an object holds.
    ///
    /// @param groups its groups, with outlines in pixels of the finest level
    /// @param notes what of it was left out, and why
    public record Read(List<AnnotationGroup> groups, List<String> notes) {
        /// Copies the lists.
        public Read {
            groups = List.copyOf(groups);
            notes = List.copyOf(notes);
        }
    }

    /// Reads an object.
    ///
    /// @param data the object
    /// @param finest header of the finest level of the slide it is laid over
    /// @throws DicomException if it is none, lies on another image of the slide, or has no annotations
    public static Read read(DataSet data, DataSet finest) throws DicomException {
        if (!data.string(Tag.SOPClassUID, "").equals(AnnotationWriter.SOP_CLASS)) {
            throw new DicomException("the file holds no annotations of a slide", -1);
        }
        return new AnnotationReader(data, finest).all();
    }

    private Read all() throws DicomException {
        if (dimensions == 2) {
            requireFinest();
        }
        List<AnnotationGroup> groups = new ArrayList<>();
        for (DataSet g : data.items(Tag.AnnotationGroupSequence)) {
            try {
                groups.add(group(g));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                notes.add("group " + g.integer(Tag.AnnotationGroupNumber, groups.size() + 1) + " is not sound");
            }
        }
        return new Read(groups, notes);
    }

    private void requireFinest() throws DicomException {
        List<DataSet> images = data.items(Tag.ReferencedImageSequence);
        String own = finest.string(Tag.SOPInstanceUID, "");
        boolean fits = images.isEmpty()
                || images.stream().anyMatch(i -> i.string(Tag.ReferencedSOPInstanceUID, "").equals(own));
        if (!fits) {
            throw new DicomException("the annotations are of another image than the finest level of this slide", -1);
        }
        if (data.string(Tag.PixelOriginInterpretation, "VOLUME").equals("FRAME")) {
            throw new DicomException("annotations of single frames are not taken in", -1);
        }
    }

    private AnnotationGroup group(DataSet g) throws DicomException {
        double[] values = g.doubles(Tag.DoublePointCoordinatesData);
        values = values.length > 0 ? values : g.doubles(Tag.PointCoordinatesData);
        int each = dimensions == 3 && g.get(Tag.CommonZCoordinateValue).isEmpty() ? 3 : 2;
        AnnotationGroup.Form form = AnnotationGroup.Form.valueOf(g.string(Tag.GraphicType, "").toUpperCase(Locale.ROOT));
        int[] starts = starts(g, form, values.length, each);
        List<FeatureOutline> out = new ArrayList<>();
        int unsound = 0;
        for (int i = 0; i < starts.length; i++) {
            int to = i + 1 < starts.length ? starts[i + 1] : values.length;
            Optional<FeatureOutline> o = outline(form, pixels(Arrays.copyOfRange(values, starts[i], to), each));
            o.ifPresent(out::add);
            unsound += o.isEmpty() ? 1 : 0;
        }
        String label = g.string(Tag.AnnotationGroupLabel, "");
        if (unsound > 0) {
            notes.add(unsound + " of “" + label + "” are not sound");
        }
        return new AnnotationGroup(label, CodeItem.read(g.items(Tag.AnnotationPropertyTypeCodeSequence)), generation(g),
                algorithm(g), form, out);
    }

    private static AnnotationGroup.Generation generation(DataSet g) {
        return switch (g.string(Tag.AnnotationGroupGenerationType, "")) {
            case "MANUAL" -> AnnotationGroup.Generation.MANUAL;
            case "SEMIAUTOMATIC" -> AnnotationGroup.Generation.SEMIAUTOMATIC;
            default -> AnnotationGroup.Generation.AUTOMATIC;
        };
    }

    private static Optional<AnnotationGroup.Algorithm> algorithm(DataSet g) {
        return g.items(Tag.AnnotationGroupAlgorithmIdentificationSequence).stream().findFirst()
                .map(a -> new AnnotationGroup.Algorithm(a.string(Tag.AlgorithmName, ""), a.string(Tag.AlgorithmVersion, "")));
    }

    /// Where each annotation begins among the values, from 0.
    private int[] starts(DataSet g, AnnotationGroup.Form form, int values, int each) {
        int points = switch (form) {
            case POINT -> 1;
            case ELLIPSE, RECTANGLE -> 4;
            case POLYLINE, POLYGON -> 0;
        };
        int[] out;
        if (points > 0) {
            out = new int[values / (points * each)];
            Arrays.setAll(out, i -> i * points * each);
        } else {
            out = Arrays.stream(g.doubles(Tag.LongPrimitivePointIndexList)).mapToInt(v -> (int) v - 1).toArray();
        }
        int before = -1;
        for (int s : out) {
            if (s <= before || s >= values || s % each != 0) {
                throw new IllegalArgumentException("an index does not fit");
            }
            before = s;
        }
        if (out.length > MOST || out.length == 0 && values > 0) {
            throw new IllegalArgumentException("there is no index, or too long a one");
        }
        return out;
    }

    /// In pixels of the finest level. A place in the slide's millimetres is set against where the centre of the first pixel lies
    /// (PS3.3 C.8.12.2.1.1); directions are those of rows and columns.
    private double[] pixels(double[] values, int each) {
        if (dimensions == 2) {
            return values;
        }
        double[] o = finest.doubles(Tag.ImageOrientationSlide);
        o = o.length == 6 ? o : new double[] {1, 0, 0, 0, 1, 0};
        DataSet origin = finest.items(Tag.TotalPixelMatrixOriginSequence).stream().findFirst().orElse(DataSet.empty());
        double x0 = origin.number(Tag.XOffsetInSlideCoordinateSystem).orElse(0);
        double y0 = origin.number(Tag.YOffsetInSlideCoordinateSystem).orElse(0);
        double[] mm = loupe.core.dicom.FunctionalGroups.of(finest).group(0, Tag.PixelMeasuresSequence).doubles(Tag.PixelSpacing);
        if (mm.length != 2 || !(mm[0] > 0) || !(mm[1] > 0)) {
            throw new IllegalArgumentException("the slide does not say how large its pixels are");
        }
        double[] out = new double[values.length / each * 2];
        for (int i = 0; i < out.length / 2; i++) {
            double dx = values[i * each] - x0;
            double dy = values[i * each + 1] - y0;
            out[2 * i] = (dx * o[0] + dy * o[1]) / mm[1] + 0.5;
            out[2 * i + 1] = (dx * o[3] + dy * o[4]) / mm[0] + 0.5;
        }
        return out;
    }

    private static Optional<FeatureOutline> outline(AnnotationGroup.Form form, double[] xy) {
        try {
            FeatureOutline o = switch (form) {
                case POINT -> FeatureOutline.of(FeatureOutline.Kind.POINT, new double[][][] {{xy}});
                case POLYLINE -> FeatureOutline.line(xy);
                case POLYGON, RECTANGLE -> FeatureOutline.polygon(open(xy));
                case ELLIPSE -> FeatureOutline.polygon(ellipse(xy));
            };
            return Areas.fault(o).isPresent() ? Optional.empty() : Optional.of(o);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Some programs repeat the first point at the end.
    private static double[] open(double[] xy) {
        int n = xy.length;
        return n > 6 && xy[0] == xy[n - 2] && xy[1] == xy[n - 1] ? Arrays.copyOf(xy, n - 2) : xy;
    }

    /// From the ends of the major axis, then of the minor one.
    private static double[] ellipse(double[] p) {
        double cx = (p[0] + p[2]) / 2;
        double cy = (p[1] + p[3]) / 2;
        double[] out = new double[2 * CORNERS];
        for (int i = 0; i < CORNERS; i++) {
            double c = Math.cos(2 * Math.PI * i / CORNERS);
            double s = Math.sin(2 * Math.PI * i / CORNERS);
            out[2 * i] = cx + c * (p[2] - p[0]) / 2 + s * (p[6] - p[4]) / 2;
            out[2 * i + 1] = cy + c * (p[3] - p[1]) / 2 + s * (p[7] - p[5]) / 2;
        }
        return out;
    }
}
