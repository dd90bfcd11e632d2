package loupe.review.exporting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.display.FileWindow;
import loupe.core.dicom.object.DrawnGroup;
import loupe.core.dicom.object.SrGraphic;
import loupe.core.dicom.presentation.DrawnGraphic;
import loupe.core.dicom.presentation.DrawnGraphic.Kind;
import loupe.core.dicom.presentation.DrawnGraphic.Point;
import loupe.core.dicom.presentation.DrawnGraphic.Units;
import loupe.core.dicom.presentation.MarkedImage;
import loupe.core.dicom.presentation.PresentationState;
import loupe.core.dicom.presentation.PresentationWriter;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.ValueWindow;
import loupe.core.segment.Mask;
import loupe.core.segment.PixelEdges;
import loupe.core.segment.Segment;
import loupe.core.study.Stack;
import loupe.review.ReviewException;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.StudyImages;

/// Images with what is to be seen over them elsewhere: outlines of what a person confirmed, along the edges of their pixels, on the
/// slice that shows each best, and what readers drew on images. Words are ids, codes' meanings and numbers, nobody's own.
///
/// @param images the study
/// @param state the review
/// @param drawings what readers drew
record MarkedImages(StudyImages images, ReviewState state, ReportedDrawings drawings) {
    private static final String FINDINGS = "FINDINGS";
    private static final String DRAWINGS = "DRAWINGS";
    /// Colour of each layer: what was confirmed as in the window, what was drawn in yellow.
    static final SequencedMap<String, Integer> LAYERS = layers();
    private static final double RING_MM = 8;
    private static final double SAME = 1e-3;
    /// Outlines of one finding on its slice, the longest; a mask in more pieces is told by the SEG alone.
    private static final int MOST_OUTLINES = 100;
    /// Graphics of one state: peers show no more than they can (ours takes 1,000).
    private static final int MOST_GRAPHICS = 900;

    private static SequencedMap<String, Integer> layers() {
        SequencedMap<String, Integer> out = new LinkedHashMap<>();
        out.put(FINDINGS, 0x00c8e0);
        out.put(DRAWINGS, 0xffe040);
        return Collections.unmodifiableSequencedMap(out);
    }

    /// A frame.
    private record Frame(String seriesUid, String sopInstanceUid, int frame) {}

    /// What one state each can be of, in the review's order.
    ///
    /// @throws IOException if an image is gone or cannot be read
    List<List<MarkedImage>> states() throws IOException {
        SequencedMap<Frame, List<DrawnGraphic>> marks = new LinkedHashMap<>();
        for (ConfirmedImages.Shown s : new ConfirmedImages(images, state).shown()) {
            marks.computeIfAbsent(
                            new Frame(s.series().uid(), s.slice().sopInstanceUid(), s.slice().frame()), k -> new ArrayList<>())
                    .addAll(marks(s.finding(), s.stack().grid(), s.index()));
        }
        for (DrawnGroup g : drawings.groups()) {
            for (SrGraphic graphic : g.graphics()) {
                if (graphic.where() instanceof SrGraphic.Where.Image on) {
                    int frame = on.frames().isEmpty() ? 0 : on.frames().getFirst() - 1;
                    seriesOf(on.sopInstanceUid()).ifPresent(series -> marks
                            .computeIfAbsent(new Frame(series, on.sopInstanceUid(), frame), k -> new ArrayList<>())
                            .addAll(drawn(graphic, g.words())));
                }
            }
        }
        List<State> out = new ArrayList<>();
        for (Map.Entry<Frame, List<DrawnGraphic>> m : marks.entrySet()) {
            MarkedImage image = marked(m.getKey(), m.getValue());
            Optional<State> with = out.stream().filter(s -> s.takes(m.getKey(), image)).findFirst();
            if (with.isPresent()) {
                with.get().images.add(image);
            } else {
                out.add(new State(m.getKey().seriesUid, new ArrayList<>(List.of(image))));
            }
        }
        return out.stream().map(s -> List.copyOf(s.images)).toList();
    }

    /// Images of one state, while they are gathered.
    private record State(String seriesUid, List<MarkedImage> images) {
        boolean takes(Frame at, MarkedImage image) {
            int all = images.stream().mapToInt(i -> i.graphics().size()).sum() + image.graphics().size();
            return seriesUid.equals(at.seriesUid) && images.getFirst().fits(image) && all <= MOST_GRAPHICS;
        }
    }

    private Optional<String> seriesOf(String sopInstanceUid) {
        return images.series().stream()
                .filter(s -> s.instances().stream().anyMatch(i -> i.sopInstanceUid().equals(sopInstanceUid)))
                .map(s -> s.uid())
                .findFirst();
    }

    private MarkedImage marked(Frame at, List<DrawnGraphic> graphics) throws IOException {
        DataSet header = images.header(at.sopInstanceUid);
        boolean colour = header.integer(Tag.SamplesPerPixel, 1) > 1;
        Optional<ValueWindow> own = colour ? Optional.of(ValueWindow.of(128, 256)) : FileWindow.first(header, at.frame);
        return new MarkedImage(header, at.frame, own.isPresent() ? own.get() : spanning(at, header), graphics);
    }

    private ValueWindow spanning(Frame at, DataSet header) throws IOException {
        Optional<Stack> stack = images.stackHolding(at.seriesUid, at.sopInstanceUid, at.frame);
        return stack.isPresent()
                ? Windows.spanning(images, stack.get())
                : Windows.spanning(images.picture(at.sopInstanceUid, at.frame), header, at.frame);
    }

