package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.finding.Measurement;
import loupe.core.geometry.ImagePlane;
import loupe.core.measure.Annotation;
import loupe.core.measure.Measure;
import loupe.core.measure.Quantity;
import loupe.core.measure.Region;
import loupe.core.measure.Scale;
import loupe.core.measure.Shape;
import loupe.core.measure.Statistics;
import loupe.core.measure.VoxelValues;
import loupe.core.segment.Code;

/// What a reader drew as a measurement group: lines and angles by TID 1501, each number with what it was measured on; regions and
/// places by TID 1410, their numbers without coordinates.
///
/// The reader's words are not in it, for free words may name a person.
public final class DrawnGroup {
    private static final double DECIMALS = 1e4;

    private final Annotation drawn;
    private final GraphicShapes on;
    private final Optional<VoxelValues> values;
    private final boolean missed;
    /// The outline or place of a region; empty for lines and angles.
    private final Optional<SrGraphic> region;

    private DrawnGroup(Annotation drawn, GraphicShapes on, Optional<VoxelValues> values, boolean missed) {
        this.drawn = drawn;
        this.on = on;
        this.values = values;
        this.missed = missed;
        this.region = drawn.measure().shape().hasVoxels() ? Optional.of(on.of(drawn.measure().shape())) : Optional.empty();
    }

    /// Whether a report says anything of a drawing: not of arrows and notes, which are nothing without their words, nor of lines
    /// and angles that have no number where they lie.
    public static boolean says(Measure drawn) {
        Shape shape = drawn.shape();
        boolean words = shape instanceof Shape.Arrow || shape instanceof Shape.Note;
        return !words && (shape.hasVoxels() || !drawn.quantities().isEmpty());
    }

    /// A drawing on an image.
    ///
    /// @param plane where the image's pixels lie, in the coordinates of the drawing
    /// @param image the image
    /// @param values what the voxels under it say; empty where it asks for none or they are not known
    public static DrawnGroup onImage(
            Annotation drawn, ImagePlane plane, SrGraphic.Where.Image image, Optional<VoxelValues> values) {
        return new DrawnGroup(drawn, new GraphicShapes.OnImage(plane, image), values, drawn.missed().isPresent());
    }

    /// A drawing on a plane cut out of a stack. Values of a slab are left out, for a report cannot say how thick it was.
    ///
    /// @param values what the voxels under it say; empty where it asks for none or they are not known
    public static DrawnGroup onPlane(Annotation drawn, Optional<VoxelValues> values) {
        return new DrawnGroup(
                drawn, new GraphicShapes.InPatient(drawn.measure().space().plane()),
                drawn.thicknessMm() == 0 ? values : Optional.empty(), drawn.missed().isPresent());
    }

    /// The same finding where no model missed it: none looked there, or one found it too.
    public DrawnGroup notMissed() {
        return new DrawnGroup(drawn, on, values, false);
    }

    /// UID that follows the drawing.
    public String trackingUid() {
        return drawn.trackingUid();
    }

    /// Whether what was read back lies where it was drawn, within 1e-4 mm, or within what the numbers of a report tell apart
    /// where that is more (beyond 1024 mm, or pixel 1024).
    public boolean isSame(List<ReportedShape> read) {
        List<Shape> expected = List.of(ReportedShape.Placed.plain(drawn.measure().shape()));
        double step = graphics().stream().flatMap(g -> g.coordinates().stream())
                .mapToDouble(c -> Math.ulp(c.floatValue()) / 2).max().orElse(0);
        return SameShape.all(expected, read, Math.max(1e-4, 2 * step));
    }

    /// What it is drawn with: the outline or place of a region, or what its numbers were measured on.
    public List<SrGraphic> graphics() {
        List<SrGraphic> out = new ArrayList<>(region.stream().toList());
        numbers().forEach(n -> out.addAll(n.from()));
        return out;
    }

    /// Its id and its first number, such as `M1 12.3 mm`: no word a reader wrote.
    public String words() {
        return drawn.id() + numbers().stream()
                .findFirst()
                .map(n -> String.format(Locale.ROOT, " %.1f %s", n.number.measurement().value(), unit(n.number.measurement().unit())))
                .orElse("");
    }

    private static String unit(Code unit) {
        return unit.value().startsWith("{") ? unit.meaning() : unit.value();
    }

