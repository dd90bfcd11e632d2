package loupe.app.viewer.picture;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.parametric.MapQuantity;
import loupe.core.dicom.parametric.MapVolume;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.study.SliceRef;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;

/// The values of a study's maps, read when first laid over images and kept until the study is closed. Safe for any thread; a thread
/// that asks for one that is being read waits.
final class MapVolumes implements AutoCloseable {
    private final Map<MapQuantity, Read> read = new HashMap<>();
    private final Object reading = new Object();
    private boolean closed;

    /// A map's values.
    ///
    /// @param map the values
    /// @param page what is known of its first frame
    record Read(MapVolume map, Page page) {}

    boolean holds(MapQuantity map) {
        return known(map).isPresent();
    }

    private Optional<Read> known(MapQuantity map) {
        synchronized (read) {
            return Optional.ofNullable(read.get(map));
        }
    }

    /// @throws IOException if a frame cannot be read or decoded
    /// @throws CancelledException if nobody wants it any more
    Read read(MapQuantity map, PixelSupply pixels, JobContext job) throws IOException {
        Optional<Read> already = known(map);
        if (already.isPresent()) {
            return already.get();
        }
        synchronized (reading) {
            Optional<Read> known = known(map);
            return known.isPresent() ? known.get() : keep(map, page(map, pixels), MapVolume.read(map, pixels, job));
        }
    }

    private static Page page(MapQuantity map, PixelSupply pixels) throws IOException {
        SliceRef first = map.stack().slices().getFirst();
        return Page.of(pixels.header(first.sopInstanceUid()), first.frame());
    }

    private Read keep(MapQuantity map, Page page, MapVolume made) {
        synchronized (read) {
            if (closed) {
                made.close();
                throw new CancelledException();
            }
            Read out = new Read(made, page);
            read.put(map, out);
            return out;
        }
    }

    @Override
    public void close() {
        synchronized (read) {
            closed = true;
            read.values().forEach(r -> r.map.close());
            read.clear();
        }
    }
}
