package loupe.review.exporting;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.display.FileWindow;
import loupe.core.finding.Verdict;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.render.Layer;
import loupe.core.render.LayerStack;
import loupe.core.render.Png;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.Viewport;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.review.edit.KeptReport;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.report.pdf.KeyPicture;
import loupe.review.session.StudyImages;

/// Draws the pictures that show each finding: the slice with most of its outline, all outlines over it.
public final class KeyImages {
    private static final int SIZE = 768;
    private static final int MOST = 24;
    private static final int MOST_IN_REPORT = 12;
    private static final double OPACITY = 0.25;
    private static final double RING_MM = 8;

    private final StudyImages images;
    private final ReviewState state;
    private final Map<Stack, ValueWindow> ofStacks = new HashMap<>();

    /// @param images the study's pixels
    /// @param state the review that is drawn over them
    public KeyImages(StudyImages images, ReviewState state) {
        this.images = images;
        this.state = state;
    }

    /// What was drawn.
    ///
    /// @param files names of the files written
    /// @param notes a line for each picture that could not be drawn
    public record Drawn(List<String> files, List<String> notes) {
        /// Copies the lists.
        public Drawn {
            files = List.copyOf(files);
            notes = List.copyOf(notes);
        }
    }

    /// Writes one PNG a finding, and one for each series that has none. A picture whose pixels cannot be shown is left out
    /// with a note; it takes nothing else along.
    ///
    /// @throws IOException if the store fails or a file cannot be written
    public Drawn write(Path folder) throws IOException {
        Names names = new Names();
        List<String> notes = new ArrayList<>();
        for (Series series : images.series()) {
            List<ReviewedFinding> findings = state.findings().stream()
                    .filter(f -> f.finding().seriesUid().equals(series.uid()) && !f.blank())
                    .limit(MOST)
                    .toList();
            boolean none = true;
            for (ReviewedFinding f : findings) {
                Optional<Stack> stack = images.stackOf(series, f.segment().map(s -> s.mask().grid()));
                if (stack.isPresent()) {
                    none = false;
                    String wish = "series-" + series.number() + "-" + f.finding().id() + "-"
                            + f.finding().label().replaceAll("[^A-Za-z0-9]+", "-");
                    drawn(folder, wish, names, notes, () -> draw(f, stack.get()));
                }
            }
            if (none) {
                plain(series, folder, names, notes);
            }
        }
        return new Drawn(names.given, notes);
    }

    /// The pictures of a report: one for each finding that a person confirmed, organs only where there is nothing else, with nothing
    /// of the others in them.
    ///
    /// @param notes gets a line for each picture that could not be drawn
    /// @throws IOException if the store fails
    List<KeyPicture> confirmed(List<String> notes) throws IOException {
        List<ReviewedFinding> all = state.findings().stream().filter(KeptReport::confirmed).toList();
        List<ReviewedFinding> lesions = all.stream().filter(f -> f.segment().filter(Segment::anatomical).isEmpty()).toList();
        List<KeyPicture> out = new ArrayList<>();
        for (ReviewedFinding f : (lesions.isEmpty() ? all : lesions).stream().limit(MOST_IN_REPORT).toList()) {
            Optional<Series> series = images.series().stream().filter(s -> s.uid().equals(f.finding().seriesUid())).findFirst();
            Optional<Stack> stack = series.isEmpty()
                    ? Optional.empty()
                    : images.stackOf(series.get(), f.segment().map(s -> s.mask().grid()));
            if (stack.isPresent()) {
                try {
                    int slice = f.keySlice(stack.get().grid());
                    String caption = f.finding().id() + ": series " + series.orElseThrow().number()
                            + (stack.get().slices().size() > 1 ? ", image " + (slice + 1) : "");
                    out.add(new KeyPicture(
                            caption, draw(stack.get(), slice, layers(f, stack.get().grid(), slice, KeptReport::confirmed))));
                } catch (DicomException e) {
                    notes.add(f.finding().id() + " is not drawn in the report: " + e.getMessage());
                }
            }
        }
        return out;
    }

    private interface Drawing {
        BufferedImage picture() throws IOException;
    }

    private static void drawn(Path folder, String wish, Names names, List<String> notes, Drawing drawing) throws IOException {
        BufferedImage picture;
        try {
            picture = drawing.picture();
        } catch (DicomException e) {
            notes.add(wish + " is not drawn: " + e.getMessage());
            return;
        }
        write(folder.resolve(names.next(wish)), picture);
    }

    /// The middle picture of a series: of its largest stack, else of its objects with pixels.
    private void plain(Series series, Path folder, Names names, List<String> notes) throws IOException {
        String wish = "series-" + series.number();
        Optional<Stack> stack = series.stacks().stream().findFirst();
        if (stack.isPresent()) {
            int middle = stack.get().slices().size() / 2;
            drawn(folder, wish, names, notes, () -> draw(stack.get(), middle, LayerStack.none()));
            return;
        }
        List<Instance> shown = series.instances().stream().filter(i -> i.frames() > 0).toList();
        if (!shown.isEmpty()) {
            drawn(folder, wish, names, notes, () -> draw(shown.get(shown.size() / 2)));
        }
    }

    /// File names, each given once.
    private static final class Names {
        private final List<String> given = new ArrayList<>();

