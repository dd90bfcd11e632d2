package loupe.app.viewer.picture;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.image.Volume;
import loupe.core.plane.BlockRange;
import loupe.core.plane.Raster;
import loupe.core.plane.RayProjector;
import loupe.core.plane.VolumeShading;
import loupe.core.work.JobContext;
import loupe.review.exporting.Windows;

/// Views of one volume from around it, with what is worked out once for all of them. Safe for any thread.
final class VolumePictures {
    private Optional<Measured> measured = Optional.empty();
    private final Map<AroundVolume.Kind, ValueWindow> windows = new EnumMap<>(AroundVolume.Kind.class);

    /// What of a volume is the same for all views.
    private record Measured(BlockRange range, RayProjector rays) {}

    /// A view.
    ///
    /// @param image its pixels: values of a projection, colours of a lit volume
    /// @param window the window to open with, the same for all views of a kind
    record Drawn(RasterImage image, ValueWindow window) {}

    /// What is looked at.
    ///
    /// @param volume the volume
    /// @param whiteIsLow whether low values are shown bright
    record Of(Volume volume, boolean whiteIsLow) {}

    /// @param kind what is shown
    /// @param site the plane looked at and its pixels
    /// @param of what is looked at, always the same
    /// @param step 1, or more for a preview
    /// @throws loupe.core.work.CancelledException if nobody wants it any more
    Drawn draw(AroundVolume.Kind kind, ImageSite site, Of of, int step, JobContext job) {
        Measured known = measured(of.volume, job);
        BlockRange range = known.range;
        RayProjector rays = known.rays;
        Raster raster = site.raster();
        int columns = raster.columns();
        int rows = raster.rows();
        if (kind.isProjection()) {
            float[] values = new float[columns * rows];
            float outside = (float) (kind == AroundVolume.Kind.MIP ? range.least() : range.greatest());
            rays.extremes(new RayProjector.Request(site.slab(), raster, step, outside), values, job);
            RasterImage image = new RasterImage.Gray(columns, rows, values, of.whiteIsLow);
            return new Drawn(image, window(kind, image));
        }
        int[] argb = new int[columns * rows];
        rays.shaded(shading(kind, range), site.slab(), raster, step, argb, job);
        return new Drawn(new RasterImage.Colour(columns, rows, argb), ValueWindow.of(128, 256));
    }

    private synchronized Measured measured(Volume volume, JobContext job) {
        if (measured.isEmpty()) {
            BlockRange range = BlockRange.of(volume, job);
            measured = Optional.of(new Measured(range, new RayProjector(volume, range)));
        }
        return measured.get();
    }

    /// From the first view drawn, so that all are as bright.
    private synchronized ValueWindow window(AroundVolume.Kind kind, RasterImage first) {
        return windows.computeIfAbsent(kind, k -> Windows.spanning(first));
    }

    private static VolumeShading shading(AroundVolume.Kind kind, BlockRange range) {
        return switch (kind) {
            case BONE -> VolumeShading.bone();
            case VESSELS -> VolumeShading.vessels();
            case SKIN -> VolumeShading.skin();
            case SURFACE, MIP, MINIP -> surface(range);
        };
    }

    /// The surface that parts dark from bright best.
    private static VolumeShading surface(BlockRange range) {
        double threshold = range.threshold();
        return VolumeShading.surface(threshold, Math.max(range.greatest(), threshold + 1e-6 + Math.abs(threshold) * 1e-6));
    }
}
