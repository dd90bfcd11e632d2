package loupe.core.dicom.presentation;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.display.ValueTransform;
import loupe.core.dicom.object.CieLab;
import loupe.core.dicom.object.DerivedObject;
import loupe.core.image.ValueWindow;

/// Makes Grayscale and Color Softcopy Presentation States (DICOM PS3.3 A.33.1 and A.33.2) that lay graphics over whole images.
public final class PresentationWriter {
    /// Most points of one graphic: their coordinates fit the 16 bits a value's length has (PS3.5 7.1.2).
    public static final int MOST_POINTS = 8_000;

    private static final int WHITE = 65_535;
    private static final int LONGEST_DS = 16;
    /// Decimals a DS value has room for.
    private static final MathContext DIGITS = new MathContext(10);

    private final DerivedObject object;
    private final List<MarkedImage> images;
    private final MarkedImage first;

    private PresentationWriter(DerivedObject object, List<MarkedImage> images) {
        this.object = object;
        this.images = images;
        this.first = images.getFirst();
    }

    /// Makes a state.
    ///
    /// @param object what it says of itself
    /// @param images what it is for, at least one, all of one series and one that fits the others
    /// @param label Content Label: capitals, digits and spaces, at most 16
    /// @param colours colour of each layer by its name (capitals, digits, spaces and underscores, at most 16), 0xRRGGBB, the lowest first
    /// @throws IllegalArgumentException if images do not fit, or a graphic has too many points, lies on no layer named or not in pixels
    public static DataSet write(DerivedObject object, List<MarkedImage> images, String label, Map<String, Integer> colours) {
        if (images.stream().anyMatch(i -> !i.fits(images.getFirst()))) {
            throw new IllegalArgumentException("images of one state have one size and one modality transformation");
        }
        for (MarkedImage i : images) {
            for (DrawnGraphic g : i.graphics()) {
                if (g.points().size() > MOST_POINTS || g.units() != DrawnGraphic.Units.PIXEL || !colours.containsKey(g.layer())) {
                    throw new IllegalArgumentException("a graphic cannot be written: " + g.points().size() + " points on " + g.layer());
                }
            }
        }
        return new PresentationWriter(object, List.copyOf(images)).state(label, colours);
    }