        String next(String wish) {
            String name = wish + ".png";
            for (int i = 2; given.contains(name); i++) {
                name = wish + "-" + i + ".png";
            }
            given.add(name);
            return name;
        }
    }

    /// The slice where a finding shows best: most voxels of its outline, else its centre.
    public static int keySlice(ReviewedFinding f, VoxelGrid grid) {
        return f.keySlice(grid);
    }

    /// The finding filled in the colour of its verdict, the others around it as lines in their own colours, it on top.
    private LayerStack layers(ReviewedFinding shown, VoxelGrid grid, int slice, Predicate<ReviewedFinding> others) {
        List<Layer> out = new ArrayList<>();
        for (ReviewedFinding f : state.findings()) {
            Optional<Segment> own = f.segment().filter(s -> s.mask().grid().equals(grid));
            boolean other = !f.finding().id().equals(shown.finding().id());
            if (other && others.test(f) && f.finding().seriesUid().equals(shown.finding().seriesUid()) && own.isPresent()) {
                out.add(new Layer.MaskLayer(own.get().mask(), own.get().rgb(), 0, style(f.verdict())));
            }
        }
        Optional<Mask> mask = shown.segment().map(Segment::mask).filter(m -> m.grid().equals(grid));
        double[] centre = grid.toIndex(shown.finding().centre());
        out.add(mask.isPresent()
                ? new Layer.MaskLayer(mask.get(), rgb(shown.verdict()), OPACITY, style(shown.verdict()))
                : new Layer.RingLayer(centre[0], centre[1], slice, RING_MM, rgb(shown.verdict()), !shown.reviewed()));
        return new LayerStack(out);
    }

    /// Colour of a verdict: amber, cyan, cyan, grey.
    public static int rgb(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unreviewed u -> 0xffb000;
            case Verdict.Accepted a -> 0x00c8e0;
            case Verdict.Edited e -> 0x40e090;
            case Verdict.Rejected r -> 0x9a9a9a;
        };
    }

    /// Drawing style of a verdict, so that none is told by colour alone.
    public static Layer.Style style(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unreviewed u -> Layer.Style.DASHED;
            case Verdict.Accepted a -> Layer.Style.SOLID;
            case Verdict.Edited e -> Layer.Style.SOLID;
            case Verdict.Rejected r -> Layer.Style.HATCHED;
        };
    }

    private BufferedImage draw(ReviewedFinding f, Stack stack) throws IOException {
        int slice = keySlice(f, stack.grid());
        return draw(stack, slice, layers(f, stack.grid(), slice, o -> true));
    }

    private BufferedImage draw(Stack stack, int slice, LayerStack layers) throws IOException {
        SliceRef ref = stack.slices().get(slice);
        RasterImage picture = images.picture(ref.sopInstanceUid(), ref.frame());
        Optional<ValueWindow> own = FileWindow.first(images.header(ref.sopInstanceUid()), ref.frame());
        ValueWindow window = own.isPresent() ? own.get() : spanning(stack);
        Upright upright = stack.isFilm() ? Upright.AS_STORED : Upright.of(stack.grid());
        double[] spacing = {stack.grid().columnMm(), stack.grid().rowMm()};
        return render(picture, slice, window, layers, spacing, upright);
    }

    /// The window of a whole stack, looked for once however many of its findings are drawn.
    private ValueWindow spanning(Stack stack) throws IOException {
        ValueWindow known = ofStacks.get(stack);
        if (known == null) {
            known = Windows.spanning(images, stack);
            ofStacks.put(stack, known);
        }
        return known;
    }

    private BufferedImage draw(Instance i) throws IOException {
        int frame = i.frames() / 2;
        RasterImage picture = images.picture(i.sopInstanceUid(), frame);
        ValueWindow window = window(picture, i.sopInstanceUid(), frame);
        return render(picture, 0, window, LayerStack.none(), new double[] {1, 1}, Upright.AS_STORED);
    }

    private ValueWindow window(RasterImage picture, String sop, int frame) throws IOException {
        DataSet header = images.header(sop);
        return FileWindow.first(header, frame).orElseGet(() -> Windows.spanning(picture, header, frame));
    }

    private static BufferedImage render(
            RasterImage picture, int slice, ValueWindow window, LayerStack layers, double[] spacing, Upright upright) {
        double scale = SIZE / Math.max(picture.columns() * spacing[0], picture.rows() * spacing[1]);
        int width = (int) Math.max(1, Math.rint(picture.columns() * spacing[0] * scale));
        int height = (int) Math.max(1, Math.rint(picture.rows() * spacing[1] * scale));
        Viewport viewport = Viewport.fit(width, height, picture.columns(), picture.rows(), spacing[0], spacing[1]);
        int[] argb = new int[width * height];
        SliceRenderer.render(new RenderRequest(picture, slice, window, false, viewport, layers), argb);
        int[] turned = upright.turn(argb, width, height);
        int across = upright.transposed() ? height : width;
        int down = upright.transposed() ? width : height;
        BufferedImage out = new BufferedImage(across, down, BufferedImage.TYPE_INT_RGB);
        out.setRGB(0, 0, across, down, turned, 0, across);
        return out;
    }

    private static void write(Path file, BufferedImage image) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            Png.write(image, out);
        }
    }
}
