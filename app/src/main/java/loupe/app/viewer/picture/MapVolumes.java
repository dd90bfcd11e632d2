package loupe.app.viewer.picture;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.parametric.MapQuantity;
import loupe.core.dicom.parametric.MapVolume;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;

/// The values of a study's maps, read when first laid over images and kept until the study is closed. Safe for any thread; a thread
/// that asks for one that is being read waits.
final class MapVolumes implements AutoCloseable {
    private final Map<MapQuantity, MapVolume> read = new HashMap<>();
    private final Object reading = new Object();
    private boolean closed;

    boolean holds(MapQuantity map) {
        return known(map).isPresent();
    }

    private Optional<MapVolume> known(MapQuantity map) {
        synchronized (read) {
            return Optional.ofNullable(read.get(map));
        }
    }

    /// @throws IOException if a frame cannot be read or decoded
    /// @throws CancelledException if nobody wants it any more
    MapVolume read(MapQuantity map, PixelSupply pixels, JobContext job) throws IOException {
        Optional<MapVolume> already = known(map);
        if (already.isPresent()) {
            return already.get();
        }
        synchronized (reading) {
            Optional<MapVolume> known = known(map);
            return known.isPresent() ? known.get() : keep(map, MapVolume.read(map, pixels, job));
        }
    }

    private MapVolume keep(MapQuantity map, MapVolume made) {
        synchronized (read) {
            if (closed) {
                made.close();
                throw new CancelledException();
            }
            read.put(map, made);
            return made;
        }
    }

    @Override
    public void close() {
        synchronized (read) {
            closed = true;
            read.values().forEach(MapVolume::close);
            read.clear();
        }
    }
}
