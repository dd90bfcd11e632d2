package loupe.core.dicom.parametric;

import java.io.IOException;
import java.util.OptionalDouble;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Tag;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.value.RealWorldMap;
import loupe.core.image.Frame;
import loupe.core.image.Sampler.Interpolation;
import loupe.core.image.ValueWindow;
import loupe.core.image.Volume;
import loupe.core.plane.PlaneRequest;
import loupe.core.plane.PlaneSampler;
import loupe.core.study.SliceRef;
import loupe.core.work.JobContext;

/// Values of a map in its own unit, and how they are to be seen first.
///
/// A pixel has no value where the file's padding stands, where its stored value lies outside of the range that is mapped, and where
/// it is not a number or without end; such voxels are NaN.
///
/// @param volume the values; closed by whoever read it
/// @param drawn the same where a voxel is drawn and 0 elsewhere
/// @param share 1 where a voxel is drawn and 0 elsewhere
/// @param window to open with: 0 to 1 for shares and probabilities, 0 to 100 for per cent, where all values lie there; else from
///     the 1st to the 99th percentile of the values that are seen
/// @param clearUpTo values up to it are not drawn: 0 where no value is less, else none are left out
public record MapVolume(Volume volume, Volume drawn, Volume share, ValueWindow window, double clearUpTo) implements AutoCloseable {
    private static final long MOST_BYTES = 2L << 30;

    /// Reads a quantity's frames.
    ///
    /// @throws IOException if a frame cannot be read or decoded, is of another size than its header says, or none has a value
    /// @throws loupe.core.work.CancelledException if cancelled; the memory is given back
    public static MapVolume read(MapQuantity q, PixelSupply pixels, JobContext job) throws IOException {
        if (q.stack().grid().voxels() > MOST_BYTES / MapVoxels.BYTES) {
            throw new DicomException("the map takes more than 2 GiB", -1);
        }
        frame(q, 0, pixels); // an object that claims more pixels than it has takes no memory
        MapVoxels voxels = new MapVoxels(q.stack().grid(), q.unitText());
        boolean done = false;
        try {
            int n = q.maps().size();
            for (int s = 0; s < n; s++) {
                job.checkCancelled();
                SliceRef at = q.stack().slices().get(s);
                Mapping mapping = new Mapping(q.maps().get(s), padding(pixels.header(at.sopInstanceUid())));
                fill(frame(q, s, pixels), mapping, s, voxels);
                job.progress(s + 1L, n, "slices");
            }
            MapRange range = voxels.range();
            if (range.isEmpty()) {
                throw new DicomException("no pixel of the map has a value in the range that is mapped", -1);
            }
            done = true;
            return voxels.build(range.window(MapUnit.whole(q.unit())));
        } finally {
            if (!done) {
                voxels.discard();
            }
        }
    }

    /// How stored values become values.
    ///
    /// @param padding stored value of pixels without one; NaN where there is none
    private record Mapping(RealWorldMap map, double padding) {
        float of(double stored) {
            OptionalDouble v = stored == padding ? OptionalDouble.empty() : map.at(stored);
            float value = (float) v.orElse(Double.NaN);
            return Float.isFinite(value) ? value : Float.NaN;
        }
    }

    private static Frame frame(MapQuantity q, int slice, PixelSupply pixels) throws IOException {
        SliceRef at = q.stack().slices().get(slice);
        Frame f = pixels.frame(at.sopInstanceUid(), at.frame());
        if (f.samplesPerPixel() != 1 || (long) f.columns() * f.rows() != q.stack().grid().voxelsPerSlice()) {
            throw new DicomException("a frame of the map has another size than its header says", -1);
        }
        return f;
    }

    private static void fill(Frame f, Mapping mapping, int slice, MapVoxels voxels) {
        for (long i = 0; i < voxels.perSlice(); i++) {
            voxels.put(slice, i, mapping.of(f.sample(i)));
        }
    }

    private static double padding(DataSet h) {
        for (String keyword : new String[] {"FloatPixelPaddingValue", "DoubleFloatPixelPaddingValue"}) {
            OptionalDouble v = Dictionary.entry(keyword).map(e -> h.number(e.tag())).orElse(OptionalDouble.empty());
            if (v.isPresent()) {
                return v.getAsDouble();
            }
        }
        return h.number(Tag.PixelPaddingValue).orElse(Double.NaN);
    }

    /// Fills pixels on a plane. Whether a pixel is drawn is decided by the voxel it lies in; its value then lies between the drawn
    /// voxels around it alone, so that none is made up between a map and the 0 around it. Through a slab values are those of the
    /// projection, 0 included.
    ///
    /// @param request where, and how coarse; how values come about is left to this
    /// @param into at least as long as the raster has pixels; NaN where there is no value
    /// @throws loupe.core.work.CancelledException if cancelled
    /// @throws IllegalArgumentException if the plane lies in another frame of reference
    public void sample(PlaneRequest request, float[] into, JobContext job) {
        if (request.slab().thicknessMm() > 0) {
            new PlaneSampler(volume).sample(request, into, job);
            return;
        }
        int n = request.raster().pixels();
        float[] sums = new float[n];
        float[] shares = new float[n];
        PlaneRequest nearest = new PlaneRequest(request.slab(), request.raster(),
                new PlaneRequest.Reading(Interpolation.NEAREST, Float.NaN, request.reading().step()));
        new PlaneSampler(volume).sample(nearest, into, job);
        new PlaneSampler(drawn).sample(request, sums, job);
        new PlaneSampler(share).sample(request, shares, job);
        for (int i = 0; i < n; i++) {
            into[i] = into[i] > clearUpTo && shares[i] > 0 ? sums[i] / shares[i] : into[i];
        }
    }

    /// Gives the values' memory back.
    @Override
    public void close() {
        volume.close();
        drawn.close();
        share.close();
    }
}
