package loupe.core.bench;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.slide.SlidePyramid;
import loupe.core.dicom.slide.SlideReader;
import loupe.core.dicom.slide.TileCache;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Frame;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.image.Volume;
import loupe.core.plane.Plane;
import loupe.core.plane.PlaneRequest;
import loupe.core.plane.PlaneSampler;
import loupe.core.plane.Raster;
import loupe.core.plane.Slab;
import loupe.core.plane.Slab.Projection;
import loupe.core.render.LayerStack;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.Viewport;
import loupe.core.work.JobContext;

/// Times what happens while somebody looks: window, cuts, slabs, slide regions. `ViewBench [SLIDE_FOLDER]`.
public final class ViewBench {
    private static final int ROUNDS = 15;

    private ViewBench() {}

    private interface Work {
        void run() throws IOException;
    }

    /// @param a folder of a slide pyramid; left out, the slide is not timed
    /// @throws IOException if the slide cannot be read
    public static void main(String[] a) throws IOException {
        window("window 512^2 to 1500x950", 512, 512);
        window("window 12 Mpx to 1500x950", 4000, 3000);
        VoxelGrid g = VoxelGrid.axial(512, 512, 300, new PatientPoint(0, 0, 0), 0.7, 1, "");
        try (Volume v = volume(g)) {
            Plane p = new Plane(
                    new PatientPoint(180, 180, 150), new PatientVector(5, 4, 1), new PatientVector(-1, 1, 1), "");
            Raster raster = Raster.centred(512, 512, 0.6);
            PlaneSampler sampler = new PlaneSampler(v);
            float[] out = new float[raster.pixels()];
            cut("oblique cut 512^2, linear", sampler, PlaneRequest.full(Slab.thin(p), raster, -1000), out);
            PlaneRequest slab = PlaneRequest.full(new Slab(p, 20, Projection.MAXIMUM), raster, -1000);
            cut("MIP slab of 20 mm, 512^2", sampler, slab, out);
            cut("MIP slab of 20 mm, 512^2, preview by 2", sampler, slab.preview(2), out);
            PlaneRequest all = PlaneRequest.full(Slab.rotating(g, 30, Projection.MAXIMUM), raster, -1000);
            cut("MIP of all from 30 degrees, 512^2", sampler, all, out);
            cut("MIP of all from 30 degrees, 512^2, preview by 2", sampler, all.preview(2), out);
        }
        if (a.length > 0) {
            slide(Path.of(a[0]));
        }
    }

    private static void cut(String name, PlaneSampler sampler, PlaneRequest request, float[] out) throws IOException {
        timed(name, () -> sampler.sample(request, out, JobContext.unattended()));
    }

    private static void window(String name, int columns, int rows) throws IOException {
        float[] values = new float[columns * rows];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 7 % 4096 - 1024;
        }
        RenderRequest r = new RenderRequest(
                new RasterImage.Gray(columns, rows, values, false), 0, ValueWindow.of(40, 400), false,
                Viewport.fit(1500, 950, columns, rows, 1, 1), new LayerStack(List.of()));
        int[] argb = new int[1500 * 950];
        timed(name, () -> SliceRenderer.render(r, argb));
    }

    private static Volume volume(VoxelGrid g) {
        Volume.Builder b = Volume.builder(g, Volume.SampleType.INT16, "HU");
        for (int s = 0; s < g.slices(); s++) {
            MemorySegment m = b.sliceSamples(s);
            for (int i = 0; i < g.voxelsPerSlice(); i++) {
                m.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (i * 31 + s * 17));
            }
            b.rescale(s, 1, -1024);
        }
        return b.build();
    }

    private static void slide(Path folder) throws IOException {
        Map<String, DicomFile> files = new HashMap<>();
        List<DataSet> headers = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path p : all.sorted().toList()) {
                DicomFile f = DicomReader.usual().read(p);
                files.put(f.data().string(Tag.SOPInstanceUID, ""), f);
                headers.add(f.data());
            }
        }
        PixelSupply pixels = new PixelSupply() {
            @Override
            public DataSet header(String uid) {
                return file(uid).data();
            }

            @Override
            public Frame frame(String uid, int frame) throws IOException {
                return PixelDecoder.decode(file(uid).data(), file(uid).syntax(), frame);
            }

            private DicomFile file(String uid) {
                return Optional.ofNullable(files.get(uid)).orElseThrow();
            }
        };
        SlidePyramid pyramid = SlidePyramid.of(headers);
        timed("slide region 1500x950, cold cache", () -> new SlideReader(pyramid, new TileCache(pixels, 256L << 20))
                .view(new SlideReader.View(100, 80, 1.3, 1500, 950), 0));
        SlideReader warm = new SlideReader(pyramid, new TileCache(pixels, 256L << 20));
        timed("slide region 1500x950, warm cache", () -> warm.view(new SlideReader.View(100, 80, 1.3, 1500, 950), 0));
    }

    private static void timed(String name, Work work) throws IOException {
        double[] ms = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long from = System.nanoTime();
            work.run();
            ms[i] = (System.nanoTime() - from) / 1e6;
        }
        Arrays.sort(ms);
        System.out.printf(Locale.ROOT, "figure: %s: %.1f ms (median %.1f)%n", name, ms[0], ms[ROUNDS / 2]);
    }
}