    private DataSet state(String label, Map<String, Integer> colours) {
        DataSet.Builder b = object.begin(
                first.colour() ? StateKind.COLOUR.sopClass() : StateKind.GRAYSCALE.sopClass(), "PR");
        b.remove(Tag.ContentDate);
        b.remove(Tag.ContentTime);
        b.put(Tag.PresentationCreationDate, Vr.DA, object.madeAt().format(DateTimeFormatter.BASIC_ISO_DATE));
        b.put(Tag.PresentationCreationTime, Vr.TM, object.madeAt().format(DateTimeFormatter.ofPattern("HHmmss")));
        b.put(Tag.ContentLabel, Vr.CS, label);
        b.put(Tag.ContentDescription, Vr.LO, object.description());
        b.putEmpty(Tag.ContentCreatorName, Vr.PN);
        b.putEmpty(Tag.Laterality, Vr.CS);
        b.put(Tag.ReferencedSeriesSequence, List.of(item()
                .put(Tag.SeriesInstanceUID, Vr.UI, first.header().string(Tag.SeriesInstanceUID, ""))
                .put(Tag.ReferencedImageSequence, references())
                .build()));
        b.put(Tag.DisplayedAreaSelectionSequence, List.of(area()));
        annotations(b, colours);
        if (first.colour()) {
            b.put(Tag.ICCProfile, Vr.OB, ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        } else {
            gray(b);
        }
        return b.build();
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    /// Every image once; of many frames all that are meant.
    private List<DataSet> references() {
        Map<String, List<MarkedImage>> byImage = new LinkedHashMap<>();
        images.forEach(i -> byImage.computeIfAbsent(i.header().string(Tag.SOPInstanceUID, ""), k -> new ArrayList<>()).add(i));
        return byImage.values().stream()
                .map(of -> of.getFirst().reference().contains(Tag.ReferencedFrameNumber)
                        ? of.getFirst().reference().toBuilder()
                                .put(Tag.ReferencedFrameNumber, Vr.IS, of.stream()
                                        .map(i -> Integer.toString(i.frame() + 1)).distinct().toArray(String[]::new))
                                .build()
                        : of.getFirst().reference())
                .toList();
    }

    /// All of the images, as large as fits (C.10.4).
    private DataSet area() {
        DataSet h = first.header();
        DataSet.Builder b = item()
                .put(Tag.DisplayedAreaTopLeftHandCorner, Vr.SL, 1, 1)
                .put(Tag.DisplayedAreaBottomRightHandCorner, Vr.SL, h.integer(Tag.Columns, 1), h.integer(Tag.Rows, 1))
                .put(Tag.PresentationSizeMode, Vr.CS, "SCALE TO FIT");
        List<String> mm = lengths(FunctionalGroups.of(h).group(first.frame(), Tag.PixelMeasuresSequence), Tag.PixelSpacing);
        List<String> spacing = mm.isEmpty() ? lengths(h, Tag.ImagerPixelSpacing) : mm;
        List<String> aspect = lengths(h, Tag.PixelAspectRatio);
        if (!spacing.isEmpty()) {
            b.put(Tag.PresentationPixelSpacing, Vr.DS, spacing.toArray(String[]::new));
        } else {
            b.put(Tag.PresentationPixelAspectRatio, Vr.IS, aspect.isEmpty() ? new String[] {"1", "1"} : aspect.toArray(String[]::new));
        }
        return b.build();
    }

    /// Two positive numbers as they stand there; none where they are no lengths, as in films that say zero.
    private static List<String> lengths(DataSet d, int tag) {
        double[] values = d.doubles(tag);
        return values.length == 2 && values[0] > 0 && values[1] > 0 ? d.strings(tag) : List.of();
    }

    private void annotations(DataSet.Builder b, Map<String, Integer> colours) {
        List<DataSet> annotations = new ArrayList<>();
        List<DataSet> layers = new ArrayList<>();
        colours.forEach((layer, rgb) -> {
            List<DataSet> of = images.stream().flatMap(i -> annotation(i, layer).stream()).toList();
            if (!of.isEmpty()) {
                annotations.addAll(of);
                layers.add(item()
                        .put(Tag.GraphicLayer, Vr.CS, layer)
                        .put(Tag.GraphicLayerOrder, Vr.IS, Integer.toString(layers.size() + 1))
                        .put(Tag.GraphicLayerRecommendedDisplayGrayscaleValue, Vr.US, (double) WHITE)
                        .put(Tag.GraphicLayerRecommendedDisplayCIELabValue, Vr.US, CieLab.ofRgb(rgb))
                        .build());
            }
        });
        if (!annotations.isEmpty()) {
            b.put(Tag.GraphicAnnotationSequence, annotations);
            b.put(Tag.GraphicLayerSequence, layers);
        }
    }

    private static List<DataSet> annotation(MarkedImage image, String layer) {
        List<DrawnGraphic> of = image.graphics().stream().filter(g -> g.layer().equals(layer)).toList();
        if (of.isEmpty()) {
            return List.of();
        }
        DataSet.Builder b = item().put(Tag.ReferencedImageSequence, List.of(image.reference())).put(Tag.GraphicLayer, Vr.CS, layer);
        List<DataSet> texts = of.stream().filter(g -> g.kind() == DrawnGraphic.Kind.TEXT).map(PresentationWriter::text).toList();
        List<DataSet> graphics =
                of.stream().filter(g -> g.kind() != DrawnGraphic.Kind.TEXT).map(PresentationWriter::graphic).toList();
        if (!texts.isEmpty()) {
            b.put(Tag.TextObjectSequence, texts);
        }
        if (!graphics.isEmpty()) {
            b.put(Tag.GraphicObjectSequence, graphics);
        }
        return List.of(b.build());
    }

    private static DataSet text(DrawnGraphic t) {
        return item()
                .put(Tag.AnchorPointAnnotationUnits, Vr.CS, "PIXEL")
                .put(Tag.UnformattedTextValue, Vr.ST, t.text())
                .put(Tag.AnchorPoint, Vr.FL, coordinates(t.points().subList(0, 1)))
                .put(Tag.AnchorPointVisibility, Vr.CS, "N")
                .build();
    }

    private static DataSet graphic(DrawnGraphic g) {
        DataSet.Builder b = item()
                .put(Tag.GraphicAnnotationUnits, Vr.CS, "PIXEL")
                .put(Tag.GraphicDimensions, Vr.US, 2.0)
                .put(Tag.NumberOfGraphicPoints, Vr.US, (double) g.points().size())
                .put(Tag.GraphicData, Vr.FL, coordinates(g.points()))
                .put(Tag.GraphicType, Vr.CS, g.kind().name());
        if (closed(g)) {
            b.put(Tag.GraphicFilled, Vr.CS, g.filled() ? "Y" : "N");
        }
        return b.build();
    }

    private static boolean closed(DrawnGraphic g) {
        return switch (g.kind()) {
            case CIRCLE, ELLIPSE -> true;
            case POLYLINE, INTERPOLATED -> g.points().getFirst().equals(g.points().getLast());
            case POINT, TEXT -> false;
        };
    }

    /// Counted from the upper left corner of the first pixel (C.10.5.1.2).
    private static double[] coordinates(List<DrawnGraphic.Point> points) {
        double[] out = new double[2 * points.size()];
        for (int i = 0; i < points.size(); i++) {
            out[2 * i] = points.get(i).x() + 0.5;
            out[2 * i + 1] = points.get(i).y() + 0.5;
        }
        return out;
    }

    /// Modality table or rescale of all (C.11.1), each image's window (C.11.8), and whether low values are bright (C.11.6).
    private void gray(DataSet.Builder b) {
        if (first.modalityTable().isPresent()) {
            b.put(Tag.ModalityLUTSequence, List.of(first.modalityTable().get()));
        } else {
            ValueTransform t = ValueTransform.of(first.header(), first.frame());
            b.put(Tag.RescaleIntercept, Vr.DS, decimal(t.intercept()));
            b.put(Tag.RescaleSlope, Vr.DS, decimal(t.slope()));
            b.put(Tag.RescaleType, Vr.LO, first.rescaleType());
        }
        b.put(Tag.SoftcopyVOILUTSequence, images.stream().map(PresentationWriter::window).toList());
        b.put(Tag.PresentationLUTShape, Vr.CS, first.inverse() ? "INVERSE" : "IDENTITY");
    }

    private static DataSet window(MarkedImage i) {
        DataSet.Builder b = item().put(Tag.ReferencedImageSequence, List.of(i.reference()));
        List<DataSet> tables = FunctionalGroups.of(i.header()).group(i.frame(), Tag.FrameVOILUTSequence).items(Tag.VOILUTSequence);
        ValueWindow w = i.window();
        if (w.table().isPresent() && !tables.isEmpty()) {
            return b.put(Tag.VOILUTSequence, List.of(tables.getFirst())).build();
        }
        b.put(Tag.WindowCenter, Vr.DS, decimal(w.centre()));
        b.put(Tag.WindowWidth, Vr.DS, decimal(w.width()));
        if (w.table().isEmpty() && w.function() != ValueWindow.Function.LINEAR) {
            b.put(Tag.VOILUTFunction, Vr.CS, w.function().name());
        }
        return b.build();
    }

    private static String decimal(double value) {
        BigDecimal d = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return d.toPlainString().length() <= LONGEST_DS ? d.toPlainString() : d.toString();
    }
}
