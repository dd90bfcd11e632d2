package loupe.core.dicom.presentation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.render.Shutter;
import loupe.core.render.SpatialTransform;
import loupe.core.render.colour.PaletteColours;

/// Reads a Grayscale, Colour or Pseudo-Colour Softcopy Presentation State.
final class PresentationReader {
    private static final int MOST_CORNERS = 1_000;

    private final DataSet data;
    private final StateKind kind;
    private final List<String> notes = new ArrayList<>();

    private PresentationReader(DataSet data, StateKind kind) {
        this.data = data;
        this.kind = kind;
    }

    static PresentationState read(DataSet data) throws DicomException {
        String sopClass = data.string(Tag.SOPClassUID, "");
        Optional<StateKind> kind = StateKind.of(sopClass);
        if (kind.isEmpty()) {
            throw new DicomException(StateKind.other(sopClass), -1);
        }
        return new PresentationReader(data, kind.get()).state();
    }

    private PresentationState state() throws DicomException {
        List<DataSet> images = new ArrayList<>();
        data.items(Tag.ReferencedSeriesSequence).forEach(s -> images.addAll(s.items(Tag.ReferencedImageSequence)));
        PresentationState.Tone tone = tone();
        List<Shutter> shutters = shutters();
        Optional<PaletteColours> palette = kind == StateKind.PSEUDO_COLOUR ? Optional.of(StateColours.palette(data)) : Optional.empty();
        if (kind == StateKind.COLOUR && StateColours.ofAnotherProfile(data)) {
            notes.add("its colour profile is not followed; images keep their own");
        }
        GraphicReading graphics = new GraphicReading();
        layered().forEach(graphics::read);
        if (graphics.leftOut() > 0) {
            notes.add(graphics.leftOut() + " of its graphics are not shown: they make no shape, or are more than " + GraphicReading.MOST);
        }
        String label = data.string(Tag.ContentLabel, "");
        return new PresentationState(
                kind,
                label.equals(DeidentifiedInstance.TAKEN) ? "" : label,
                ImageRefs.of(images),
                tone,
                transform(),
                areas(),
                shutters,
                StateColours.shutter(data),
                palette,
                graphics.graphics(),
                StateColours.layers(data),
                notes);
    }

    private PresentationState.Tone tone() {
        if (!data.items(Tag.ModalityLUTSequence).isEmpty()) {
            notes.add("its modality table is taken as the images' own");
        }
        double slope = data.number(Tag.RescaleSlope).orElse(1);
        List<PresentationState.Scoped<DataSet>> windows = new ArrayList<>();
        for (DataSet w : data.items(Tag.SoftcopyVOILUTSequence)) {
            windows.add(new PresentationState.Scoped<>(ImageRefs.of(w.items(Tag.ReferencedImageSequence)), w));
        }
        return new PresentationState.Tone(
                slope == 0 || !Double.isFinite(slope) ? 1 : slope,
                data.number(Tag.RescaleIntercept).stream().filter(Double::isFinite).findFirst().orElse(0),
                windows,
                data.items(Tag.PresentationLUTSequence).stream().findFirst(),
                data.string(Tag.PresentationLUTShape, "").equals("INVERSE"));
    }

    private SpatialTransform transform() {
        int degrees = data.integer(Tag.ImageRotation, 0);
        if (degrees % 90 != 0) {
            notes.add("it turns images by no whole quarter");
            return SpatialTransform.NONE;
        }
        return new SpatialTransform(
                Math.floorMod(degrees / 90, 4), data.string(Tag.ImageHorizontalFlip, "N").equals("Y"));
    }

    private List<PresentationState.Scoped<DisplayedArea>> areas() {
        List<PresentationState.Scoped<DisplayedArea>> out = new ArrayList<>();
        for (DataSet a : data.items(Tag.DisplayedAreaSelectionSequence)) {
            area(a).ifPresentOrElse(
                    area -> out.add(new PresentationState.Scoped<>(ImageRefs.of(a.items(Tag.ReferencedImageSequence)), area)),
                    () -> notes.add("one of its displayed areas holds nothing"));
        }
        return out;
    }

