package loupe.core.dicom.presentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.Tag;

/// Reads the graphics of a presentation state, not more than anybody could see.
final class GraphicReading {
    /// More are left out and counted.
    static final int MOST = 1_000;
    private static final int MOST_POINTS = 20_000;
    private static final double FAR = 1e6;

    private final List<PresentationState.Scoped<DrawnGraphic>> graphics = new ArrayList<>();
    private int points;
    private int leftOut;

    List<PresentationState.Scoped<DrawnGraphic>> graphics() {
        return graphics;
    }

    int leftOut() {
        return leftOut;
    }

    void read(DataSet annotation) {
        ImageRefs on = ImageRefs.of(annotation.items(Tag.ReferencedImageSequence));
        String layer = annotation.string(Tag.GraphicLayer, "");
        for (DataSet g : annotation.items(Tag.GraphicObjectSequence)) {
            put(on, graphics.size() < MOST ? graphic(g, layer) : Optional.empty());
        }
        for (DataSet t : annotation.items(Tag.TextObjectSequence)) {
            String words = t.string(Tag.UnformattedTextValue, "").strip();
            if (!words.isEmpty() && !words.equals(DeidentifiedInstance.TAKEN)) {
                put(on, graphics.size() < MOST ? text(t, words, layer) : Optional.empty());
            } else {
                anchor(t, layer).ifPresent(a -> put(on, Optional.of(a)));
            }
        }
    }

    private void put(ImageRefs on, Optional<DrawnGraphic> g) {
        if (g.isEmpty() || graphics.size() >= MOST || points + g.get().points().size() > 50 * MOST_POINTS) {
            leftOut++;
            return;
        }
        points += g.get().points().size();
        graphics.add(new PresentationState.Scoped<>(on, g.get()));
    }

    private static Optional<DrawnGraphic> graphic(DataSet g, String layer) {
        Optional<DrawnGraphic.Kind> kind = kind(g.string(Tag.GraphicType, ""));
        Optional<DrawnGraphic.Units> units = units(g.string(Tag.GraphicAnnotationUnits, ""));
        Optional<List<DrawnGraphic.Point>> at = units.flatMap(u -> points(g.doubles(Tag.GraphicData), u));
        boolean whole = kind.isPresent() && at.isPresent() && at.get().size() >= least(kind.get());
        return whole
                ? Optional.of(new DrawnGraphic(
                        at.get(), kind.get(), g.string(Tag.GraphicFilled, "N").equals("Y"), "", units.get(), layer))
                : Optional.empty();
    }

    private static int least(DrawnGraphic.Kind kind) {
        return switch (kind) {
            case POINT, TEXT -> 1;
            case POLYLINE, INTERPOLATED, CIRCLE -> 2;
            case ELLIPSE -> 4;
        };
    }

    private static Optional<DrawnGraphic.Kind> kind(String name) {
        return switch (name) {
            case "POINT" -> Optional.of(DrawnGraphic.Kind.POINT);
            case "POLYLINE" -> Optional.of(DrawnGraphic.Kind.POLYLINE);
            case "INTERPOLATED" -> Optional.of(DrawnGraphic.Kind.INTERPOLATED);
            case "CIRCLE" -> Optional.of(DrawnGraphic.Kind.CIRCLE);
            case "ELLIPSE" -> Optional.of(DrawnGraphic.Kind.ELLIPSE);
            default -> Optional.empty();
        };
    }

    private static Optional<DrawnGraphic.Units> units(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "PIXEL" -> Optional.of(DrawnGraphic.Units.PIXEL);
            case "DISPLAY" -> Optional.of(DrawnGraphic.Units.DISPLAY);
            default -> Optional.empty();
        };
    }

    /// Pixel coordinates count from the upper left corner of the first pixel.
    private static Optional<List<DrawnGraphic.Point>> points(double[] xy, DrawnGraphic.Units units) {
        if (xy.length < 2 || xy.length % 2 != 0 || xy.length > 2 * MOST_POINTS) {
            return Optional.empty();
        }
        double shift = units == DrawnGraphic.Units.PIXEL ? 0.5 : 0;
        List<DrawnGraphic.Point> out = new ArrayList<>(xy.length / 2);
        for (int i = 0; i < xy.length; i += 2) {
            if (!(Math.abs(xy[i]) <= FAR && Math.abs(xy[i + 1]) <= FAR)) {
                return Optional.empty();
            }
            out.add(new DrawnGraphic.Point(xy[i] - shift, xy[i + 1] - shift));
        }
        return Optional.of(out);
    }

    private static Optional<DrawnGraphic> text(DataSet t, String words, String layer) {
        Optional<DrawnGraphic.Units> box = units(t.string(Tag.BoundingBoxAnnotationUnits, ""));
        Optional<List<DrawnGraphic.Point>> corner = box.flatMap(u -> points(t.doubles(Tag.BoundingBoxTopLeftHandCorner), u));
        Optional<DrawnGraphic.Units> units = corner.isPresent() ? box : units(t.string(Tag.AnchorPointAnnotationUnits, ""));
        Optional<List<DrawnGraphic.Point>> at = corner.isPresent()
                ? corner
                : units.flatMap(u -> points(t.doubles(Tag.AnchorPoint), u));
        return at.map(p -> new DrawnGraphic(p, DrawnGraphic.Kind.TEXT, false, words, units.orElseThrow(), layer));
    }

    /// What is left of a text whose words were taken: the place it points at, where it says that it is to be seen.
    private static Optional<DrawnGraphic> anchor(DataSet t, String layer) {
        Optional<DrawnGraphic.Units> units = units(t.string(Tag.AnchorPointAnnotationUnits, ""));
        return units.filter(u -> t.string(Tag.AnchorPointVisibility, "").equals("Y"))
                .flatMap(u -> points(t.doubles(Tag.AnchorPoint), u))
                .map(p -> new DrawnGraphic(p, DrawnGraphic.Kind.POINT, false, "", units.get(), layer));
    }
}