    private static List<DrawnGraphic> marks(ReviewedFinding f, VoxelGrid grid, int slice) {
        List<DrawnGraphic> out = new ArrayList<>();
        Optional<Mask> mask = f.segment().map(Segment::mask).filter(m -> m.grid().equals(grid));
        if (mask.isPresent()) {
            PixelEdges.of(mask.get(), slice).stream()
                    .sorted(Comparator.comparingInt(r -> -r.length))
                    .limit(MOST_OUTLINES)
                    .forEach(r -> out.addAll(outline(r)));
        } else {
            double[] c = grid.toIndex(f.finding().centre());
            out.add(ring(c[0], c[1], RING_MM / grid.columnMm(), RING_MM / grid.rowMm()));
        }
        if (!out.isEmpty()) {
            out.add(text(f.finding().id().value() + " " + f.recoded().orElse(f.finding().type()).meaning(), out, FINDINGS));
        }
        return out;
    }

    /// An outline in pieces that can be written, each beginning where the one before ends.
    private static List<DrawnGraphic> outline(int[] corners) {
        List<Point> all = new ArrayList<>();
        for (int i = 0; i < corners.length; i += 2) {
            all.add(new Point(corners[i] - 0.5, corners[i + 1] - 0.5));
        }
        List<DrawnGraphic> out = new ArrayList<>();
        for (int i = 0; i < all.size() - 1; i += PresentationWriter.MOST_POINTS - 1) {
            List<Point> piece = all.subList(i, Math.min(all.size(), i + PresentationWriter.MOST_POINTS));
            out.add(new DrawnGraphic(piece, Kind.POLYLINE, false, "", Units.PIXEL, FINDINGS));
        }
        return out;
    }

    private static DrawnGraphic ring(double column, double row, double across, double down) {
        List<Point> level = List.of(new Point(column - across, row), new Point(column + across, row));
        List<Point> upright = List.of(new Point(column, row - down), new Point(column, row + down));
        List<Point> ends = new ArrayList<>(across >= down ? level : upright);
        ends.addAll(across >= down ? upright : level);
        return new DrawnGraphic(ends, Kind.ELLIPSE, false, "", Units.PIXEL, FINDINGS);
    }

    private static List<DrawnGraphic> drawn(SrGraphic g, String words) {
        List<Point> all = new ArrayList<>();
        for (int i = 0; i < g.coordinates().size(); i += 2) {
            all.add(new Point(g.coordinates().get(i) - 0.5, g.coordinates().get(i + 1) - 0.5));
        }
        List<DrawnGraphic> out = new ArrayList<>();
        switch (g.kind()) {
            case POINT, MULTIPOINT ->
                all.forEach(p -> out.add(new DrawnGraphic(List.of(p), Kind.POINT, false, "", Units.PIXEL, DRAWINGS)));
            case CIRCLE -> out.add(new DrawnGraphic(all, Kind.CIRCLE, false, "", Units.PIXEL, DRAWINGS));
            case ELLIPSE -> out.add(new DrawnGraphic(all, Kind.ELLIPSE, false, "", Units.PIXEL, DRAWINGS));
            case POLYLINE -> {
                if (all.size() <= PresentationWriter.MOST_POINTS) {
                    out.add(new DrawnGraphic(all, Kind.POLYLINE, false, "", Units.PIXEL, DRAWINGS));
                }
            }
            case POLYGON, ELLIPSOID -> {} // of the patient, not of an image
        }
        if (!out.isEmpty()) {
            out.add(text(words, out, DRAWINGS));
        }
        return out;
    }

    /// Words at the right of what they are of.
    private static DrawnGraphic text(String words, List<DrawnGraphic> of, String layer) {
        List<Point> all = of.stream().flatMap(g -> g.points().stream()).toList();
        Point at = new Point(
                all.stream().mapToDouble(Point::x).max().orElse(0) + 1, all.stream().mapToDouble(Point::y).min().orElse(0));
        return new DrawnGraphic(List.of(at), Kind.TEXT, false, words, Units.PIXEL, layer);
    }

    /// The read-back: every graphic where it was put, over its image alone, or the export fails.
    static void requireSame(List<MarkedImage> written, PresentationState read) throws ReviewException {
        for (MarkedImage i : written) {
            List<DrawnGraphic> there = read.look(i.header(), i.frame()).map(PresentationState.Look::graphics).orElse(List.of());
            boolean same = there.size() == i.graphics().size()
                    && i.graphics().stream().allMatch(g -> there.stream().anyMatch(t -> same(g, t)));
            if (!same) {
                throw new ReviewException("the presentation state read back differs from what it draws; it is not exported");
            }
        }
    }

    private static boolean same(DrawnGraphic a, DrawnGraphic b) {
        if (a.kind() != b.kind() || !a.text().equals(b.text()) || !a.layer().equals(b.layer()) || a.points().size() != b.points().size()) {
            return false;
        }
        for (int i = 0; i < a.points().size(); i++) {
            Point p = a.points().get(i);
            Point q = b.points().get(i);
            if (!(Math.abs(p.x() - q.x()) < SAME && Math.abs(p.y() - q.y()) < SAME)) {
                return false;
            }
        }
        return true;
    }
}