    /// The corners are those of the area as it is turned, so either may be the left or the upper one.
    private static Optional<DisplayedArea> area(DataSet a) {
        double[] one = a.doubles(Tag.DisplayedAreaTopLeftHandCorner);
        double[] other = a.doubles(Tag.DisplayedAreaBottomRightHandCorner);
        if (one.length != 2 || other.length != 2 || far(one) || far(other)) {
            return Optional.empty();
        }
        double[] mm = a.doubles(Tag.PresentationPixelSpacing);
        DisplayedArea.Size size = switch (a.string(Tag.PresentationSizeMode, "")) {
            case "TRUE SIZE" -> DisplayedArea.Size.TRUE;
            case "MAGNIFY" -> DisplayedArea.Size.MAGNIFIED;
            default -> DisplayedArea.Size.FIT;
        };
        double factor = switch (size) {
            case TRUE -> mm.length == 2 ? mm[1] : 0;
            case MAGNIFIED -> a.number(Tag.PresentationPixelMagnificationRatio).orElse(0);
            case FIT -> 0;
        };
        return Optional.of(new DisplayedArea(
                (int) Math.min(one[0], other[0]), (int) Math.min(one[1], other[1]),
                (int) Math.max(one[0], other[0]), (int) Math.max(one[1], other[1]), size, factor));
    }

    private static boolean far(double[] corner) {
        return !(Math.abs(corner[0]) < 1e6 && Math.abs(corner[1]) < 1e6);
    }

    private List<Shutter> shutters() {
        List<Shutter> out = new ArrayList<>();
        for (String shape : data.strings(Tag.ShutterShape)) {
            Optional<Shutter> s = switch (shape) {
                case "RECTANGULAR" -> rectangle();
                case "CIRCULAR" -> circle();
                case "POLYGONAL" -> polygon();
                default -> Optional.empty();
            };
            s.ifPresentOrElse(out::add, () -> notes.add("one of its shutters cannot be followed"));
        }
        return out;
    }

    private Optional<Shutter> rectangle() {
        double[] edges = {
            data.number(Tag.ShutterLeftVerticalEdge).orElse(Double.NaN), data.number(Tag.ShutterRightVerticalEdge).orElse(Double.NaN),
            data.number(Tag.ShutterUpperHorizontalEdge).orElse(Double.NaN), data.number(Tag.ShutterLowerHorizontalEdge).orElse(Double.NaN)
        };
        for (double e : edges) {
            if (!Double.isFinite(e)) {
                return Optional.empty();
            }
        }
        return Optional.of(new Shutter.Rectangle(edges[0], edges[1], edges[2], edges[3]));
    }

    private Optional<Shutter> circle() {
        double[] middle = data.doubles(Tag.CenterOfCircularShutter);
        double radius = data.number(Tag.RadiusOfCircularShutter).orElse(Double.NaN);
        return middle.length == 2 && Double.isFinite(radius)
                ? Optional.of(new Shutter.Circle(middle[1], middle[0], radius, 1))
                : Optional.empty();
    }

    private Optional<Shutter> polygon() {
        double[] rowColumn = data.doubles(Tag.VerticesOfThePolygonalShutter);
        if (rowColumn.length < 6 || rowColumn.length % 2 != 0 || rowColumn.length > 2 * MOST_CORNERS) {
            return Optional.empty();
        }
        List<Shutter.Polygon.Corner> corners = new ArrayList<>();
        for (int i = 0; i < rowColumn.length; i += 2) {
            corners.add(new Shutter.Polygon.Corner(rowColumn[i + 1], rowColumn[i]));
        }
        return Optional.of(new Shutter.Polygon(corners));
    }

    /// Annotations by the order of their layers.
    private List<DataSet> layered() {
        Map<String, Integer> order = new HashMap<>();
        for (DataSet l : data.items(Tag.GraphicLayerSequence)) {
            order.put(l.string(Tag.GraphicLayer, ""), l.integer(Tag.GraphicLayerOrder, 0));
        }
        return data.items(Tag.GraphicAnnotationSequence).stream()
                .sorted(Comparator.comparingInt(a -> order.getOrDefault(a.string(Tag.GraphicLayer, ""), Integer.MAX_VALUE)))
                .toList();
    }
}
