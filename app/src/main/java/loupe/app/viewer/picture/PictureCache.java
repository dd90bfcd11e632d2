package loupe.app.viewer.picture;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import loupe.core.image.Fidelity;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;

/// Decoded pictures, the least recently used let go beyond a number of bytes. Safe for any thread.
public final class PictureCache {
    private final long mostBytes;
    private final Map<ImagePlace, Picture> pictures = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;
    private boolean closed;

    PictureCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// A decoded image with what is known of it.
    ///
    /// @param image its pixels
    /// @param page what is known besides them
    /// @param ownWindow the window to open with
    /// @param fidelity how true the pixels are to what was acquired
    public record Picture(RasterImage image, Page page, ValueWindow ownWindow, Fidelity fidelity) {
        /// What it takes in memory.
        public long bytes() {
            return 4L * image.columns() * image.rows();
        }
    }

    synchronized Optional<Picture> get(ImagePlace place) {
        return Optional.ofNullable(pictures.get(place));
    }

    /// Keeps a picture; nothing is kept any more once closed, whoever is still decoding.
    synchronized void put(ImagePlace place, Picture picture) {
        if (closed) {
            return;
        }
        Picture before = pictures.put(place, picture);
        bytes += picture.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Picture> oldest = pictures.values().iterator();
        while (bytes > mostBytes && pictures.size() > 1) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized void close() {
        closed = true;
        pictures.clear();
        bytes = 0;
    }
}
