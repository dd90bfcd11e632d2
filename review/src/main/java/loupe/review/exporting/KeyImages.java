package loupe.review.exporting;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import loupe.core.dicom.ValueTransform;
import loupe.core.finding.Verdict;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.render.Layer;
import loupe.core.render.LayerStack;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.Viewport;
import loupe.core.segment.Mask;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.StudyImages;

/// Draws the pictures that show each finding: the slice with most of its outline, all outlines over it.
public final class KeyImages {
    private static final int SIZE = 768;
    private static final int MOST = 24;
    private static final double OPACITY = 0.25;

    private final StudyImages images;
    private final ReviewState state;

    /// @param images the study's pixels
    /// @param state the review that is drawn over them
    public KeyImages(StudyImages images, ReviewState state) {
        this.images = images;
        this.state = state;
    }

    /// Writes one PNG a finding, and one for each series that has none.
    ///
    /// @return names of the files written
    /// @throws IOException if pixels cannot be read or a file cannot be written
    public List<String> write(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        for (Series series : images.series()) {
            List<ReviewedFinding> findings = state.findings().stream()
                    .filter(f -> f.finding().seriesUid().equals(series.uid()))
                    .limit(MOST)
                    .toList();
            boolean none = true;
            for (ReviewedFinding f : findings) {
                Optional<Stack> stack = images.stackOf(series, f.segment().map(s -> s.mask().grid()));
                if (stack.isPresent()) {
                    none = false;
                    finding(series, f, stack.get(), folder, names);
                }
            }
            if (none) {
                plain(series, folder, names);
            }
        }
        return names;
    }

    private void finding(Series series, ReviewedFinding f, Stack stack, Path folder, List<String> names) throws IOException {
        String name = "series-" + series.number() + "-" + f.finding().id() + "-"
                + f.finding().label().replaceAll("[^A-Za-z0-9]+", "-") + ".png";
        write(folder.resolve(name), draw(stack, keySlice(f, stack.grid())));
        names.add(name);
    }

    private void plain(Series series, Path folder, List<String> names) throws IOException {
        Optional<Instance> first = series.instances().stream()
                .filter(i -> i.frames() > 0)
                .skip(series.instances().size() / 2)
                .findFirst();
        if (first.isPresent()) {
            String name = "series-" + series.number() + ".png";
            write(folder.resolve(name), draw(first.get()));
            names.add(name);
        }
    }

    /// The slice where a finding shows best: most voxels of its outline, else its centre.
    public static int keySlice(ReviewedFinding f, VoxelGrid grid) {
        int best = (int) Math.clamp(Math.rint(grid.toIndex(f.finding().centre())[2]), 0, grid.slices() - 1);
        if (f.segment().isPresent()) {
            Mask mask = f.segment().get().mask();
            int most = 0;
            for (int s = 0; s < grid.slices(); s++) {
                int n = mask.count(s);
                if (n > most) {
                    most = n;
                    best = s;
                }
            }
        }
        return best;
    }

    /// Layers of all findings on a stack or film, in the colours of their verdicts.
    private LayerStack layers(VoxelGrid grid, String seriesUid) {
        List<Layer> out = new ArrayList<>();
        for (ReviewedFinding f : state.findings()) {
            Optional<Mask> mask = f.segment().map(s -> s.mask()).filter(m -> m.grid().equals(grid));
            if (f.finding().seriesUid().equals(seriesUid) && mask.isPresent()) {
                out.add(new Layer.MaskLayer(mask.get(), rgb(f.verdict()), OPACITY, style(f.verdict())));
            }
        }
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

    private BufferedImage draw(Stack stack, int slice) throws IOException {
        SliceRef ref = stack.slices().get(slice);
        RasterImage picture = images.picture(ref.sopInstanceUid(), ref.frame());
        String seriesUid = images.header(ref.sopInstanceUid()).string(loupe.core.dicom.Tag.SeriesInstanceUID, "");
        ValueWindow window = window(picture, ref.sopInstanceUid(), ref.frame());
        return render(
                picture,
                slice,
                window,
                layers(stack.grid(), seriesUid),
                new double[] {stack.grid().columnMm(), stack.grid().rowMm()});
    }

    private BufferedImage draw(Instance i) throws IOException {
        RasterImage picture = images.picture(i.sopInstanceUid(), 0);
        return render(
                picture, 0, window(picture, i.sopInstanceUid(), 0), LayerStack.none(), new double[] {1, 1});
    }

    private ValueWindow window(RasterImage picture, String sop, int frame) throws IOException {
        return ValueTransform.of(images.header(sop), frame).window().orElseGet(() -> Windows.spanning(picture));
    }

    private static BufferedImage render(
            RasterImage picture, int slice, ValueWindow window, LayerStack layers, double[] spacing) {
        double scale = SIZE / Math.max(picture.columns() * spacing[0], picture.rows() * spacing[1]);
        int width = (int) Math.max(1, Math.rint(picture.columns() * spacing[0] * scale));
        int height = (int) Math.max(1, Math.rint(picture.rows() * spacing[1] * scale));
        Viewport viewport = Viewport.fit(width, height, picture.columns(), picture.rows(), spacing[0], spacing[1]);
        int[] argb = new int[width * height];
        SliceRenderer.render(new RenderRequest(picture, slice, window, false, viewport, layers), argb);
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        out.setRGB(0, 0, width, height, argb, 0, width);
        return out;
    }

    private static void write(Path file, BufferedImage image) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java cannot write PNG");
            }
        }
    }
}