    private List<SrGraphic> from(Quantity.Kind kind) {
        if (region.isPresent()) {
            return List.of();
        }
        Shape shape = drawn.measure().shape();
        if (shape instanceof Shape.Bidirectional b) {
            return List.of(on.of(kind == Quantity.Kind.LONG_AXIS ? b.longAxis() : b.shortAxis()));
        }
        return List.of(on.of(shape));
    }

    private record Numbered(MeasurementReport.Number number, Optional<Code> method) {
        List<SrGraphic> from() {
            return number.from();
        }
    }

    private List<Numbered> numbers() {
        List<Numbered> out = new ArrayList<>();
        for (Quantity q : drawn.measure().quantities()) {
            MeasuredConcepts.of(q.kind()).ifPresent(c -> out.add(new Numbered(
                    number(c, q.value(), MeasuredConcepts.unit(q), from(q.kind())), MeasuredConcepts.method(q))));
        }
        values.ifPresent(v -> {
            if (v instanceof VoxelValues.Measured m) {
                MeasuredConcepts.unitOfValues(m.unit()).ifPresent(unit -> statistics(m.statistics(), unit, out));
            }
        });
        return out;
    }

    private static void statistics(Statistics s, Code unit, List<Numbered> into) {
        into.add(new Numbered(number(MeasuredConcepts.MEAN, s.mean(), unit, List.of()), Optional.empty()));
        if (s.count() > 1) {
            into.add(new Numbered(number(MeasuredConcepts.DEVIATION, s.deviation(), unit, List.of()), Optional.empty()));
            into.add(new Numbered(number(MeasuredConcepts.LEAST, s.least(), unit, List.of()), Optional.empty()));
            into.add(new Numbered(number(MeasuredConcepts.GREATEST, s.greatest(), unit, List.of()), Optional.empty()));
        }
        Code count = MeasuredConcepts.VOXEL_COUNT;
        into.add(new Numbered(number(MeasuredConcepts.VOXELS, s.count(), count, List.of()), Optional.empty()));
    }

    private static MeasurementReport.Number number(Code concept, double value, Code unit, List<SrGraphic> from) {
        double rounded = Math.abs(value) < 1e9 ? Math.rint(value * DECIMALS) / DECIMALS : value;
        return new MeasurementReport.Number(new Measurement(concept, rounded, unit), Optional.empty(), from);
    }

    /// Where the spacing comes from, where neither the image's geometry nor a code of a number says it in full.
    private Optional<String> spacing() {
        Scale scale = drawn.measure().scale();
        boolean said = scale instanceof Scale.Manual || scale instanceof Scale.InRegion || scale instanceof Scale.NoRegion;
        return said ? Optional.of(scale.source()) : Optional.empty();
    }

    /// The content item.
    DataSet item() {
        List<DataSet> c = new ArrayList<>();
        c.add(ContentItem.text("HAS OBS CONTEXT", Dcm.TRACKING_IDENTIFIER, drawn.id()));
        c.add(ContentItem.uid("HAS OBS CONTEXT", Dcm.TRACKING_UNIQUE_IDENTIFIER, drawn.trackingUid()));
        drawn.missed().ifPresent(kind -> c.add(ContentItem.code("CONTAINS", Dcm.FINDING, kind)));
        region.ifPresent(r -> c.add(ContentItem.graphic("CONTAINS", Dcm.IMAGE_REGION, r)));
        for (Numbered n : numbers()) {
            List<DataSet> modifiers = new ArrayList<>();
            n.method.ifPresent(m -> modifiers.add(ContentItem.code("HAS CONCEPT MOD", Dcm.MEASUREMENT_METHOD, m)));
            n.from().forEach(g -> modifiers.add(ContentItem.graphic("INFERRED FROM", Dcm.PATH, g)));
            c.add(ContentItem.number(n.number.measurement(), modifiers));
        }
        spacing().ifPresent(s -> c.add(ContentItem.text("CONTAINS", Dcm.COMMENT, "Spacing: " + s)));
        if (missed) {
            c.add(ContentItem.code("CONTAINS", Dcm.DECISION, Dcm.MISSED));
        }
        return ContentItem.container("CONTAINS", Dcm.MEASUREMENT_GROUP, region.isPresent() ? "1410" : "1501", c);
    }
}
