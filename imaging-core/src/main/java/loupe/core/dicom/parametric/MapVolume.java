package loupe.core.dicom.parametric;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.OptionalDouble;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Tag;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.value.RealWorldMap;
import loupe.core.image.Frame;
import loupe.core.image.ValueWindow;
import loupe.core.image.Volume;
import loupe.core.study.SliceRef;
import loupe.core.work.JobContext;

/// Values of a map in its own unit, and how they are to be seen first.
///
/// A pixel has no value where the file's padding stands, where its stored value lies outside of the range that is mapped, and where
/// it is not a number or without end; such voxels are NaN.
///
/// @param volume the values; closed by whoever read it
/// @param window to open with: 0 to 1 for shares and probabilities, 0 to 100 for per cent, where all values lie there; else from
///     the 1st to the 99th percentile of the values that are seen
/// @param clearUpTo values up to it are not drawn: 0 where no value is less, else none are left out
public record MapVolume(Volume volume, ValueWindow window, double clearUpTo) implements AutoCloseable {
    private static final long MOST_BYTES = 2L << 30;

    /// Reads a quantity's frames.
    ///
    /// @throws IOException if a frame cannot be read or decoded, is of another size than its header says, or none has a value
    /// @throws loupe.core.work.CancelledException if cancelled; the memory is given back
    public static MapVolume read(MapQuantity q, PixelSupply pixels, JobContext job) throws IOException {
        if (q.stack().grid().voxels() > MOST_BYTES / Float.BYTES) {
            throw new DicomException("the map is larger than 2 GiB", -1);
        }
        Volume.Builder builder = Volume.builder(q.stack().grid(), Volume.SampleType.FLOAT32, q.unitText());
        boolean done = false;
        try {
            MapRange range = new MapRange(q.stack().grid().voxels());
            int n = q.maps().size();
            for (int s = 0; s < n; s++) {
                job.checkCancelled();
                SliceRef at = q.stack().slices().get(s);
                Frame frame = pixels.frame(at.sopInstanceUid(), at.frame());
                fill(frame, new Mapping(q.maps().get(s), padding(pixels.header(at.sopInstanceUid()))), builder.sliceSamples(s), range);
                job.progress(s + 1L, n, "slices");
            }
            if (range.isEmpty()) {
                throw new DicomException("no pixel of the map has a value in the range that is mapped", -1);
            }
            done = true;
            return new MapVolume(builder.build(), range.window(MapUnit.whole(q.unit())), range.clearUpTo());
        } finally {
            if (!done) {
                builder.discard();
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

    private static void fill(Frame f, Mapping mapping, MemorySegment into, MapRange range) throws DicomException {
        long n = (long) f.columns() * f.rows();
        if (f.samplesPerPixel() != 1 || n * Float.BYTES != into.byteSize()) {
            throw new DicomException("a frame of the map has another size than its header says", -1);
        }
        for (long i = 0; i < n; i++) {
            float v = mapping.of(f.sample(i));
            into.setAtIndex(ValueLayout.JAVA_FLOAT, i, v);
            range.take(v);
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

    /// Gives the values' memory back.
    @Override
    public void close() {
        volume.close();
    }
}
